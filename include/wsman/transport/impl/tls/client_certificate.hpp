//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/core/result.hpp>
#include <wsman/session/credentials.hpp>

#include <openssl/ssl.h>

namespace wsman::inline WSMAN_FORM::detail {

/// Effects: loads the certificate with its chain and key, and lets hosts request it late: by renegotiation in TLS 1.2
/// or by post-handshake authentication in TLS 1.3. There is never a password prompt: the key's password is that of the
/// credentials.
/// Errors: transport_errc::certificate_unreadable, which names the file; rule F32 if the certificate's extended key
/// usage excludes client authentication.
[[nodiscard]] WSMAN_DECL result<void> use_client_certificate(SSL_CTX* context, const client_certificate& certificate);

} // namespace wsman::detail

#if !defined(WSMAN_SEPARATE_COMPILATION)
#include <wsman/transport/impl/tls/client_certificate.ipp>
#endif
