//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/security/basic_authentication.hpp>
#include <wsman/security/certificate_authentication.hpp>
#include <wsman/security/digest.hpp>
#include <wsman/security/make_authenticator.hpp>
#include <wsman/session/session.hpp>
#include <wsman/security/impl/token_login.hpp>

#include <memory>
#include <string>
#include <utility>

namespace wsman::inline WSMAN_FORM::detail {

[[nodiscard]] inline result<std::unique_ptr<authenticator>> make_basic_login(const session& target)
{
    result<user_password> account = target.credentials().resolve();
    if (account.has_error()) return account.error();
    result<secret> value = basic_authorization(*account);
    if (value.has_error()) return value.error();
    const bool with_domain = account->name().written_as() != user_name::form::bare;
    return std::unique_ptr<authenticator>(new basic_authentication(std::move(*value), with_domain));
}

[[nodiscard]] inline result<std::unique_ptr<authenticator>> make_digest_login(const session& target)
{
    result<user_password> account = target.credentials().resolve();
    if (account.has_error()) return account.error();
    return std::unique_ptr<authenticator>(new digest_authentication(std::move(*account)));
}

} // namespace wsman::detail

namespace wsman::inline WSMAN_FORM {

WSMAN_DECL result<void> check_login(const session& target, bool over_tls)
{
    const authentication_scheme scheme = target.authentication().scheme;
    switch (scheme) {
    case authentication_scheme::none: return {};
    case authentication_scheme::basic:
    case authentication_scheme::digest:
        if (over_tls || target.clear_text()) return {};
        return failure(
            transport_errc::clear_text_refused,
            scheme == authentication_scheme::basic ? "Basic over plain HTTP would disclose the password"
                                                   : "Digest over plain HTTP would disclose the messages"
        );
    case authentication_scheme::certificate:
        if (over_tls) return {};
        return failure(transport_errc::scheme_not_supported, "a client certificate needs https");
    case authentication_scheme::negotiate:
    case authentication_scheme::ntlm:
    case authentication_scheme::kerberos:
    case authentication_scheme::credssp: break;
    }
    return detail::check_token_login(target);
}

WSMAN_DECL result<std::unique_ptr<authenticator>>
make_authenticator(const session& target, const connection_facts& facts)
{
    const result<void> possible = check_login(target, facts.tls);
    if (possible.has_error()) return possible.error();
    switch (target.authentication().scheme) {
    case authentication_scheme::none: return std::unique_ptr<authenticator>(new no_authentication);
    case authentication_scheme::basic: return detail::make_basic_login(target);
    case authentication_scheme::digest: return detail::make_digest_login(target);
    case authentication_scheme::certificate: return std::unique_ptr<authenticator>(new certificate_authentication);
    default: return detail::make_token_login(target, facts);
    }
}

} // namespace wsman
