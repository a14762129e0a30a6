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

/// Where a worker stands, for whoever looks at a run that does not end.
class place {
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
    std::atomic<unsigned> number_{0};            // draws the deed's variant
};

/// What became of all deeds. Any thread may tell.
class tally {
public:
    void done() noexcept { ++done_; }
    void cancelled(asio::cancellation_type type) noexcept { ++cancelled_[index(type)]; }
    /// Something that must not happen.
    void fault(const std::string& text)
    {
        const std::lock_guard lock(guard_);
        ++faults_[text];
    }
    /// How an operation that was cancelled ended.
    void ended_early(std::string_view code)
    {
        const std::lock_guard lock(guard_);
        ++early_[std::string(code)];
    }

    std::uint64_t count() const noexcept { return done_; }
    std::uint64_t count(asio::cancellation_type type) const noexcept { return cancelled_[index(type)]; }
    /// To be looked at when nobody tells any more.
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

inline constexpr unsigned kinds_of_deeds = 9;

/// Does one thing with a client, whose outcome it knows, and judges that: a failure without a cancellation is a fault,
/// and so is a wrong output, with or without one.
///
/// `kind` says which; `number` draws its variant.
/// Object lifetimes: `here` and `told` must outlive the coroutine.
/// Per-operation cancellation: any type.
asio::awaitable<void> do_deed(std::shared_ptr<client> with, unsigned kind, unsigned number, place* here, tally* told);

} // namespace wsman::stress
