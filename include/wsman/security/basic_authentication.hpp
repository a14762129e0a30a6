//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/core/result.hpp>
#include <wsman/core/secret.hpp>
#include <wsman/security/authenticator.hpp>
#include <wsman/session/credentials.hpp>

#include <string_view>
#include <utility>

namespace wsman::inline WSMAN_FORM {

/// No authentication: requests carry no `Authorization`.
class no_authentication final : public authenticator {
public:
    no_authentication() = default;

    authentication_scheme scheme() const noexcept override { return authentication_scheme::none; }
    login_scope scope() const noexcept override { return login_scope::none; }
    [[nodiscard]] WSMAN_DECL result<secret> authorization(std::string_view method, std::string_view path) override;
    [[nodiscard]] WSMAN_DECL result<login_step> answered(const login_answer& answer) override;
};

/// Basic: user and password in UTF-8, sent with every request, and never again after a refusal.
/// Specification: RFC 7617.
class basic_authentication final : public authenticator {
public:
    /// `with_domain`: the user name has a domain or realm; a refusal then adds a hint about it.
    explicit basic_authentication(secret prepared_value, bool with_domain = false) noexcept
        : value_(std::move(prepared_value)), with_domain_(with_domain)
    {
    }

    authentication_scheme scheme() const noexcept override { return authentication_scheme::basic; }
    login_scope scope() const noexcept override { return login_scope::request; }
    [[nodiscard]] WSMAN_DECL result<secret> authorization(std::string_view method, std::string_view path) override;
    [[nodiscard]] WSMAN_DECL result<login_step> answered(const login_answer& answer) override;
    bool proof_left() const noexcept override { return proof_left_; }

private:
    secret value_;
    bool proof_left_ = false;
    bool with_domain_;
};

/// Returns: the value of `Authorization` for the account.
/// Errors: client_errc::invalid_argument if the user name holds a colon, or if the name or the password holds a control
/// character or is not UTF-8: RFC 7617 cannot encode these.
[[nodiscard]] WSMAN_DECL result<secret> basic_authorization(const user_password& account);

} // namespace wsman

#if !defined(WSMAN_SEPARATE_COMPILATION)
#include <wsman/security/impl/basic_authentication.ipp>
#endif
