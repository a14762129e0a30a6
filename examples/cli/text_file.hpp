//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/result.hpp>

#include <string>

namespace cli {

/// Returns: the file's bytes. Errors: invalid_argument with the file's name.
wsman::result<std::string> read_file(const std::string& path);

/// Returns: the file's text as UTF-8, without a byte order mark.
/// Errors: invalid_argument with the file's name, and with the line of invalid text.
wsman::result<std::string> read_text_file(const std::string& path);

/// Returns: the whole text on standard input, checked as in read_text_file.
wsman::result<std::string> read_text_from_standard_input();

/// Returns: the failure with a position, "FILE:LINE", before its particulars.
wsman::failure at_place(wsman::failure why, const std::string& place);

/// Returns: the line of the value at a JSON pointer, or of the value that encloses it; counted from 1.
std::size_t line_of_pointer(const std::string& json, const std::string& pointer);

} // namespace cli
