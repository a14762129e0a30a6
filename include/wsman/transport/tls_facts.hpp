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

/// What a certificate says of itself. Texts are the peer's: shortened, and without control characters.
class certificate_facts {
public:
    certificate_facts() = default;

    std::string subject;            ///< RFC 2253: "CN=build01,O=Corp"
    std::string issuer;             ///< the same as the subject where it signed itself
    std::vector<std::string> names; ///< DNS names and addresses that it is for
    std::optional<std::chrono::sys_seconds> not_before;
    std::optional<std::chrono::sys_seconds> not_after;
    std::string sha256; ///< of the DER, 64 digits: what tls_policy::pin_sha256 takes
};

/// What TLS came to, also where it failed over the certificate.
class tls_facts {
public:
    tls_facts() = default;

    std::string version; ///< "TLSv1.3"
    std::string cipher;
    std::optional<certificate_facts> certificate; ///< nothing where the host showed none
};

/// Returns: what the certificate in `der` says; nothing where it cannot be read.
WSMAN_DECL std::optional<certificate_facts> read_certificate(std::string_view der);

/// Returns: "2026-05-04T03:02:01Z".
WSMAN_DECL std::string iso_8601(std::chrono::sys_seconds when);

} // namespace wsman

#if !defined(WSMAN_SEPARATE_COMPILATION)
#include <wsman/transport/impl/tls/tls_facts.ipp>
#endif
