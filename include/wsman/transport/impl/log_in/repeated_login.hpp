//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/transport/impl/http/http_response_parser.hpp>

#include <string>
#include <string_view>

namespace wsman::inline WSMAN_FORM::detail {

inline void hide_in(std::string& text, std::string_view token)
{
    for (std::size_t at = text.find(token); at != std::string::npos; at = text.find(token, at))
        text.replace(at, token.size(), token.size(), '*');
}

/// Effects: replaces the token of a log-in in a response. Error pages of proxies and debugging servers may repeat the
/// request, and parts of such pages become part of error texts.
inline void hide_login(http_answer& answer, std::string_view login)
{
    const std::string_view token = login.substr(login.rfind(' ') + 1);
    if (token.empty()) return;
    hide_in(answer.body, token);
    hide_in(answer.reason, token);
    hide_in(answer.location, token);
    for (std::string& challenge : answer.challenges)
        hide_in(challenge, token);
}

} // namespace wsman::detail
