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

/// The state of a client that concerns the tab at the beginning of the part headers of its sealed requests. Hosts that
/// cannot parse it (OMI) close the connection and send no answer.
class sealed_tab {
public:
    explicit sealed_tab(bool wanted = true) noexcept : state_(wanted ? state::undecided : state::omitted) {}

    /// Returns: whether connections that open from now on send the tab.
    bool sent() const noexcept { return state_ != state::on_trial && state_ != state::omitted; }
    /// Returns: false if the host has answered a sealed request with a tab.
    bool may_be_refused() const noexcept { return state_ != state::accepted; }
    /// Effects: records that the host has answered a sealed request.
    void answered(bool with_tab) noexcept
    {
        if (with_tab)
            state_ = state::accepted;
        else if (state_ == state::on_trial)
            state_ = state::omitted;
    }
    /// Effects: omits the tab from now on. Returns: false if that did not help before, or the host accepts the tab.
    bool leave_out() noexcept
    {
        if (state_ == state::undecided) state_ = state::on_trial;
        return !sent();
    }
    /// Effects: ends the trial of one request without a tab. Unless the host has answered such a request, the tab was not
    /// the reason for the closed connection.
    void end_trial() noexcept
    {
        if (state_ == state::on_trial) state_ = state::restored;
    }

private:
    enum class state : std::uint8_t {
        undecided, ///< the tab is sent; no sealed request was answered yet
        accepted,  ///< the host has answered a request with a tab
        on_trial,  ///< the host closed the connection; a request without a tab is outstanding
        omitted,   ///< the host has answered a request without a tab, or the policy omits the tab
        restored,  ///< the trial failed; the tab is sent again, and there is no second trial
    };

    state state_;
};

/// The state that all connections of a pool share.
class connection_environment {
public:
    connection_environment() = default;

    connection_settings settings;
    transport_options options;
    observer watch;
    std::string head_prefix;
    cookie_jar cookies;                             ///< of the host; they live as long as the client
    std::shared_ptr<boost::asio::ssl::context> tls; ///< made with the first connection
    std::shared_ptr<boost::asio::steady_timer>
        tls_under_way; ///< cancelled when the connection that makes the context is done
    std::shared_ptr<login_thread> log_ins = std::make_shared<login_thread>();
    sealed_tab tab;
    bool proof_accepted = false;       ///< the host has accepted a log-in of this client
    bool proxy_proof_accepted = false; ///< the proxy has accepted one

    /// Effects: calls the observer, if there is one.
    void tell(event& what) const
    {
        if (!watch) return;
        what.host = settings.url;
        watch(what);
    }
};

/// One TCP connection to the host, with its TLS and its log-in.
///
/// Every wait has a deadline, enforced by a timer that closes the socket. After a cancelled wait the connection cannot
/// be used again. Handlers share ownership, so it may be released at any time after close().
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

    /// Effects: resolves the name, connects, opens a tunnel if there is a proxy, and for https performs the TLS
    /// handshake and checks the certificate.
    [[nodiscard]] WSMAN_DECL boost::asio::awaitable<result<void>> open();
    /// Effects: logs in if the log-in is bound to the connection, within the time that open() has left.
    [[nodiscard]] WSMAN_DECL boost::asio::awaitable<result<void>> log_in();
    /// Effects: sends a request and reads the response into `into`, whose buffers are reused.
    [[nodiscard]] WSMAN_DECL boost::asio::awaitable<result<response>> converse(const request& asked, response into);

    /// Effects: sends an empty body without a log-in, and reads the response.
    [[nodiscard]] WSMAN_DECL boost::asio::awaitable<result<void>> probe_connection(std::chrono::milliseconds timeout);
    http_answer& last_answer() noexcept { return reader_.answer(); }
    /// Returns: the outcome of the TLS handshake, also if it failed; nothing before it.
    WSMAN_DECL std::optional<tls_facts> shown_tls();

    /// Returns: whether the idle connection is still open, as far as can be determined without sending.
    WSMAN_DECL bool still_open();
    /// Effects: sends close_notify if it would not block, then closes.
    WSMAN_DECL void close(std::string_view why);

    std::size_t number() const noexcept { return number_; }
    bool logged_in() const noexcept { return logged_in_; }
    bool used() const noexcept { return used_; } ///< a response was received on it before
    /// Returns: whether it can carry another request.
    bool reusable() const noexcept { return open_ && !timed_out_ && reader_.reusable(); }
    bool wrote() const noexcept { return wrote_; }                     ///< bytes of the last request may have been sent
    bool answer_started() const noexcept { return reader_.started(); } ///< the first byte of its response was received
    bool login_lost() const noexcept { return login_lost_; }           ///< the host refused an established log-in
    bool seals() const noexcept { return logged_in_ && login_ && login_->seals(); }
    bool tab() const noexcept { return tab_; } ///< the part headers of its sealed requests begin with a tab
    /// Returns: whether the last request was sealed with a tab.
    bool sealed_with_tab() const noexcept { return sealed_request_ && tab_; }
    /// Returns: whether the response to the last request is not authenticated: the request was sealed and no response
    /// could be unsealed, or a refusal was received over plain http.
    bool proves_nothing() const noexcept
    {
        return (sealed_request_ && !answer_opened_) || (login_lost_ && !environment_->settings.tls);
    }
    /// Returns: whether a proof of the credentials was sent to a peer (host or proxy) that has not accepted any yet.
    /// The failure may then be a refusal that counts towards the account's lockout.
    bool proof_unanswered() const noexcept
    {
        return (proof_left_ && !environment_->proof_accepted) ||
               (proxy_proof_left_ && !environment_->proxy_proof_accepted);
    }
    bool answer_complete() const noexcept { return reader_.complete(); } ///< the response was received completely

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
    exchange_bytes(std::string_view body, std::chrono::milliseconds timeout);
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
    void tell_about(event& seen, const request& asked, std::string_view envelope) const;
    void report_request(const request& asked) const;
    void report_response(const request& asked, std::string_view envelope, std::size_t received, steady_time since);
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
    std::unique_ptr<certificate_check> check_; // the SSL object refers to it
    std::optional<tls_stream> tls_;
    boost::asio::steady_timer timer_;
    std::uint64_t watch_ = 0; // identifies the current wait for a timer handler that runs too late
    http_response_reader reader_;
    std::shared_ptr<authenticator> login_; // shared with a thread that may be making its next token
    std::string head_;
    secret sent_login_;     // of the current request; empty if it has none
    std::string converted_; // the body in UTF-16, if it is sent so
    std::string sealed_;    // the sealed body, if it is sealed
    std::string content_type_;
    std::string_view body_;
    boost::system::error_code code_; // of the last read or write
    steady_time open_deadline_;
    bool open_ = false;
    bool timed_out_ = false; // a deadline has closed the socket; valid until the next connect
    bool used_ = false;
    bool heard_ = false; // a complete response was received, possibly in the log-in
    bool logged_in_ = false;
    bool login_lost_ = false;
    bool login_told_ = false; // for a log-in per request: the event was sent
    bool wrote_ = false;
    bool tab_ = true;             // the part headers of its sealed requests begin with a tab
    bool sealed_request_ = false; // the last request was sealed
    bool answer_opened_ = false;  // and its response could be unsealed
    bool proof_left_ = false;     // to the host
    bool proxy_proof_left_ = false;
    bool step_given_up_ = false; // a thread may still be using login_: no other code may access it
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
