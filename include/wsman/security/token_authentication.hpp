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
#include <wsman/security/message_sealing.hpp>
#include <wsman/security/security_context.hpp>

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace wsman::inline WSMAN_FORM {

/// One HTTP scheme that carries a security context.
class token_route {
public:
    using maker = std::function<result<std::unique_ptr<security_context>>()>;

    token_route(std::string_view scheme, std::string_view protocol, maker begin, bool waits = true)
        : http_scheme(scheme), sealing(protocol), make(std::move(begin)), may_block(waits)
    {
    }

    std::string_view http_scheme; ///< "Negotiate", "Kerberos", "CredSSP"; must be a string literal
    std::string_view sealing;     ///< a value of sealing_protocol
    maker make;                   ///< makes the context for one log-in
    bool may_block;               ///< whether making the context and its first token may wait for a third party (a KDC)
};

/// Options of a token-based log-in.
class token_login_options {
public:
    token_login_options() = default;

    authentication_scheme scheme{};
    std::vector<token_route>
        routes; ///< in order of preference; the next one is tried if the host offers its scheme and not that of the first
    bool seal = false; ///< bodies are sealed, and an unsealed response is an error
    part_header_style style = part_header_style::tab;
    std::function<failure(failure)> explain; ///< adds information to a failure of the context; may be empty
};

/// The log-in of Negotiate, Kerberos, NTLM and CredSSP: base64 tokens of a security context, with empty bodies, once per
/// connection. The first token is sent without a challenge. The host's challenges confirm the scheme and never change
/// it. A second context is begun only to send the same credentials under another scheme (routes), and never after a
/// token of the host was processed; so never after a refusal of the password.
/// Specification: RFC 4559, MS-WSMV 2.2.9.1, MS-CSSP 2.2.1.
class token_authentication final : public authenticator {
public:
    explicit token_authentication(token_login_options options) : options_(std::move(options)) {}

    authentication_scheme scheme() const noexcept override { return options_.scheme; }
    login_scope scope() const noexcept override { return login_scope::connection; }
    WSMAN_DECL std::string_view mechanism_name() const noexcept override;

    /// Errors: those of the context, as changed by token_login_options::explain.
    [[nodiscard]] WSMAN_DECL result<secret> authorization(std::string_view method, std::string_view path) override;
    /// Errors: transport_errc::http_unauthorized for a refusal; security_errc::scheme_not_offered, naming what the host
    /// offers; login_incomplete if the host reports success before the context is established; those of the context.
    [[nodiscard]] WSMAN_DECL result<login_step> answered(const login_answer& answer) override;
    WSMAN_DECL bool may_block() const noexcept override;
    bool proof_left() const noexcept override { return proof_left_; }

    bool seals() const noexcept override { return options_.seal; }
    [[nodiscard]] WSMAN_DECL result<void>
    wrap(std::string_view body, std::string& sealed, std::string& content_type) override;
    [[nodiscard]] WSMAN_DECL result<void> unwrap(std::string& body, std::string& content_type) override;

private:
    [[nodiscard]] result<void> begin();
    [[nodiscard]] result<void> take(std::string_view token);
    [[nodiscard]] result<login_step> refused(const login_answer& answer);
    [[nodiscard]] result<login_step> finished(const login_answer& answer);
    failure told(failure why) const;
    failure not_taken(std::span<const std::string> challenges) const;

    const token_route& route() const noexcept { return options_.routes[route_]; }

    token_login_options options_;
    std::size_t route_ = 0;
    std::unique_ptr<security_context> context_;
    std::string token_;       // the next token to send
    bool host_spoke_ = false; // a token of the host was processed
    bool proof_left_ = false; // a token was returned after that
};

} // namespace wsman

#if !defined(WSMAN_SEPARATE_COMPILATION)
#include <wsman/security/impl/token_authentication.ipp>
#endif
