//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

namespace cli {

/// Effects: the process ends by this signal once everything is cleaned up. The first call counts.
void end_by_signal(int signal) noexcept;

/// Returns: whether a signal ends the process.
bool ends_by_signal() noexcept;
/// Returns: whether the process ends because nobody reads what it writes.
bool ends_unread() noexcept;

/// Effects: ends the process, by the signal of end_by_signal where there is one, so that a shell sees the same as
/// without us. No destructors run: a thread that reads a terminal cannot be joined.
[[noreturn]] void end_process(int status) noexcept;

/// Returns: whether nobody reads our standard output (or standard error) any more.
bool reader_has_left(bool standard_error = false) noexcept;

/// Returns: whether standard input is no terminal, and holds bytes now.
bool standard_input_holds_data() noexcept;

} // namespace cli
