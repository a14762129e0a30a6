//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/core/encoding.hpp>
#include <wsman/protocol/http_status.hpp>
#include <wsman/protocol/redact.hpp>
#include <wsman/security/message_sealing.hpp>
#include <wsman/transport/impl/connection/connection.hpp>
#include <wsman/transport/impl/connection/socket_failure.hpp>
#include <wsman/transport/impl/http/http_request.hpp>
#include <wsman/transport/impl/log_in/repeated_login.hpp>

#include <boost/asio/buffer.hpp>
#include <boost/asio/cancellation_state.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

#include <array>
#include <charconv>
#include <utility>

namespace wsman::inline WSMAN_FORM::detail {

WSMAN_DECL void connection::report_request(const request& asked) const
{
    if (!environment_->watch) return;
    event sent(event_kind::request);
    sent.bytes = body_.size();
    tell_about(sent, asked, asked.envelope);
}

WSMAN_DECL void
connection::report_response(const request& asked, std::string_view envelope, std::size_t received, steady_time since)
{
    if (!environment_->watch) return;
    event answered(event_kind::response);
    answered.bytes = received;
    answered.http_status = reader_.answer().status;
    answered.elapsed = std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - since);
    tell_about(answered, asked, envelope);
}

/// Effects: completes an event about a request or its response, and calls the observer.
WSMAN_DECL void connection::tell_about(event& seen, const request& asked, std::string_view envelope) const
{
    seen.connection = number_;
    seen.operation = asked.operation;
    seen.message_id = asked.message_id;
    std::string shown;
    if (environment_->options.observe_envelopes) shown = redact(envelope);
    seen.envelope = shown;
    environment_->tell(seen);
}

WSMAN_DECL boost::asio::awaitable<result<response>> connection::converse(const request& asked, response into)
{
    wrote_ = login_lost_ = answer_opened_ = false;
    sealed_request_ = !asked.anonymous && seals();
    const auto operation_timeout =
        asked.operation_timeout.count() > 0 ? asked.operation_timeout : environment_->settings.operation_timeout;
    const std::chrono::milliseconds timeout = operation_timeout + environment_->options.network_delay;
    // A log-in per request may need one challenge first.
    for (unsigned refusals = 0;;) {
        result<void> outcome = prepare_body(asked);
        if (outcome.has_value()) outcome = prepare_head(asked);
        if (outcome.has_error()) co_return outcome.error();
        const auto since = std::chrono::steady_clock::now();
        report_request(asked);
        outcome = co_await exchange_bytes(body_, timeout);
        if (outcome.has_error()) {
            close("the exchange failed");
            if (outcome.error().code() == transport_errc::read_timeout) co_return late_answer(asked);
            co_return outcome.error();
        }
        used_ = true;
        hide_repeated_login();
        const unsigned status = reader_.answer().status;
        // A sealed 401 is authenticated by the host; the operation evaluates it.
        const bool authentic = sealed_request_ && is_sealed_type(reader_.answer().content_type);
        if (status == 401 && !authentic) {
            result<bool> again = refused(asked);
            if (again.has_error()) {
                const result<void> refusal = again.error();
                tell(event_kind::log_in, nullptr, since, to_string(login_->scheme()), &refusal);
                co_return again.error();
            }
            if (!*again || ++refusals > 2) co_return refused_login(login_->scheme(), reader_.answer().challenges);
            wrote_ = false; // a refused request was not carried out
            if (!reusable()) {
                open_deadline_ = std::chrono::steady_clock::now() + environment_->options.connect_timeout;
                outcome = co_await open_again();
                if (outcome.has_error()) co_return outcome.error();
            }
            continue;
        }
        if (!login_told_ && !asked.anonymous && login_->scope() == login_scope::request) {
            login_told_ = true;
            tell(event_kind::log_in, nullptr, since, to_string(login_->scheme()), nullptr);
        }
        note_acceptance();
        const std::size_t received = reader_.answer().body.size();
        outcome = take_answer(into);
        report_response(asked, into.body, received, since);
        if (outcome.has_error()) {
            close("its answer cannot be used");
            co_return outcome.error();
        }
        // After an unsealed response the sequence numbers of the two sides may differ.
        if (proves_nothing()) close("its answer was not sealed");
        co_return std::move(into);
    }
}

WSMAN_DECL result<void> connection::prepare_body(const request& asked)
{
    const connection_settings& settings = environment_->settings;
    content_type_ = settings.utf16 ? envelope_type_utf16 : envelope_type_utf8;
    body_ = asked.envelope;
    if (!settings.utf16 && !sealed_request_) return {};
    if (settings.utf16) {
        converted_ = "\xFF\xFE"; // the byte order mark that makes the declaration unambiguous
        converted_ += utf8_to_utf16le(asked.envelope);
        body_ = converted_;
    }
    if (!sealed_request_) return {};
    result<void> wrapped = login_->wrap(body_, sealed_, content_type_);
    body_ = sealed_;
    return wrapped;
}

WSMAN_DECL result<void> connection::prepare_head(const request& asked)
{
    request_head head;
    head.content_type = content_type_;
    head.content_length = body_.size();
    head.anonymous = asked.anonymous;
    sent_login_ = secret();
    if (asked.anonymous || login_->scope() != login_scope::request) return write_request_head(head);
    result<secret> value = login_->authorization("POST", environment_->settings.path);
    if (value.has_error()) return value.error();
    proof_left_ = proof_left_ || login_->proof_left();
    sent_login_ = *std::move(value);
    head.authorization = sent_login_.reveal();
    return write_request_head(head);
}

WSMAN_DECL result<void> connection::write_request_head(request_head head)
{
    std::string cookies = environment_->cookies.header();
    head.cookies = cookies;
    result<void> written = write_head(head_, environment_->head_prefix, head);
    wipe(cookies);
    return written;
}

/// A 407 is not a response of the host.
WSMAN_DECL void connection::take_cookies()
{
    const http_answer& answer = reader_.answer();
    if (answer.status != 407) environment_->cookies.take(answer.cookies, answer.date);
}

WSMAN_DECL void connection::hide_repeated_login()
{
    http_answer& answer = reader_.answer();
    const bool envelope = answer.status == 200 && answer.content_type.find("xml") != std::string::npos;
    if (envelope) return;
    hide_login(answer, sent_login_.reveal());
    environment_->cookies.hide_in(answer.body);
}

/// A proxy in front of the service may send a status without content; a 2xx or an envelope comes from the service.
WSMAN_DECL void connection::note_acceptance()
{
    const http_answer& answer = reader_.answer();
    const bool envelope = !answer.body.empty() && parse_media_type(answer.content_type).is_xml();
    if (!sent_login_.empty() && (answer.status / 100 == 2 || (envelope && answer.status != 401)))
        environment_->proof_accepted = true;
}

WSMAN_DECL result<bool> connection::refused(const request& asked)
{
    const http_answer& answer = reader_.answer();
    if (asked.anonymous) return refused_login(authentication_scheme::none, answer.challenges);
    if (login_->scope() == login_scope::connection) {
        login_lost_ = logged_in_;
        return refused_login(login_->scheme(), answer.challenges);
    }
    result<login_step> next = login_->answered(login_answer(answer.status, answer.challenges));
    if (next.has_error()) return next.error();
    return *next == login_step::again;
}

/// The texts that web servers (nginx, Apache httpd, Go) send in reply to plain HTTP on a TLS port.
inline bool speaks_of_tls(const http_answer& answer)
{
    if (answer.status != 400 || answer.body.size() > 4096) return false;
    for (const std::string_view words :
         {"plain HTTP request was sent to HTTPS port",
          "speaking plain HTTP to an SSL-enabled server port",
          "HTTP request to an HTTPS server"})
        if (answer.body.find(words) != std::string::npos) return true;
    return false;
}

WSMAN_DECL boost::asio::awaitable<result<void>>
connection::exchange_bytes(std::string_view body, std::chrono::milliseconds timeout)
{
    reader_.begin();
    arm(std::chrono::steady_clock::now() + timeout);
    const bool written = co_await write_message(body);
    wipe(head_);
    if (!written) {
        co_await hear_alert();
        co_return broken();
    }
    bool begun = false;
    while (!reader_.complete()) {
        const std::size_t size = co_await read_some();
        result<void> taken;
        if (size != 0)
            taken = reader_.received(size);
        else if (code_ == boost::asio::error::eof && reader_.started())
            taken = reader_.ended();
        else
            co_return broken();
        if (taken.has_error()) {
            disarm();
            co_return taken;
        }
        if (!begun && !reader_.complete()) {
            // The host needed time for the first byte; the rest of the response has the same time again.
            begun = true;
            arm(std::chrono::steady_clock::now() + timeout);
        }
    }
    disarm();
    heard_ = true;
    take_cookies();
    if (!tls_ && speaks_of_tls(reader_.answer()))
        co_return failure(transport_errc::plain_to_tls_port, "the response says so");
    co_return result<void>();
}

WSMAN_DECL boost::asio::awaitable<bool> connection::write_message(std::string_view body)
{
    const std::array<boost::asio::const_buffer, 2> parts = {
        boost::asio::const_buffer(head_.data(), head_.size()), boost::asio::const_buffer(body.data(), body.size())
    };
    const bool stopped = co_await cancelled();
    if (stopped) {
        code_ = boost::asio::error::operation_aborted;
        co_return false;
    }
    std::size_t size = 0;
    if (tls_)
        size = co_await boost::asio::async_write(
            *tls_, parts, boost::asio::redirect_error(boost::asio::use_awaitable, code_)
        );
    else
        size = co_await boost::asio::async_write(
            socket_, parts, boost::asio::redirect_error(boost::asio::use_awaitable, code_)
        );
    // TLS may have sent records whose bytes are not counted yet.
    wrote_ = wrote_ || size != 0 || tls_.has_value();
    co_return !code_;
}

WSMAN_DECL boost::asio::awaitable<std::size_t> connection::read_some()
{
    const bool stopped = co_await cancelled();
    if (stopped) {
        code_ = boost::asio::error::operation_aborted;
        co_return 0;
    }
    const std::span<char> space = reader_.space();
    const boost::asio::mutable_buffer room(space.data(), space.size());
    std::size_t size = 0;
    if (tls_)
        size = co_await tls_->async_read_some(room, boost::asio::redirect_error(boost::asio::use_awaitable, code_));
    else
        size = co_await socket_.async_read_some(room, boost::asio::redirect_error(boost::asio::use_awaitable, code_));
    co_return size;
}

/// In TLS 1.3 a host may refuse the client certificate while the request is being sent; writing fails then, and the
/// alert with the reason must be read.
WSMAN_DECL boost::asio::awaitable<void> connection::hear_alert()
{
    if (!tls_ || !check_->asked() || timed_out_ || code_ == boost::asio::error::operation_aborted) co_return;
    const boost::system::error_code lost = code_;
    co_await read_some();
    if (code_.category() != boost::asio::error::get_ssl_category()) code_ = lost;
}

WSMAN_DECL boost::asio::awaitable<bool> connection::cancelled()
{
    // A cancellation signal that was emitted between two waits reached no slot; only the state holds it.
    const boost::asio::cancellation_state state = co_await boost::asio::this_coro::cancellation_state;
    co_return state.cancelled() != boost::asio::cancellation_type::none;
}

WSMAN_DECL failure connection::broken()
{
    const bool timed_out = timed_out_;
    disarm();
    if (timed_out) return failure(transport_errc::read_timeout);
    if (code_ == boost::asio::error::operation_aborted) return failure(client_errc::cancelled);
    if (check_)
        if (std::optional<failure> why = tls_exchange_failure(code_, *check_, used_)) return *std::move(why);
    // A host that closes without close_notify ends the stream, too; completeness is decided by the response's length.
    if (code_ == boost::asio::ssl::error::stream_truncated) return failure(transport_errc::connection_closed);
    failure why = socket_failure(code_, socket_phase::exchange);
    const bool ended =
        why.code() == transport_errc::connection_closed || why.code() == transport_errc::connection_reset;
    // Most TLS servers close the connection when they receive plain HTTP.
    const bool no_word = ended && !environment_->settings.tls && !heard_ && !reader_.started();
    const std::uint16_t port = environment_->settings.port;
    if (no_word && (port == 5986 || port == 443))
        return failure(
            transport_errc::plain_to_tls_port, "port " + std::to_string(port) + " closed without a response"
        );
    if (no_word)
        why.details().hint =
            "the port may use TLS: try https:// (5986). Otherwise the host drops such requests without a response";
    return why;
}

inline std::optional<std::chrono::seconds> parse_retry_after(std::string_view text)
{
    unsigned seconds = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), seconds);
    // The HTTP-date form is ignored: it would depend on the host's clock.
    if (read.ec != std::errc() || read.ptr != text.data() + text.size() || seconds > 86'400) return std::nullopt;
    return std::chrono::seconds(seconds);
}

/// Unsealed responses are not authenticated. Only non-XML HTTP errors (404, 503 …) are accepted here, and the caller
/// checks proves_nothing(); any other unsealed response is an error.
WSMAN_DECL result<void> connection::open_answer(http_answer& answer)
{
    const bool may_be_plain = answer.status >= 400 && !parse_media_type(answer.content_type).is_xml();
    if (!is_sealed_type(answer.content_type) && (may_be_plain || answer.body.empty())) return {};
    result<void> opened = login_->unwrap(answer.body, answer.content_type);
    answer_opened_ = opened.has_value();
    if (answer_opened_) environment_->tab.answered(tab_);
    return opened;
}

/// Effects: converts the body of a UTF-16 response to UTF-8. Failure responses may have any encoding, and are decoded
/// leniently.
[[nodiscard]] inline result<void> to_utf8(response& into, bool asked_utf16, bool lenient)
{
    if (!asked_utf16 && into.content_type.find("16") == std::string::npos) return {};
    const media_type type = parse_media_type(into.content_type);
    if (!type.is_xml()) return {};
    const bool failed = into.status >= 400;
    const bool utf16 = type.charset.starts_with("utf-16");
    if (utf16 != asked_utf16 && !failed)
        return failure(transport_errc::charset_mismatch, asked_utf16 ? "asked in UTF-16" : "asked in UTF-8");
    // Every character of UTF-16 markup contains a zero byte, whatever charset the response names.
    const bool so_in_name_only = failed && into.body.find('\0') == std::string::npos;
    if (!utf16 || so_in_name_only) return {};
    std::string_view bytes = into.body;
    bool big_endian = type.charset == "utf-16be";
    if (bytes.starts_with("\xFE\xFF")) big_endian = true;
    if (bytes.starts_with("\xFF\xFE")) big_endian = false;
    if (bytes.starts_with("\xFE\xFF") || bytes.starts_with("\xFF\xFE")) bytes.remove_prefix(2);
    if (failed || lenient) {
        into.body = utf16_to_utf8(bytes, big_endian);
    } else {
        result<std::string> text = utf16_to_utf8_strict(bytes, big_endian);
        if (text.has_error()) return text.error();
        into.body = std::move(*text);
    }
    into.content_type = envelope_type_utf8;
    return {};
}

WSMAN_DECL result<void> connection::take_answer(response& into)
{
    http_answer& answer = reader_.answer();
    const bool utf16 = environment_->settings.utf16;
    if (sealed_request_) {
        result<void> opened = open_answer(answer);
        if (opened.has_error()) return opened;
    }
    into.status = answer.status;
    into.content_type.swap(answer.content_type);
    into.body.swap(answer.body);
    into.location = answer.location;
    into.retry_after = parse_retry_after(answer.retry_after);
    into.challenges.clear();
    for (const std::string& challenge : answer.challenges)
        into.challenges.append(into.challenges.empty() ? "" : ", ").append(challenge);
    return to_utf8(into, utf16, environment_->options.lenient_answers);
}

} // namespace wsman::detail
