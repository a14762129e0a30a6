//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/core/result.hpp>
#include <wsman/session/trusted_hosts.hpp>

#include <cstdint>

namespace wsman::inline WSMAN_FORM {

/// The mechanisms that Negotiate may use.
enum class mechanism : std::uint8_t {
    any,
    ntlm,
    kerberos,
};

/// The configuration of the client, as on Windows (`winrm get winrm/config/client`), with the same defaults.
class client_policy {
public:
    client_policy() = default;

    wsman::trusted_hosts trusted_hosts; ///< rules R40 to R46
    bool allow_unencrypted = false;     ///< rule F19: required for unencrypted messages
    bool allow_basic = true;            ///< rule F29, as for the next five
    bool allow_digest = true;
    bool allow_negotiate = true;
    bool allow_kerberos = true;
    bool allow_certificate = true;
    bool allow_credssp = false;
    /// Rule T3: CredSSP may send the password to a host that does not prove its identity
    bool delegate_to_unverified = false;
    /// Allows NTLM over http although the challenge of the host has no time stamp. Without a time stamp there is no
    /// integrity code, so the client cannot detect that an attacker changed the messages of the log-in.
    bool allow_unprotected_ntlm = false;
    bool domain_joined = true;                          ///< rules R30.3, R34 and R35; the library does not detect it
    wsman::mechanism mechanism = wsman::mechanism::any; ///< restricts Negotiate; there is no flag for NTLM alone
    /// 2 to 6; below 5 an attacker can forge the proof of the host's key (CVE-2018-0886)
    unsigned credssp_minimum_version = 5;
    /// The header lines of sealed parts begin with a tab (MS-WSMV 2.2.9.1). Some services (OMI) close the connection on
    /// it. A client then omits the tab by itself if its first sealed request may be sent twice (Identify).
    bool tab_in_sealed_parts = true;

    /// Errors: session_errc::out_of_range if credssp_minimum_version is not from 2 to 6.
    [[nodiscard]] WSMAN_DECL result<void> check() const;

    friend bool operator==(const client_policy&, const client_policy&) = default;
};

} // namespace wsman

#if !defined(WSMAN_SEPARATE_COMPILATION)
#include <wsman/session/impl/client_policy.ipp>
#endif
