//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/core/defaults.hpp>
#include <wsman/transport/observer.hpp>
#include <wsman/transport/transport_options.hpp>

#include <chrono>
#include <cstddef>

namespace wsman::inline WSMAN_FORM {

/// The settings of a client that its session does not hold.
class client_options {
public:
    client_options() = default;

    transport_options transport; ///< connections, limits, attempts to connect
    /// Called for every event, on the client's strand: it must not block. Objects that it refers to must outlive the
    /// executor, because destroying the executor may still close connections.
    observer watch;

    /// Limits the time of all clean-up requests (Signal terminate, Delete) after a command or the client has ended.
    std::chrono::milliseconds cleanup_timeout = defaults::cleanup_timeout;
    /// The most commands that run in one shared shell. 0: no limit until the host refuses a command
    /// (MaxProcessesPerShell); the client then remembers how many it had accepted.
    std::size_t commands_per_shell = 0;
};

} // namespace wsman
