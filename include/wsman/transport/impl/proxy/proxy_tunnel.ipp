//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/protocol/impl/host_text.ipp>
#include <wsman/transport/impl/connection_ended.hpp>
#include <wsman/transport/impl/http/http_request.ipp>
#include <wsman/transport/impl/log_in/repeated_login.hpp>
#include <wsman/transport/impl/proxy/environment_proxy.hpp>
#include <wsman/transport/impl/proxy/proxy_tunnel.hpp>

#include <cstdlib>
#include <optional>
#include <utility>

namespace wsman::inline WSMAN_FORM::detail {

/// Kerberos needs one leg and NTLM two; other mechanisms need a few more. A longer log-in is a loop.
inline constexpr unsigned proxy_legs_limit = 24;
/// The first CONNECT, the response to the challenge, and one more after a stale nonce.
inline constexpr unsigned proxy_requests_limit = 3;

inline constexpr std::size_t reason_limit = 200; // bytes

WSMAN_DECL result<secret> proxy_tunnel::head()
{
    result<secret> value = login_->authorization("CONNECT", target_);
    if (value.has_error()) return told(value.error(), nullptr);
    if (!is_word(target_) || !is_repeated_text(value->reveal()))
        return failure(client_errc::invalid_argument, "a value of CONNECT holds a character that would end its line");
    std::string text;
    text.reserve(128 + 2 * target_.size() + value->size());
    text.append("CONNECT ").append(target_).append(" HTTP/1.1\r\nHost: ").append(target_);
    text.append("\r\nUser-Agent: wsman-cpp");
    if (!value->empty()) text.append("\r\nProxy-Authorization: ").append(value->reveal());
    text.append("\r\n\r\n");
    secret whole(text);
    wipe(text);
    sent_ = std::move(*value);
    return whole;
}

WSMAN_DECL result<tunnel_step> proxy_tunnel::answered(http_answer answer, bool reusable)
{
    hide_login(answer, sent_.reveal());
    const bool logged_in = !sent_.empty();
    sent_ = secret();
    status_ = answer.status;
    ++exchanges_;
    if (answer.status / 100 == 2) {
        if (reusable) return tunnel_step::open;
        // These bytes would be taken for the host's, although nothing was sent to it yet.
        failure why(transport_errc::proxy_malformed, name_ + " sent bytes after its response");
        why.details().http_status = answer.status;
        return why;
    }
    // tinyproxy reports a refused password with the status that hosts use.
    if (answer.status == 401 && logged_in)
        return unauthorized(std::string(scheme()) + " was tried and refused", answer);
    if (answer.status != 407) return refused(answer);

    // An authenticator expects the host's status for a challenge, also for the proxy's.
    const result<login_step> next = login_->answered(login_answer(401, answer.challenges));
    if (next.has_error()) return told(next.error(), &answer);
    if (*next != login_step::again || exchanges_ >= exchanges_limit())
        return unauthorized(std::string(scheme()) + " did not complete", answer);
    if (reusable) return tunnel_step::again;
    if (login_->scope() == login_scope::connection)
        return unauthorized("it closed the connection during the login, which is bound to the connection", answer);
    return tunnel_step::reconnect;
}

WSMAN_DECL unsigned proxy_tunnel::exchanges_limit() const noexcept
{
    return login_->scope() == login_scope::connection ? proxy_legs_limit : proxy_requests_limit;
}

WSMAN_DECL bool proxy_tunnel::survives(const failure& lost, bool answer_started)
{
    const bool ended = connection_ended(lost.code());
    // Some proxies close after their challenge without Connection: close; a request sent then was not received.
    if (!ended || answer_started || replaced_ || exchanges_ == 0 || login_->scope() != login_scope::request)
        return false;
    replaced_ = true;
    return true;
}

WSMAN_DECL failure proxy_tunnel::unauthorized(std::string text, const http_answer& answer) const
{
    const std::string offered = offered_schemes(answer.challenges);
    text.insert(0, name_ + ": ");
    text += offered.empty() ? std::string("; it offers no scheme") : "; it offers " + offered;
    failure why(transport_errc::proxy_unauthorized, std::move(text));
    why.details().http_status = answer.status;
    return why;
}

/// Converts a failure of the log-in into one of the proxy. Errors that the client's own settings cause keep their code.
WSMAN_DECL failure proxy_tunnel::told(const failure& why, const http_answer* answer) const
{
    const error_code code = why.code();
    if (answer && code == transport_errc::http_unauthorized)
        return unauthorized(
            login_->scope() == login_scope::none
                ? std::string("it requires a log-in, and the session has no account for it")
                : std::string(scheme()) + " was tried and refused",
            *answer
        );
    if (answer && code == security_errc::scheme_not_offered)
        return unauthorized("the session's scheme is " + std::string(scheme()), *answer);
    const bool ours = code.category() != security_category() || code == security_errc::algorithm_unavailable;
    failure made(ours ? code : error_code(transport_errc::proxy_unauthorized), "at the proxy " + name_ + ": ");
    failure_details& details = made.details();
    if (ours) {
        details.client_text += why.details().client_text;
    } else {
        details.client_text += why.message();
        details.hint = why.hint();
        details.cause = code;
    }
    if (answer) details.http_status = answer->status;
    return made;
}

WSMAN_DECL failure proxy_tunnel::refused(const http_answer& answer) const
{
    std::string text = name_ + " answered CONNECT " + target_ + " with HTTP " + std::to_string(answer.status);
    const bool elsewhere = answer.status / 100 == 3 && !answer.location.empty();
    // Not in server_text, which holds texts of the host only.
    const std::string word = host_text(elsewhere ? answer.location : answer.reason, reason_limit);
    if (!word.empty()) text.append(elsewhere ? ", to " : " ").append(word);
    const bool forbidden = answer.status == 403;
    failure why(forbidden ? transport_errc::proxy_forbidden : transport_errc::proxy_refused, std::move(text));
    why.details().http_status = answer.status;
    if (answer.status / 100 == 3)
        why.details().hint = "the proxy sent a redirect, perhaps to a page for its users; redirects are not followed";
    return why;
}

WSMAN_DECL failure proxy_tunnel::unreachable(const failure& why) const
{
    const error_code code = why.code();
    if (code == client_errc::cancelled) return why;
    std::string text = name_;
    if (code == transport_errc::connect_timeout) text += " did not accept the connection in time";
    if (!why.details().client_text.empty()) text += ": " + why.details().client_text;
    failure told(transport_errc::proxy_unreachable, std::move(text));
    told.details().cause = code;
    return told;
}

WSMAN_DECL failure proxy_tunnel::broken(const failure& why) const
{
    const error_code code = why.code();
    if (code == client_errc::cancelled) return why;
    transport_errc now = transport_errc::proxy_malformed;
    std::string text = name_;
    if (code == transport_errc::read_timeout) {
        now = transport_errc::proxy_timeout;
        text += " has not answered CONNECT " + target_;
    } else if (code == transport_errc::host_unreachable) {
        now = transport_errc::proxy_unreachable;
    } else if (code == transport_errc::plain_to_tls_port) {
        text += " speaks TLS";
    } else if (connection_ended(code)) {
        text += " closed the connection before its response was complete";
    } else if (!why.details().client_text.empty()) {
        text += ": " + why.details().client_text;
    }
    failure told(now, std::move(text));
    told.details().cause = code;
    return told;
}

WSMAN_DECL failure proxy_tunnel::late() const
{
    return failure(
        transport_errc::proxy_timeout, "the token for " + name_ + " was not made in time (waiting for a KDC?)"
    );
}

WSMAN_DECL std::string proxy_tunnel::description() const
{
    std::string text = name_;
    text.append(", ").append(scheme());
    const std::string_view mechanism = login_->mechanism_name();
    if (!mechanism.empty() && mechanism != scheme()) text.append(" (").append(mechanism).append(")");
    return text;
}

/// The proxy resolves the host, and an IPv6 zone has a meaning on this computer only.
inline std::string tunnel_target(const connection_settings& settings)
{
    const std::string& host = settings.dial_host;
    return host_and_port(host.substr(0, host.find('%')), settings.dial_port).text();
}

WSMAN_DECL result<std::shared_ptr<proxy_tunnel>> make_proxy_tunnel(const connection_settings& settings)
{
    const proxy_settings& through = *settings.proxy;
    std::optional<host_and_port> proxy = through.address();
    if (through.access() == flags(proxy_access::ie_config)) {
        result<std::optional<host_and_port>> found = environment_proxy(
            [](const char* name) -> const char* { return std::getenv(name); },
            settings.host,
            settings.port,
            !through.user().empty()
        );
        if (found.has_error()) return found.error();
        proxy = std::move(*found);
    }
    if (!proxy) return std::shared_ptr<proxy_tunnel>();
    result<std::unique_ptr<authenticator>> login = settings.make_proxy_login(through, *proxy);
    if (login.has_error()) {
        failure why = login.error();
        why.details().client_text.insert(0, "at the proxy " + proxy->text() + ": ");
        return why;
    }
    return std::make_shared<proxy_tunnel>(std::move(*proxy), tunnel_target(settings), std::move(*login));
}

} // namespace wsman::detail
