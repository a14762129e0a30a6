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
/// bindings: the prefix and the certificate's hash. Empty if RFC 5929 defines none (no certificate, Ed25519); then no
/// binding is sent.
/// The hash function is that of the certificate's signature, but SHA-256 for MD5 and SHA-1; for RSA-PSS it is the one
/// in the parameters.
/// Specification: RFC 5929, 4.1.
WSMAN_DECL std::string tls_server_end_point(std::string_view leaf_certificate_der);

} // namespace wsman

#if !defined(WSMAN_SEPARATE_COMPILATION)
#include <wsman/security/impl/channel_binding.ipp>
#endif
