//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>

#include <string>
#include <string_view>

namespace wsman::inline WSMAN_FORM {

/// Returns: the channel binding `tls-server-end-point` of a leaf certificate, as application data of GSS-API channel
/// bindings: the prefix and the certificate's hash. Empty where none is defined (no certificate, Ed25519), which
/// means that no binding is sent, never an empty one.
/// The hash is the one of the certificate's signature, SHA-256 for MD5 and SHA-1; of RSA-PSS the one in its parameters.
/// Specification: RFC 5929, 4.1.
WSMAN_DECL std::string tls_server_end_point(std::string_view leaf_certificate_der);

} // namespace wsman

#if !defined(WSMAN_SEPARATE_COMPILATION)
#include <wsman/security/impl/channel_binding.ipp>
#endif
