//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/core/result.hpp>
#include <wsman/session/session.hpp>
#include <wsman/transport/exchange.hpp>
#include <wsman/transport/tls_facts.hpp>
#include <wsman/transport/transport_options.hpp>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace wsman::inline WSMAN_FORM {

/// How far a connection came.
class host_opening {
public:
    host_opening() = default;

    bool dialled = false;         ///< a TCP connection was tried
    std::string address;          ///< that answered; empty: none
    std::optional<tls_facts> tls; ///< nothing where no handshake began
    result<void> outcome;         ///< of all
};

/// What a host says to an empty message without a log-in.
class unauthenticated_answer {
public:
    unauthenticated_answer() = default;

    response answer;                                    ///< 401 is an answer, too
    std::vector<std::string> schemes;                   ///< names that WWW-Authenticate holds
    std::optional<std::chrono::sys_seconds> host_clock; ///< the header Date
    std::optional<std::chrono::sys_seconds> our_clock;  ///< when it came
};

/// Looks at a session's host as a connection of the session would, and never logs in.
///
/// As an exchange it sends what it is given without a log-in, whatever that is: it is for the anonymous Identify.
/// Each call is bounded by a timeout: the transport's `connect_timeout`, or what `set_timeout` set since.
class host_probe final : public exchange {
public:
    WSMAN_DECL host_probe(asio::any_io_executor strand, session target, transport_options options);
    WSMAN_DECL ~host_probe() override;

    /// Effects: bounds each of the next calls, by `connect_timeout` at most.
    WSMAN_DECL void set_timeout(std::chrono::milliseconds timeout) noexcept;

    /// Returns: the addresses of what would be dialled: the host, connect_address or the proxy.
    [[nodiscard]] WSMAN_DECL asio::awaitable<result<std::vector<std::string>>> resolve();
    /// Effects: connects, goes through a proxy where there is one, and for https shakes hands and judges the certificate.
    WSMAN_DECL asio::awaitable<host_opening> open();
    /// Effects: sends an empty message without a log-in.
    [[nodiscard]] WSMAN_DECL asio::awaitable<result<unauthenticated_answer>> ask();

    [[nodiscard]] WSMAN_DECL asio::awaitable<result<response>> round_trip(request asked) override;
    WSMAN_DECL asio::awaitable<void> close() override;
    WSMAN_DECL std::string_view host() const noexcept override;

private:
    class state;
    std::shared_ptr<state> state_;
};

} // namespace wsman

#if !defined(WSMAN_SEPARATE_COMPILATION)
#include <wsman/transport/impl/host_probe.ipp>
#endif
