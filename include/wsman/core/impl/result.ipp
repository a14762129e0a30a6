//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/core/result.hpp>

#include <cstdio>
#include <ostream>
#include <utility>

namespace wsman::inline WSMAN_FORM {

WSMAN_DECL exception::exception(failure why, const boost::source_location& where)
    : why_(std::move(why)), where_(where), what_(why_.message())
{
    what_ += " [";
    what_ += where.to_string();
    what_ += ']';
}

WSMAN_DECL void throw_exception_from_error(failure why, const boost::source_location& where)
{
    throw exception(std::move(why), where);
}

WSMAN_DECL void detail::no_value_to_read(const failure& why) noexcept
{
    const std::string text = why.message();
    std::fprintf(stderr, "wsman: the value of a result was read, and it holds an error: %s\n", text.c_str());
    std::terminate();
}

WSMAN_DECL std::ostream& operator<<(std::ostream& out, const result<void>& outcome)
{
    if (outcome) return out << "success";
    return out << outcome.error();
}

} // namespace wsman
