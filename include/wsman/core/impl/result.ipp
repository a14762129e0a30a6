//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/result.hpp>

#include <utility>

namespace wsman {

WSMAN_DECL exception::exception(failure why, const boost::source_location& where)
    : why_(std::move(why)), where_(where), what_(why_.message())
{
    what_ += " [";
    what_ += where.to_string();
    what_ += ']';
}

WSMAN_DECL void throw_exception_from_error(const failure& why, const boost::source_location& where)
{
    throw exception(why, where);
}

} // namespace wsman
