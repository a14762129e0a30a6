//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace wsman::inline WSMAN_FORM {

/// The content of a certificate. Texts come from the peer: they are truncated, and control characters are removed.
class certificate_facts {
public:
    certificate_facts() = default;

    std::string subject;            ///< RFC 2253: "CN=build01,O=Corp"
    std::string issuer;             ///< equal to the subject if it is self-signed
    std::vector<std::string> names; ///< DNS names and addresses of the subject alternative names
    std::optional<std::chrono::sys_seconds> not_before;
    std::optional<std::chrono::sys_seconds> not_after;
    std::string sha256; ///< of the DER, 64 hexadecimal digits: the form of tls_policy::pin_sha256
};

/// The outcome of a TLS handshake; also set if the handshake failed because of the certificate.
class tls_facts {
public:
    tls_facts() = default;

    std::string version; ///< "TLSv1.3"
    std::string cipher;
    std::optional<certificate_facts> certificate; ///< empty if the host sent none
};

/// Returns: the content of the certificate in `der`; nothing if it cannot be parsed.
WSMAN_DECL std::optional<certificate_facts> read_certificate(std::string_view der);

/// Returns: "2026-05-04T03:02:01Z".
WSMAN_DECL std::string iso_8601(std::chrono::sys_seconds time);

} // namespace wsman

#if !defined(WSMAN_SEPARATE_COMPILATION)
#include <wsman/transport/impl/tls/tls_facts.ipp>
#endif
