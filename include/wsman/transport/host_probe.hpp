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

/// The result of opening a connection.
class host_opening {
public:
    host_opening() = default;

    bool dialled = false;         ///< a TCP connection was tried
    std::string address;          ///< the address that accepted; empty if none
    std::optional<tls_facts> tls; ///< empty if no TLS handshake began
    result<void> outcome;         ///< of all steps together
};

/// A host's response to an empty message without a log-in.
class unauthenticated_answer {
public:
    unauthenticated_answer() = default;

    response answer;                                    ///< a 401 is a response, too
    std::vector<std::string> schemes;                   ///< scheme names in WWW-Authenticate
    std::optional<std::chrono::sys_seconds> host_clock; ///< the header Date
    std::optional<std::chrono::sys_seconds> our_clock;  ///< when the response was received
};

/// Examines a session's host over a connection as the session would open it, and never logs in.
///
/// As an exchange it sends every request without a log-in: it is meant for the anonymous Identify. A timeout limits each
/// call: the transport's `connect_timeout`, or the one that `set_timeout` set since.
class host_probe final : public exchange {
public:
    WSMAN_DECL host_probe(asio::any_io_executor strand, session target, transport_options options);
    WSMAN_DECL ~host_probe() override;

    /// Effects: limits each of the next calls to this time, and at most to `connect_timeout`.
    WSMAN_DECL void set_timeout(std::chrono::milliseconds timeout) noexcept;

    /// Returns: the addresses of the peer that would be connected to: the host, connect_address or the proxy.
    [[nodiscard]] WSMAN_DECL asio::awaitable<result<std::vector<std::string>>> resolve();
    /// Effects: connects, opens a tunnel if there is a proxy, and for https performs the TLS handshake and checks the
    /// certificate.
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
