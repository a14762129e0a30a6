//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/core/result.hpp>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>

#include <cstddef>
#include <list>
#include <memory>
#include <utility>

namespace wsman::inline WSMAN_FORM::detail {

/// Limits the number of requests that use a connection, in FIFO order, except that waiting (long-polling) requests
/// leave one place to the others.
class admission : public std::enable_shared_from_this<admission> {
public:
    admission(boost::asio::any_io_executor executor, std::size_t places)
        : executor_(std::move(executor)), places_(places == 0 ? 1 : places)
    {
    }

    /// A place, released on destruction.
    class ticket {
    public:
        ticket() = default;
        ticket(std::shared_ptr<admission> from, bool waits) : from_(std::move(from)), waits_(waits) {}
        ticket(ticket&& other) noexcept : from_(std::move(other.from_)), waits_(other.waits_) { other.from_.reset(); }
        ticket& operator=(ticket&& other) noexcept
        {
            ticket taken(std::move(other));
            std::swap(from_, taken.from_);
            std::swap(waits_, taken.waits_);
            return *this;
        }
        ~ticket()
        {
            if (from_) from_->leave(waits_);
        }

    private:
        std::shared_ptr<admission> from_;
        bool waits_ = false;
    };

    /// Effects: waits for a place. The requests ahead have deadlines, which bound the wait.
    /// Errors: client_errc::cancelled, client_errc::closed.
    /// Per-operation cancellation: terminal.
    [[nodiscard]] WSMAN_DECL static boost::asio::awaitable<result<ticket>>
    enter(std::shared_ptr<admission> self, bool waits);
    /// Effects: admits no further request.
    WSMAN_DECL void close();
    bool closed() const noexcept { return closed_; }

private:
    class visitor {
    public:
        visitor(const boost::asio::any_io_executor& executor, bool to_wait) : called(executor), waits(to_wait) {}

        boost::asio::steady_timer called; // cancelled when a place is available
        bool waits;
        bool admitted = false;
    };

    bool has_place(bool waits) const noexcept;
    void take(bool waits) noexcept;
    void leave(bool waits);
    void call_next();

    boost::asio::any_io_executor executor_;
    std::size_t places_;
    std::size_t inside_ = 0;
    std::size_t inside_waiting_ = 0;
    std::list<std::shared_ptr<visitor>> queue_;
    bool closed_ = false;
};

} // namespace wsman::detail

#if !defined(WSMAN_SEPARATE_COMPILATION)
#include <wsman/transport/impl/pool/admission.ipp>
#endif
