//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>

#include <cstddef>
#include <cstdint>

namespace wsman::inline WSMAN_FORM {

/// One of the two output streams of a program.
enum class output_stream : std::uint8_t { standard_output, standard_error };

/// Consecutive bytes of one stream, without bytes of the other stream between them.
class output_run {
public:
    output_run(output_stream which, std::size_t length) noexcept : stream(which), bytes(length) {}

    output_stream stream;
    std::size_t bytes; ///< number of bytes

    friend bool operator==(const output_run&, const output_run&) noexcept = default;
};

} // namespace wsman
