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

/// The checks of the host's certificate. By default the client checks chain, name and dates, with the authorities of
/// the system.
class tls_policy {
public:
    tls_policy() = default;

    bool skip_ca_check = false;         ///< accepts a certificate of any authority
    bool skip_cn_check = false;         ///< accepts a certificate for any name
    bool skip_revocation_check = false; ///< the client checks revocation only if crl_file is set
    bool system_store = true;           ///< also trusts the authorities of the system
    std::string ca_file;                ///< additional authorities, PEM
    std::string ca_directory;           ///< a directory with hashed names, as for OpenSSL
    std::string ca_pem;                 ///< additional authorities, PEM text
    std::string crl_file;               ///< PEM
    /// Of the DER of the leaf certificate; replaces the check of chain and name, not of the dates
    std::string pin_sha256;

    /// Errors: those of parse_pin_sha256; session_errc::invalid_text if a file name contains a NUL.
    [[nodiscard]] WSMAN_DECL result<void> check() const;

    friend bool operator==(const tls_policy&, const tls_policy&) = default;
};

/// Returns: the fingerprint as 64 lower-case hexadecimal digits. The text may contain upper case and colons, as OpenSSL
/// writes it.
/// Errors: session_errc::invalid_text.
[[nodiscard]] WSMAN_DECL result<std::string> parse_pin_sha256(std::string_view text);

} // namespace wsman

#if !defined(WSMAN_SEPARATE_COMPILATION)
#include <wsman/session/impl/tls_policy.ipp>
#endif
