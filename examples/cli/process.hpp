//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

namespace cli {

/// Effects: makes the process end by this signal after the clean-up. Only the first call has an effect.
void end_by_signal(int signal) noexcept;

/// Returns: true after end_by_signal.
bool ends_by_signal() noexcept;
/// Returns: true if the process ends because the reader of its output has closed it.
bool ends_unread() noexcept;

/// Effects: ends the process, by the signal of end_by_signal if there is one, so that a shell sees the signal.
/// No destructors run: a thread that reads a terminal cannot be joined.
[[noreturn]] void end_process(int status) noexcept;

/// Returns: true if the reader of standard output (or standard error) has closed it.
bool reader_has_left(bool standard_error = false) noexcept;

/// Returns: true if standard input is not a terminal and has bytes to read now.
bool standard_input_holds_data() noexcept;

} // namespace cli
