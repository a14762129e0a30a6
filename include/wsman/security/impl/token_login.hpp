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

/// The mechanisms that a session may use, whatever the host offers.
class usable_mechanisms {
public:
    explicit usable_mechanisms(const session& target);

    bool kerberos = false;
    bool ntlm = false;
};

/// Returns: the reason why the log-in cannot succeed, found before a connection is opened.
[[nodiscard]] WSMAN_DECL result<void> check_token_login(const session& target);

/// Returns: the authenticator of a session whose scheme is Negotiate, NTLM, Kerberos or CredSSP.
/// Errors: those of the session's credentials.
[[nodiscard]] WSMAN_DECL result<std::unique_ptr<authenticator>>
make_token_login(const session& target, const connection_facts& facts);

} // namespace wsman::detail

#if !defined(WSMAN_SEPARATE_COMPILATION)
#include <wsman/security/impl/token_login.ipp>
#endif
