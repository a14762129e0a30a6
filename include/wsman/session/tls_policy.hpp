//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/core/result.hpp>

#include <string>
#include <string_view>

namespace wsman::inline WSMAN_FORM {

/// How the host's certificate is judged. As it comes: chain, name and dates, against the system's authorities.
class tls_policy {
public:
    tls_policy() = default;

    bool skip_ca_check = false;         ///< takes a certificate of any authority
    bool skip_cn_check = false;         ///< takes a certificate for any name
    bool skip_revocation_check = false; ///< revocation is only checked at all where crl_file is given
    bool system_store = true;           ///< trusts the system's authorities too
    std::string ca_file;                ///< PEM, further authorities
    std::string ca_directory;           ///< of hashed names, as OpenSSL has them
    std::string ca_pem;                 ///< the text itself
    std::string crl_file;               ///< PEM
    std::string pin_sha256;             ///< of the leaf's DER; stands in for chain and name, not for dates

    /// Errors: what parse_pin_sha256 reports; session_errc::invalid_text if a file name holds a NUL.
    [[nodiscard]] WSMAN_DECL result<void> check() const;

    friend bool operator==(const tls_policy&, const tls_policy&) = default;
};

/// Returns: the fingerprint as 64 lower-case digits; upper case and colons, as OpenSSL writes it, are read too.
/// Errors: session_errc::invalid_text.
[[nodiscard]] WSMAN_DECL result<std::string> parse_pin_sha256(std::string_view text);

} // namespace wsman

#if !defined(WSMAN_SEPARATE_COMPILATION)
#include <wsman/session/impl/tls_policy.ipp>
#endif
