//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/core/result.hpp>
#include <wsman/core/secret.hpp>

#include <boost/assert/source_location.hpp>

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

namespace wsman::inline WSMAN_FORM {

/// A user name and its parts (rule R37).
class user_name {
public:
    enum class form : std::uint8_t {
        bare,       ///< `user`
        down_level, ///< `DOMAIN\user`; `.\user` and `SERVER\user` are local accounts
        principal,  ///< `user@realm`
    };

    /// Effects: stores any text; check() validates it.
    WSMAN_DECL explicit user_name(std::string text);

    const std::string& text() const noexcept { return text_; } ///< the original text
    form written_as() const noexcept { return form_; }
    const std::string& user() const noexcept { return user_; }
    const std::string& domain() const noexcept { return domain_; } ///< domain, server, realm, or empty
    bool is_local_account() const noexcept { return form_ == form::down_level && domain_ == "."; }

    /// Errors: session_errc::invalid_text with rule R37 if the user or the domain is empty or the name contains a
    /// control character.
    [[nodiscard]] WSMAN_DECL result<void> check() const;

private:
    std::string text_;
    std::string user_;
    std::string domain_;
    form form_ = form::bare;
};

/// An account: user name and password.
class user_password {
public:
    user_password(std::string user, secret password) : name_(std::move(user)), password_(std::move(password)) {}
    /// Errors: throws wsman::exception with the source location of the caller if `password` is a failure.
    user_password(
        std::string user, result<secret> password, const boost::source_location& location = BOOST_CURRENT_LOCATION
    )
        : user_password(std::move(user), std::move(password).value(location))
    {
    }

    const std::string& user() const noexcept { return name_.text(); } ///< the original text
    const user_name& name() const noexcept { return name_; }
    const secret& password() const noexcept { return password_; }

private:
    user_name name_;
    secret password_;
};

/// A certificate and its key for TLS, in PEM files.
class client_certificate {
public:
    client_certificate(std::string certificate_file, std::string key_file, secret key_password = {})
        : certificate_file_(std::move(certificate_file)), key_file_(std::move(key_file)),
          key_password_(std::move(key_password))
    {
    }

    /// The leaf certificate, then its chain
    const std::string& certificate_file() const noexcept { return certificate_file_; }
    const std::string& key_file() const noexcept { return key_file_; } ///< empty: the certificate file contains the key
    const secret& key_password() const noexcept { return key_password_; }

private:
    std::string certificate_file_;
    std::string key_file_;
    secret key_password_;
};

/// A source of Kerberos tickets that replaces the source in the environment: a ticket cache, or a keytab and a
/// principal. The rules treat it as the credentials of the current user.
class ticket_source {
public:
    /// `name` has the format of KRB5CCNAME: "FILE:/run/agent/tickets", "/run/agent/tickets", "KEYRING:…".
    static ticket_source cache(std::string name) { return ticket_source(std::move(name), {}, {}); }
    /// The client requests a ticket for `principal`, "agent@CORP.EXAMPLE", with the key in the file, and keeps it in
    /// memory.
    static ticket_source keytab(std::string principal, std::string file)
    {
        return ticket_source({}, std::move(principal), std::move(file));
    }

    /// Neither a cache nor a keytab is set
    bool empty() const noexcept { return cache_.empty() && principal_.empty() && keytab_.empty(); }
    /// Errors: session_errc::invalid_text if only one of keytab and principal is set, or for a control character.
    [[nodiscard]] WSMAN_DECL result<void> check() const;

    const std::string& cache_name() const noexcept { return cache_; } ///< empty for a keytab
    const std::string& principal() const noexcept { return principal_; }
    const std::string& keytab_file() const noexcept { return keytab_; }

private:
    ticket_source(std::string cache, std::string principal, std::string keytab)
        : cache_(std::move(cache)), principal_(std::move(principal)), keytab_(std::move(keytab))
    {
    }

    std::string cache_;
    std::string principal_;
    std::string keytab_;
};

enum class credential_kind : std::uint8_t {
    /// No credentials, or a ticket_source: the credentials of the current user; no log-in if the scheme is none
    implicit,
    account,     ///< user name and password, stored or from a callback
    certificate, ///< a client certificate
};

/// The credentials of a session: none (those of the current user), a ticket source, an account, a client certificate,
/// or a callback. The client calls the callback when it needs the account, and again after a change of the password.
class credentials {
public:
    /// Thread safety: any thread that runs a client may call it. If it blocks, it blocks that thread.
    using callback = std::function<result<user_password>()>;

    credentials() = default;
    credentials(user_password account) : source_(std::move(account)) {}
    credentials(client_certificate certificate) : source_(std::move(certificate)) {}
    credentials(ticket_source tickets) : source_(std::move(tickets)) {}
    explicit credentials(callback ask) : source_(std::move(ask)) {}

    WSMAN_DECL credential_kind kind() const noexcept;
    bool is_callback() const noexcept { return std::holds_alternative<callback>(source_); }

    const user_password* account() const noexcept { return std::get_if<user_password>(&source_); }
    const client_certificate* certificate() const noexcept { return std::get_if<client_certificate>(&source_); }
    const ticket_source* tickets() const noexcept { return std::get_if<ticket_source>(&source_); }

    /// Returns: the account. Each call calls the callback again.
    /// Errors: windows_errc::client_credentials_needed if there is no account, client_username_and_password_needed
    /// (rule F8) if user name or password is missing; the errors of user_name::check and of the callback.
    [[nodiscard]] WSMAN_DECL result<user_password> resolve() const;

private:
    std::variant<std::monostate, user_password, client_certificate, callback, ticket_source> source_;
};

} // namespace wsman

#if !defined(WSMAN_SEPARATE_COMPILATION)
#include <wsman/session/impl/credentials.ipp>
#endif
