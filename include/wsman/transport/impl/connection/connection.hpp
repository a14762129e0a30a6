//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/protocol/message.hpp>
#include <wsman/security/authenticator.hpp>
#include <wsman/transport/observer.hpp>
#include <wsman/transport/tls_facts.hpp>
#include <wsman/transport/transport_options.hpp>
#include <wsman/transport/impl/connection/happy_eyeballs.hpp>
#include <wsman/transport/impl/connection_settings.hpp>
#include <wsman/transport/impl/http/cookies.hpp>
#include <wsman/transport/impl/http/http_response.hpp>
#include <wsman/transport/impl/log_in/login_thread.hpp>
#include <wsman/transport/impl/proxy/proxy_tunnel.hpp>
#include <wsman/transport/impl/tls/tls.hpp>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/steady_timer.hpp>

#include <chrono>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace wsman::inline WSMAN_FORM::detail {

class request_head;

/// What a client knows about the tab with which the part headers of its sealed requests begin. Hosts that cannot read it
/// (OMI) close the connection instead of answering.
class sealed_tab {
public:
    explicit sealed_tab(bool wanted = true) noexcept : sent_(wanted) {}

    bool sent() const noexcept { return sent_; } ///< on connections that are opened from now on
    bool may_be_refused() const noexcept { return !taken_; }
    /// Effects: the host has answered a request that was sealed so.
    void answered(bool with_tab) noexcept { (with_tab ? taken_ : refused_) = true; }
    /// Effects: leaves the tab out from now on. Returns: false if that was tried before, in vain.
    bool leave_out() noexcept
    {
        if (sent_ && tried_) return false;
        tried_ = true;
        sent_ = false;
        return true;
    }
    /// Effects: the request that was sent again without a tab is over. If the host answered nothing that was sealed
    /// without it either, the tab was not the reason.
    void tried() noexcept { sent_ = !refused_; }

private:
    bool sent_;
    bool taken_ = false;   // an answer came to a request with a tab
    bool refused_ = false; // and to one without, after the host had closed at the tab
    bool tried_ = false;
};

/// What all connections of a pool share.
class connection_environment {
public:
    connection_environment() = default;

    connection_settings settings;
    transport_options options;
    observer watch;
    std::string head_prefix;
    cookie_jar cookies;                                       ///< of the host; they go with the client
    std::shared_ptr<boost::asio::ssl::context> tls;           ///< made with the first connection
    std::shared_ptr<boost::asio::steady_timer> tls_under_way; ///< cancelled when whoever makes it is done
    std::shared_ptr<login_thread> log_ins = std::make_shared<login_thread>();
    sealed_tab tab;
    bool proof_accepted = false;       ///< the host has once accepted this client's log-in
    bool proxy_proof_accepted = false; ///< and so has the proxy

    /// Effects: tells the observer, if there is one.
    void tell(event& what) const
    {
        if (!watch) return;
        what.host = settings.url;
        watch(what);
    }
};

/// One TCP connection to the host, with TLS and log-in where they belong to it.
///
/// Every wait has a deadline, kept by a timer that closes the socket; a cancelled wait leaves the connection unusable.
/// Handlers share ownership, so it may be released at any time after close().
class connection : public std::enable_shared_from_this<connection> {
public:
    connection(
        const boost::asio::any_io_executor& executor, std::shared_ptr<connection_environment> shared, std::size_t number
    )
        : environment_(std::move(shared)), number_(number), socket_(executor), timer_(executor),
          reader_(environment_->options.header_limit, environment_->options.body_limit)
    {
    }
    connection(const connection&) = delete;
    connection& operator=(const connection&) = delete;
    ~connection() { wipe(head_); }

    /// Effects: resolves, connects, passes a proxy where one stands between, and, for https, shakes hands and judges the
    /// certificate.
    [[nodiscard]] WSMAN_DECL boost::asio::awaitable<result<void>> open();
    /// Effects: logs in where the log-in belongs to the connection; within the time that open() has left.
    [[nodiscard]] WSMAN_DECL boost::asio::awaitable<result<void>> log_in();
    /// Effects: sends a request and reads the answer into `into`, whose buffers are used again.
    [[nodiscard]] WSMAN_DECL boost::asio::awaitable<result<response>> converse(const request& asked, response into);

    /// Effects: sends an empty body without a log-in, and reads what the host says to it.
    [[nodiscard]] WSMAN_DECL boost::asio::awaitable<result<void>> knock(std::chrono::milliseconds patience);
    http_answer& last_answer() noexcept { return reader_.answer(); }
    /// Returns: what the handshake showed, also where it failed; nothing before one.
    WSMAN_DECL std::optional<tls_facts> shown_tls();

    /// Returns: whether the idle connection still stands, as far as can be told without sending.
    WSMAN_DECL bool still_open();
    /// Effects: says good-bye where that needs no waiting, and closes.
    WSMAN_DECL void close(std::string_view why);

    std::size_t number() const noexcept { return number_; }
    bool logged_in() const noexcept { return logged_in_; }
    bool used() const noexcept { return used_; } ///< an answer came over it before
    /// Returns: whether another request may go over it.
    bool reusable() const noexcept { return open_ && !timed_out_ && reader_.reusable(); }
    bool wrote() const noexcept { return wrote_; }                     ///< bytes of the last request may have left
    bool answer_started() const noexcept { return reader_.started(); } ///< a byte of its answer came
    bool login_lost() const noexcept { return login_lost_; }           ///< the host forgot an established log-in
    bool seals() const noexcept { return logged_in_ && login_ && login_->seals(); }
    bool tab() const noexcept { return tab_; } ///< what it seals begins its part headers with a tab
    /// Returns: whether the last request was sealed with a tab.
    bool sealed_with_tab() const noexcept { return sealed_request_ && tab_; }
    /// Returns: whether whatever came after the last request may be anybody's: it was sealed and no answer came that
    /// opens, or a refusal came over plain http.
    bool proves_nothing() const noexcept
    {
        return (sealed_request_ && !answer_opened_) || (login_lost_ && !environment_->settings.tls);
    }
    /// Returns: whether a proof of the credentials has left to a peer that has not accepted any yet: the host, or the proxy
    /// before it. Whatever became of it may have been a refusal that is counted against the account.
    bool proof_unanswered() const noexcept
    {
        return (proof_left_ && !environment_->proof_accepted) ||
               (proxy_proof_left_ && !environment_->proxy_proof_accepted);
    }
    bool answer_complete() const noexcept { return reader_.complete(); } ///< all of an answer came

private:
    using tls_stream = boost::asio::ssl::stream<tcp::socket&>;

    [[nodiscard]] boost::asio::awaitable<result<void>> prepare_tls();
    [[nodiscard]] boost::asio::awaitable<result<void>> reach_host();
    [[nodiscard]] boost::asio::awaitable<result<void>> connect(std::shared_ptr<proxy_tunnel> through);
    [[nodiscard]] boost::asio::awaitable<result<void>> go_through(std::shared_ptr<proxy_tunnel> tunnel);
    [[nodiscard]] boost::asio::awaitable<result<tunnel_step>> ask_proxy(std::shared_ptr<proxy_tunnel> tunnel);
    [[nodiscard]] boost::asio::awaitable<result<void>> exchange_connect();
    [[nodiscard]] boost::asio::awaitable<result<void>> shake_hands();
    [[nodiscard]] boost::asio::awaitable<result<void>>
    exchange_bytes(std::string_view body, std::chrono::milliseconds patience);
    boost::asio::awaitable<bool> write_message(std::string_view body);
    boost::asio::awaitable<std::size_t> read_some();
    boost::asio::awaitable<void> hear_alert();
    [[nodiscard]] boost::asio::awaitable<result<void>> open_again();
    [[nodiscard]] boost::asio::awaitable<result<void>> fetch_challenge();
    [[nodiscard]] boost::asio::awaitable<result<void>> exchange_token(secret token);
    [[nodiscard]] boost::asio::awaitable<result<login_step>> leg();
    [[nodiscard]] boost::asio::awaitable<result<secret>> next_token();
    [[nodiscard]] boost::asio::awaitable<result<login_step>> judge_leg();
    boost::asio::awaitable<bool> cancelled();

    [[nodiscard]] result<void> begin_login();
    [[nodiscard]] result<void> prepare_body(const request& asked);
    [[nodiscard]] result<void> prepare_head(const request& asked);
    [[nodiscard]] result<void> write_request_head(request_head head);
    void take_cookies();
    [[nodiscard]] result<bool> refused(const request& asked);
    void hide_repeated_login();
    void note_acceptance();
    failure refused_leg(failure why);
    [[nodiscard]] result<void> open_answer(http_answer& answer);
    [[nodiscard]] result<void> take_answer(response& into);
    failure broken();
    std::string reached();
    failure silence(transport_errc code, std::string_view awaited);
    failure late_answer(const request& asked);
    failure late_login(bool with_token);
    failure late_token();
    void arm(steady_time when);
    void disarm();
    void tell_resolved(
        const result<std::vector<tcp::endpoint>>& found,
        std::chrono::steady_clock::time_point since,
        const result<void>& outcome
    );
    void tell(
        event_kind kind,
        const request* asked,
        std::chrono::steady_clock::time_point since,
        std::string_view detail,
        const result<void>* outcome
    );

    std::shared_ptr<connection_environment> environment_;
    std::size_t number_;
    tcp::socket socket_;
    std::unique_ptr<certificate_check> check_; // the stream's SSL object points at it
    std::optional<tls_stream> tls_;
    boost::asio::steady_timer timer_;
    std::uint64_t watch_ = 0; // a timer that fires too late finds another number here
    http_response_reader reader_;
    std::shared_ptr<authenticator> login_; // shared with a thread that may work on its next token
    std::string head_;
    secret sent_login_;     // of the request under way; empty where it carries none
    std::string converted_; // the body in UTF-16, where it is sent so
    std::string sealed_;    // the body sealed, where it is
    std::string content_type_;
    std::string_view body_;
    boost::system::error_code code_; // of the last read or write
    steady_time open_deadline_;
    bool open_ = false;
    bool timed_out_ = false; // a deadline has closed the socket; holds until there is another
    bool used_ = false;
    bool heard_ = false; // a whole answer came, if only in the log-in
    bool logged_in_ = false;
    bool login_lost_ = false;
    bool login_told_ = false; // of a log-in that each request carries
    bool wrote_ = false;
    bool tab_ = true;             // as the part headers of what it seals have it
    bool sealed_request_ = false; // the last request was
    bool answer_opened_ = false;  // and its answer was, too
    bool proof_left_ = false;     // to the host
    bool proxy_proof_left_ = false;
    bool step_given_up_ = false; // a thread may still be at work on the log-in: nobody else looks at it any more
};

} // namespace wsman::detail

#if !defined(WSMAN_SEPARATE_COMPILATION)
#include <wsman/transport/impl/connection/connect.ipp>
#include <wsman/transport/impl/connection/connection.ipp>
#include <wsman/transport/impl/connection/log_in.ipp>
#include <wsman/transport/impl/connection/silence.ipp>
#include <wsman/transport/impl/connection/through_proxy.ipp>
#include <wsman/transport/impl/connection/unauthenticated.ipp>
#endif
