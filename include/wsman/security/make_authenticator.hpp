//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/core/result.hpp>
#include <wsman/security/authenticator.hpp>

#include <memory>

namespace wsman::inline WSMAN_FORM {

class session;

/// Returns: whether the session can log in over such a connection; checks the settings only, without a connection.
/// Errors: transport_errc::scheme_not_supported; transport_errc::clear_text_refused for Basic and Digest over plain
/// HTTP, unless the session allows clear text; rule R34 if only NTLM remains and it must not be used with this host;
/// security_errc::no_ticket if neither Kerberos nor NTLM can be used.
[[nodiscard]] WSMAN_DECL result<void> check_login(const session& target, bool over_tls);

/// Returns: an authenticator of the session's scheme for a connection.
/// Errors: those of check_login; those of the session's credentials.
[[nodiscard]] WSMAN_DECL result<std::unique_ptr<authenticator>>
make_authenticator(const session& target, const connection_facts& facts);

} // namespace wsman

#if !defined(WSMAN_SEPARATE_COMPILATION)
#include <wsman/security/impl/make_authenticator.ipp>
#endif
