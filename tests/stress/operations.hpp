//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/client/client.hpp>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/cancellation_state.hpp>
#include <boost/asio/cancellation_type.hpp>

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>

namespace wsman::stress {

namespace asio = boost::asio;

/// The current step of a worker, printed if a run does not end.
class worker_step {
public:
    void enter(const char* step, unsigned number = 0) noexcept
    {
        step_ = step;
        number_ = number;
    }
    void step(const char* name) noexcept { step_ = name; }
    const char* name() const noexcept { return step_; }
    unsigned number() const noexcept { return number_; }

private:
    std::atomic<const char*> step_{"not begun"}; // literals only
    std::atomic<unsigned> number_{0};            // selects the variant of the operation
};

/// The results of all operations. Any thread may add to it.
class result_counts {
public:
    void done() noexcept { ++done_; }
    void cancelled(asio::cancellation_type type) noexcept { ++cancelled_[index(type)]; }
    /// Records an error.
    void fault(const std::string& text)
    {
        const std::lock_guard lock(guard_);
        ++faults_[text];
    }
    /// Records the code of a cancelled operation.
    void ended_early(std::string_view code)
    {
        const std::lock_guard lock(guard_);
        ++early_[std::string(code)];
    }

    std::uint64_t count() const noexcept { return done_; }
    std::uint64_t count(asio::cancellation_type type) const noexcept { return cancelled_[index(type)]; }
    /// Preconditions: no thread adds results any more.
    const std::map<std::string, std::uint64_t>& faults() const noexcept { return faults_; }
    const std::map<std::string, std::uint64_t>& early() const noexcept { return early_; }

private:
    static std::size_t index(asio::cancellation_type type) noexcept
    {
        return type == asio::cancellation_type::terminal ? 0U : type == asio::cancellation_type::partial ? 1U : 2U;
    }

    std::atomic<std::uint64_t> done_{0};
    std::array<std::atomic<std::uint64_t>, 3> cancelled_{};
    std::mutex guard_;
    std::map<std::string, std::uint64_t> faults_;
    std::map<std::string, std::uint64_t> early_;
};

inline constexpr unsigned operation_kinds = 9;

/// Runs one operation with a known outcome on a client, and checks it: a failure without a cancellation is an error,
/// and so is a wrong output.
///
/// `kind` selects the operation, `number` its variant.
/// Object lifetimes: `here` and `results` must outlive the coroutine.
/// Per-operation cancellation: any type.
asio::awaitable<void>
run_operation(std::shared_ptr<client> with, unsigned kind, unsigned number, worker_step* here, result_counts* results);

} // namespace wsman::stress
