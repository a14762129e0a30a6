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

/// What Negotiate may choose from.
enum class mechanism : std::uint8_t {
    any,
    ntlm,
    kerberos,
};

/// What Windows keeps in the configuration of the client (`winrm get winrm/config/client`), with the same defaults.
class client_policy {
public:
    client_policy() = default;

    wsman::trusted_hosts trusted_hosts; ///< rules R40 to R46
    bool allow_unencrypted = false;     ///< rule F19: without it nothing goes in clear text
    bool allow_basic = true;            ///< this and the next: rule F29
    bool allow_digest = true;
    bool allow_negotiate = true;
    bool allow_kerberos = true;
    bool allow_certificate = true;
    bool allow_credssp = false;
    bool delegate_to_unverified = false; ///< rule T3: CredSSP may hand the password to a host that proves not who it is
    /// NTLM over http may go on where the host's challenge has no time stamp, so that nothing shows whether somebody on
    /// the way changed the log-in's messages.
    bool allow_unprotected_ntlm = false;
    bool domain_joined = true;                          ///< rules R30.3, R34 and R35; stated, never probed
    wsman::mechanism mechanism = wsman::mechanism::any; ///< narrows Negotiate; there is no flag for NTLM alone
    unsigned credssp_minimum_version = 5; ///< 2 to 6; below 5 the host's key can be forged (CVE-2018-0886)
    /// The lines of sealed parts' headers begin with a tab (MS-WSMV 2.2.9.1). Some services (OMI) close the connection at
    /// it; a client then leaves it out by itself, where its first sealed request may be sent twice (Identify).
    bool tab_in_sealed_parts = true;

    /// Errors: session_errc::out_of_range for a version of CredSSP that does not exist.
    [[nodiscard]] WSMAN_DECL result<void> check() const;

    friend bool operator==(const client_policy&, const client_policy&) = default;
};

} // namespace wsman

#if !defined(WSMAN_SEPARATE_COMPILATION)
#include <wsman/session/impl/client_policy.ipp>
#endif
