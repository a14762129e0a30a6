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

/// How a client works, beside what its session says.
class client_options {
public:
    client_options() = default;

    transport_options transport; ///< connections, limits, attempts to connect
    /// Is told of every event, on the client's strand: it must not block. What it refers to must outlive the executor,
    /// whose destruction may still close connections.
    observer watch;

    /// Bounds everything that is said to the host after a command or the client was ended: terminate, Delete.
    std::chrono::milliseconds cleanup_timeout = defaults::cleanup_timeout;
    /// At most so many commands run in one shared shell; 0: as many as the host takes, which is learned from its first
    /// refusal (MaxProcessesPerShell).
    std::size_t commands_per_shell = 0;
};

} // namespace wsman
