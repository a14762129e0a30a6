//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace scripted {

struct program {
    std::vector<std::string> output; ///< one block of standard output for each Receive
    std::vector<std::string> errors; ///< one block of standard error for each Receive
    std::optional<std::int32_t> exit_code = 0;
    bool copies_input = false;  ///< like cat: writes its input, and ends with it
    bool endless = false;       ///< its last block is repeated forever
    bool silent = false;        ///< never ends by itself
    unsigned timeouts = 0;      ///< Receives that are answered with w:TimedOut first
    bool drains = false;        ///< its written output is delivered after a terminate, too, and then its end
    bool end_untold = false;    ///< after a terminate the host never reports its end
    bool ignores_break = false; ///< continues after any signal except terminate
};

struct started_command {
    std::string shell, line, id;
    program runs;
    std::string pending; ///< of a program that copies its input
    std::size_t next = 0;
    bool input_ended = false, terminated = false, done_told = false;
    unsigned terminates = 0;
    std::string received_input;
    unsigned breaks = 0; ///< signals other than terminate

    bool has_more() const { return next < (std::max)(runs.output.size(), runs.errors.size()); }
};

struct host_shell {
    std::string id, envelope;
    std::size_t accepted = 0, running = 0;
};

inline program prints(std::vector<std::string> blocks, std::optional<std::int32_t> exit_code = 0)
{
    program one;
    one.output = std::move(blocks);
    one.exit_code = exit_code;
    return one;
}

inline program copies()
{
    program one;
    one.copies_input = true;
    return one;
}

inline program hangs(std::vector<std::string> blocks = {})
{
    program one;
    one.output = std::move(blocks);
    one.silent = true;
    return one;
}

/// A program that writes the same text forever.
inline program talks_for_ever(std::string block)
{
    program one;
    one.output = {std::move(block)};
    one.endless = true;
    return one;
}

} // namespace scripted
