//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once
#include <wsman/core/config.hpp>
#include <wsman/session/rule.hpp>

#include <utility>

namespace wsman::inline WSMAN_FORM {

WSMAN_DECL failure rule_failure(rule broken, std::string_view particulars)
{
    const rule_entry& entry = entry_of(broken);
    std::string text(entry.sentence);
    if (!particulars.empty()) {
        text += ": ";
        text += particulars;
    }
    failure why(entry.code, std::move(text));
    why.details().rule = entry.id;
    why.details().operation = "session";
    return why;
}

} // namespace wsman
