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

#include <string_view>

namespace wsman::inline WSMAN_FORM {

/// Authentication by a client certificate. TLS sends the certificate, in the first handshake or when the host requests
/// it later. Each request only names the scheme, so that the host selects no other.
/// Specification: DSP0226, security profile `https/mutual`.
class certificate_authentication final : public authenticator {
public:
    certificate_authentication() = default;

    authentication_scheme scheme() const noexcept override { return authentication_scheme::certificate; }
    login_scope scope() const noexcept override { return login_scope::request; }
    [[nodiscard]] WSMAN_DECL result<secret> authorization(std::string_view method, std::string_view path) override;
    [[nodiscard]] WSMAN_DECL result<login_step> answered(const login_answer& answer) override;
};

} // namespace wsman

#if !defined(WSMAN_SEPARATE_COMPILATION)
#include <wsman/security/impl/certificate_authentication.ipp>
#endif
