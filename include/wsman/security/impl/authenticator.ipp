//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/security/authenticator.hpp>
#include <wsman/security/basic_authentication.hpp>
#include <wsman/session/session.hpp>

#include <string>

namespace wsman {

WSMAN_DECL result<void> authenticator::wrap(std::string&, std::string&)
{
    return {};
}

WSMAN_DECL result<void> authenticator::unwrap(std::string&, std::string&)
{
    return {};
}

WSMAN_DECL std::string offered_schemes(std::span<const std::string> challenges)
{
    std::string names;
    for (const std::string& challenge : challenges) {
        std::string name;
        for (const char c : std::string_view(challenge).substr(0, challenge.find(' '))) {
            if (name.size() == 32) break;
            if (c > 0x20 && c < 0x7F && c != ',') name += c;
        }
        if (name.empty() || names.find(name) != std::string::npos) continue;
        if (names.size() > 200) break;
        if (!names.empty()) names += ", ";
        names += name;
    }
    return names;
}

WSMAN_DECL failure refused_login(authentication_scheme used, std::span<const std::string> challenges)
{
    std::string text(used == authentication_scheme::none ? "it asks for a log-in, and the session has none"
                                                         : "it does not take this log-in by ");
    if (used != authentication_scheme::none) text += to_string(used);
    const std::string offered = offered_schemes(challenges);
    text += offered.empty() ? std::string("; it names no scheme that it takes") : "; it offers " + offered;
    failure why(transport_errc::http_unauthorized, std::move(text));
    why.details().http_status = 401;
    return why;
}

WSMAN_DECL result<std::unique_ptr<authenticator>> make_authenticator(const session& whom, const connection_facts& facts)
{
    const authentication_scheme scheme = whom.authentication().scheme;
    if (scheme == authentication_scheme::none) return std::unique_ptr<authenticator>(new no_authentication);
    if (scheme != authentication_scheme::basic) {
        std::string text("log-in by ");
        text += to_string(scheme);
        text += " is not part of this version";
        return failure(transport_errc::scheme_not_supported, std::move(text));
    }
    if (!facts.tls && !whom.clear_text())
        return failure(transport_errc::clear_text_refused, "Basic over plain HTTP shows the password to every listener");
    result<user_password> account = whom.credentials().resolve();
    if (account.has_error()) return account.error();
    result<secret> value = basic_authorization(*account);
    if (value.has_error()) return value.error();
    return std::unique_ptr<authenticator>(new basic_authentication(std::move(*value)));
}

} // namespace wsman
