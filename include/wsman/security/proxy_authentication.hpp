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

/// Returns: the log-in at a proxy, for one tunnel: Basic, Digest or Negotiate as the settings ask for it, Negotiate for
/// an account without any of them, and none at all without either. Its values are those of `Proxy-Authorization`, and
/// it takes what `Proxy-Authenticate` says for a challenge.
///
/// Negotiate is Kerberos for the service HTTP/proxy where the proxy has a name, by the account or, without one, by the
/// caller's own tickets; and NTLM with the account where proxy_settings::ntlm() allows it and `narrowed`, of the client's
/// policy, is not Kerberos. Tickets are never delegated.
/// Errors: what credentials::resolve and basic_authorization report of the account; security_errc::no_ticket where
/// neither mechanism can be used; transport_errc::scheme_not_supported where Kerberos is needed and not in this build.
[[nodiscard]] WSMAN_DECL result<std::unique_ptr<authenticator>> make_proxy_authenticator(
    const proxy_settings& through, const host_and_port& proxy, mechanism narrowed = mechanism::any
);

} // namespace wsman

#if !defined(WSMAN_SEPARATE_COMPILATION)
#include <wsman/security/impl/proxy_authentication.ipp>
#endif
