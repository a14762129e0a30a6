//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/core/failure.hpp>

#include <boost/assert/source_location.hpp>
#include <boost/system/result.hpp>

#include <exception>
#include <string>

namespace wsman {

/// What the operations without a `try_` in front throw.
///
/// `what()` is the failure's message, the place of the throw and nothing secret.
class exception : public std::exception {
public:
    WSMAN_DECL explicit exception(failure why, const boost::source_location& where = BOOST_CURRENT_LOCATION);

    const char* what() const noexcept override { return what_.c_str(); }
    const failure& why() const noexcept { return why_; }
    const error_code& code() const noexcept { return why_.code(); }
    const boost::source_location& where() const noexcept { return where_; }

private:
    failure why_;
    boost::source_location where_;
    std::string what_;
};

/// Either a value or a failure; `value()` throws `wsman::exception`.
template <class T>
using result = boost::system::result<T, failure>;

/// Found by argument-dependent lookup from `result::value()`.
[[noreturn]] WSMAN_DECL void throw_exception_from_error(const failure& why, const boost::source_location& where);

} // namespace wsman

#if !defined(WSMAN_SEPARATE_COMPILATION)
#include <wsman/core/impl/result.ipp>
#endif
