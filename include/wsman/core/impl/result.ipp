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

WSMAN_DECL exception::exception(failure error, const boost::source_location& location)
    : error_(std::move(error)), location_(location), what_(error_.message())
{
    what_ += " [";
    what_ += location.to_string();
    what_ += ']';
}

WSMAN_DECL void throw_exception_from_error(failure error, const boost::source_location& location)
{
    throw exception(std::move(error), location);
}

WSMAN_DECL void detail::terminate_without_value(const failure& why) noexcept
{
    const std::string text = why.message();
    std::fprintf(stderr, "wsman: the program read the value of a result that contains an error: %s\n", text.c_str());
    std::terminate();
}

WSMAN_DECL std::ostream& operator<<(std::ostream& out, const result<void>& outcome)
{
    if (outcome) return out << "success";
    return out << outcome.error();
}

} // namespace wsman
