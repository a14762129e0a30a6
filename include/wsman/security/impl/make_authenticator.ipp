//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/security/basic_authentication.hpp>
#include <wsman/security/make_authenticator.hpp>
#include <wsman/session/session.hpp>

#include <memory>
#include <string>
#include <utility>

namespace wsman {

WSMAN_DECL result<void> check_login(const session& whom, bool over_tls)
{
    const authentication_scheme scheme = whom.authentication().scheme;
    if (scheme == authentication_scheme::none) return {};
    if (scheme != authentication_scheme::basic) {
        std::string text("log-in by ");
        text += to_string(scheme);
        text += " is not part of this version";
        return failure(transport_errc::scheme_not_supported, std::move(text));
    }
    if (!over_tls && !whom.clear_text())
        return failure(
            transport_errc::clear_text_refused, "Basic over plain HTTP shows the password to every listener"
        );
    return {};
}

WSMAN_DECL result<std::unique_ptr<authenticator>> make_authenticator(const session& whom, const connection_facts& facts)
{
    const result<void> possible = check_login(whom, facts.tls);
    if (possible.has_error()) return possible.error();
    if (whom.authentication().scheme == authentication_scheme::none)
        return std::unique_ptr<authenticator>(new no_authentication);
    result<user_password> account = whom.credentials().resolve();
    if (account.has_error()) return account.error();
    result<secret> value = basic_authorization(*account);
    if (value.has_error()) return value.error();
    return std::unique_ptr<authenticator>(new basic_authentication(std::move(*value)));
}

} // namespace wsman
