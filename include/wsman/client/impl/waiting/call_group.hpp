//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/core/result.hpp>
#include <wsman/protocol/message.hpp>
#include <wsman/transport/drive.hpp>
#include <wsman/transport/exchange.hpp>
#include <wsman/client/impl/waiting/waiting.hpp>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>
#include <exception>
#include <memory>
#include <new>
#include <optional>
#include <utility>
#include <vector>

namespace wsman::inline WSMAN_FORM::detail {

namespace asio = boost::asio;

/// Returns: the exception as a failure. A cancelled coroutine of Asio throws `operation_aborted`.
inline failure failure_from(std::exception_ptr thrown, error_code otherwise)
{
    try {
        std::rethrow_exception(thrown);
    }
    catch (const exception& known) {
        return known.error();
    }
    catch (const boost::system::system_error& system) {
        if (system.code() == asio::error::operation_aborted) return failure(client_errc::cancelled);
        return failure(otherwise, system.what());
    }
    catch (const std::bad_alloc&) {
        return failure(make_error_code(boost::system::errc::not_enough_memory));
    }
    catch (const std::exception& other) {
        return failure(otherwise, other.what());
    }
    catch (...) {
        return failure(otherwise, "not a std::exception");
    }
}

/// Calls and waits on one strand that are cancelled together.
///
/// Each call runs in its own coroutine, so that the coroutine that waits for it can await again after the call was
/// aborted. Groups form a tree: aborting a group aborts the groups below it.
class call_group : public std::enable_shared_from_this<call_group> {
public:
    call_group() = default;
    call_group(const call_group&) = delete;
    call_group& operator=(const call_group&) = delete;

    bool aborted() const noexcept { return aborted_; }
    /// Returns: the waiters that `abort` wakes.
    waiter_list& waiters() noexcept { return waiters_; }

    /// Effects: cancels all running calls and waits; later ones fail at once.
    void abort()
    {
        if (std::exchange(aborted_, true)) return;
        waiters_.wake_all(wait_end::aborted);
        const std::vector<std::shared_ptr<asio::cancellation_signal>> running = running_;
        for (const auto& one : running)
            one->emit(asio::cancellation_type::terminal);
        const std::vector<std::weak_ptr<call_group>> below = std::move(below_);
        for (const std::weak_ptr<call_group>& one : below)
            if (const std::shared_ptr<call_group> group = one.lock()) group->abort();
    }

    /// Effects: from now on, aborting `parent` also aborts this group.
    void join(call_group& parent)
    {
        if (parent.aborted_) return abort();
        std::erase_if(parent.below_, [](const std::weak_ptr<call_group>& one) { return one.expired(); });
        parent.below_.push_back(weak_from_this());
    }

    /// Returns: a new group below this one.
    std::shared_ptr<call_group> child()
    {
        auto made = std::make_shared<call_group>();
        made->join(*this);
        return made;
    }

    /// Runs `work`, which must store its result itself and must not throw.
    asio::awaitable<void> run(asio::any_io_executor strand, asio::awaitable<void> work)
    {
        auto signal = std::make_shared<asio::cancellation_signal>();
        running_.push_back(signal);
        co_await asio::co_spawn(
            strand, std::move(work), asio::bind_cancellation_slot(signal->slot(), asio::use_awaitable)
        );
        std::erase(running_, signal);
    }

private:
    std::vector<std::shared_ptr<asio::cancellation_signal>> running_;
    std::vector<std::weak_ptr<call_group>> below_;
    waiter_list waiters_;
    bool aborted_ = false;
};

template <class T>
asio::awaitable<void> keep_result(asio::awaitable<result<T>> work, error_code otherwise, std::optional<result<T>>* kept)
{
    std::exception_ptr thrown;
    try {
        kept->emplace(co_await std::move(work));
    }
    catch (...) {
        thrown = std::current_exception();
    }
    if (thrown) kept->emplace(failure_from(thrown, otherwise));
}

/// Runs work that the group may abort, and returns its result.
template <class T>
[[nodiscard]] asio::awaitable<result<T>> within(
    std::shared_ptr<call_group> group,
    asio::any_io_executor strand,
    asio::awaitable<result<T>> work,
    error_code otherwise = make_error_code(boost::system::errc::state_not_recoverable)
)
{
    if (group->aborted()) co_return failure(client_errc::cancelled);
    std::optional<result<T>> outcome;
    co_await group->run(strand, keep_result<T>(std::move(work), otherwise, &outcome));
    co_return std::move(*outcome);
}

/// Runs one operation; aborting `group` aborts it.
template <operation Op>
[[nodiscard]] asio::awaitable<result<typename Op::value_type>>
perform(std::shared_ptr<call_group> group, asio::any_io_executor strand, std::shared_ptr<exchange> wire, Op op)
{
    result<typename Op::value_type> outcome =
        co_await within<typename Op::value_type>(std::move(group), strand, drive(*wire, std::move(op)));
    co_return outcome;
}

} // namespace wsman::detail
