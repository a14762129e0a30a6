//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/core/result.hpp>
#include <wsman/security/authenticator.hpp>
#include <wsman/session/client_policy.hpp>
#include <wsman/session/connection.hpp>
#include <wsman/session/proxy.hpp>

#include <memory>

namespace wsman::inline WSMAN_FORM {

/// Returns: the authenticator for a proxy, for one tunnel: Basic, Digest or Negotiate as the settings say; Negotiate if
/// they name an account and no scheme; no authentication if they name neither. Its values are those of
/// `Proxy-Authorization`, and its challenges those of `Proxy-Authenticate`.
///
/// Negotiate uses Kerberos for the service HTTP/proxy if the proxy is given by name, with the account or, without one,
/// with the caller's own tickets. It uses NTLM with the account if proxy_settings::ntlm() allows it and `allowed`, from
/// the client's policy, is not Kerberos. Tickets are never delegated.
/// Errors: those of credentials::resolve and basic_authorization for the account; security_errc::no_ticket if neither
/// mechanism can be used; transport_errc::scheme_not_supported if Kerberos is needed and not part of this build.
[[nodiscard]] WSMAN_DECL result<std::unique_ptr<authenticator>>
make_proxy_authenticator(const proxy_settings& through, const host_and_port& proxy, mechanism allowed = mechanism::any);

} // namespace wsman

#if !defined(WSMAN_SEPARATE_COMPILATION)
#include <wsman/security/impl/proxy_authentication.ipp>
#endif
