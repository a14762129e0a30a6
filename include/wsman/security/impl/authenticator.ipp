//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/security/authenticator.hpp>
#include <wsman/security/impl/challenges.hpp>

#include <algorithm>
#include <vector>

namespace wsman::inline WSMAN_FORM {

WSMAN_DECL result<void> authenticator::wrap(std::string_view body, std::string& sealed, std::string&)
{
    sealed.assign(body);
    return {};
}

WSMAN_DECL result<void> authenticator::unwrap(std::string&, std::string&)
{
    return {};
}

WSMAN_DECL std::vector<std::string> offered_scheme_names(std::span<const std::string> challenges)
{
    std::vector<std::string> names;
    for (const std::string& value : challenges) {
        std::string_view rest = value;
        while (!rest.empty() && names.size() < 8) {
            const std::string name = detail::scheme_name(detail::next_challenge_part(rest));
            if (!name.empty() && std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
        }
    }
    return names;
}

WSMAN_DECL std::string offered_schemes(std::span<const std::string> challenges)
{
    std::string text;
    for (const std::string& name : offered_scheme_names(challenges))
        text.append(text.empty() ? "" : ", ").append(name);
    return text;
}

WSMAN_DECL failure refused_login(authentication_scheme used, std::span<const std::string> challenges)
{
    std::string text("it requires a log-in, and the session has none");
    if (used != authentication_scheme::none) {
        text = to_string(used);
        text += " was tried and refused";
    }
    const std::string offered = offered_schemes(challenges);
    text += offered.empty() ? std::string("; it offers no scheme") : "; it offers " + offered;
    failure why(transport_errc::http_unauthorized, std::move(text));
    why.details().http_status = 401;
    return why;
}

} // namespace wsman
