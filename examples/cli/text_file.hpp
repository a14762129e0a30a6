//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/result.hpp>

#include <string>

namespace cli {

/// Returns: the file's bytes; invalid_argument names the file that cannot be read.
wsman::result<std::string> read_file(const std::string& path);

/// Returns: the file's text as UTF-8, without a byte order mark.
/// Errors: invalid_argument names the file, and the line of what is no text.
wsman::result<std::string> read_text_file(const std::string& path);

/// Returns: the text on standard input, all of it, as read_text_file.
wsman::result<std::string> read_text_from_standard_input();

/// Returns: the failure with a place, "FILE:LINE", before its particulars.
wsman::failure at_place(wsman::failure why, const std::string& place);

/// Returns: the line in which the value of a JSON pointer stands, or of what encloses it; counted from 1.
std::size_t line_of_pointer(const std::string& json, const std::string& pointer);

} // namespace cli
