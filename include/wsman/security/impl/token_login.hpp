//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/core/result.hpp>
#include <wsman/security/authenticator.hpp>
#include <wsman/security/token_authentication.hpp>

#include <memory>
#include <string>

namespace wsman::inline WSMAN_FORM {

class session;

} // namespace wsman

namespace wsman::inline WSMAN_FORM::detail {

/// Whether a mechanism may be used by a session at all, whatever the host says.
class usable_mechanisms {
public:
    explicit usable_mechanisms(const session& whom);

    bool kerberos = false;
    bool ntlm = false;
};

/// Returns: what speaks against the log-in before anything is dialled.
[[nodiscard]] WSMAN_DECL result<void> check_token_login(const session& whom);

/// Returns: the log-in of a session whose scheme is Negotiate, NTLM, Kerberos or CredSSP.
/// Errors: what the session's credentials report.
[[nodiscard]] WSMAN_DECL result<std::unique_ptr<authenticator>>
make_token_login(const session& whom, const connection_facts& facts);

} // namespace wsman::detail

#if !defined(WSMAN_SEPARATE_COMPILATION)
#include <wsman/security/impl/token_login.ipp>
#endif
