//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/client/output_text.hpp>
#include <wsman/core/config.hpp>

#include <cstdint>
#include <optional>

namespace wsman::inline WSMAN_FORM {

/// The exit code of a command, if the host reported one.
class exit_status {
public:
    exit_status() = default;
    explicit exit_status(std::optional<std::int32_t> code, bool gap_possible = false)
        : exit_code(code), output_gap_possible(gap_possible)
    {
    }

    std::optional<std::int32_t> exit_code; ///< absent if the host did not report one, which is not 0
    bool output_gap_possible = false;      ///< output may have been lost with a connection (`on_connection_loss`)

    bool success() const noexcept { return exit_code == 0; }
};

/// The output and the exit code of a command.
class command_result {
public:
    command_result() = default;

    output_bytes standard_output;
    output_bytes standard_error;
    std::optional<std::int32_t> exit_code; ///< absent if the host did not report one, which is not 0
    bool output_gap_possible = false;      ///< output may have been lost with a connection (`on_connection_loss`)

    bool success() const noexcept { return exit_code == 0; }
};

} // namespace wsman
