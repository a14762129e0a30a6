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

/// Beyond Kerberos' one and NTLM's two there are mechanisms with a few more; what takes more still is a loop.
inline constexpr unsigned proxy_legs_limit = 24;
/// A first CONNECT, the answer to the challenge, and one more for a nonce that was stale.
inline constexpr unsigned proxy_requests_limit = 3;

inline constexpr std::size_t reason_limit = 200; // bytes

WSMAN_DECL result<secret> proxy_tunnel::head()
{
    result<secret> value = login_->authorization("CONNECT", target_);
    if (value.has_error()) return told(value.error(), nullptr);
    if (!is_word(target_) || !is_repeated_text(value->reveal()))
        return failure(client_errc::invalid_argument, "CONNECT cannot carry a value that would end its line");
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
        // They would be taken for the host's, who has not been spoken to yet.
        failure why(transport_errc::proxy_malformed, name_ + " sent more than its answer");
        why.details().http_status = answer.status;
        return why;
    }
    // tinyproxy tells with the status of hosts that it does not take a password.
    if (answer.status == 401 && logged_in)
        return unauthorized(std::string(scheme()) + " was tried and not accepted", answer);
    if (answer.status != 407) return refused(answer);

    // To an authenticator a challenge is a challenge, whoever it comes from.
    const result<login_step> next = login_->answered(login_answer(401, answer.challenges));
    if (next.has_error()) return told(next.error(), &answer);
    if (*next != login_step::again || exchanges_ >= exchanges_limit())
        return unauthorized(std::string(scheme()) + " did not come to an end", answer);
    if (reusable) return tunnel_step::again;
    if (login_->scope() == login_scope::connection)
        return unauthorized("it closed the connection in the middle of the log-in, which belongs to one", answer);
    return tunnel_step::reconnect;
}

WSMAN_DECL unsigned proxy_tunnel::exchanges_limit() const noexcept
{
    return login_->scope() == login_scope::connection ? proxy_legs_limit : proxy_requests_limit;
}

WSMAN_DECL bool proxy_tunnel::survives(const failure& lost, bool answer_started)
{
    const bool ended = connection_ended(lost.code());
    // Some close after their challenge without saying so in it; what was sent then has reached nobody.
    if (!ended || answer_started || replaced_ || exchanges_ == 0 || login_->scope() != login_scope::request)
        return false;
    replaced_ = true;
    return true;
}

WSMAN_DECL failure proxy_tunnel::unauthorized(std::string text, const http_answer& answer) const
{
    const std::string offered = offered_schemes(answer.challenges);
    text.insert(0, name_ + ": ");
    text += offered.empty() ? std::string("; it names no scheme that it takes") : "; it offers " + offered;
    failure why(transport_errc::proxy_unauthorized, std::move(text));
    why.details().http_status = answer.status;
    return why;
}

/// Makes of a failure of the log-in one of the proxy. What is wrong here, whatever the proxy says, keeps its code.
WSMAN_DECL failure proxy_tunnel::told(const failure& why, const http_answer* answer) const
{
    const error_code code = why.code();
    if (answer && code == transport_errc::http_unauthorized)
        return unauthorized(
            login_->scope() == login_scope::none ? std::string("it asks for a log-in, and the session has none for it")
                                                 : std::string(scheme()) + " was tried and not accepted",
            *answer
        );
    if (answer && code == security_errc::scheme_not_offered)
        return unauthorized("the session logs in by " + std::string(scheme()), *answer);
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
    // Not as the host's text, which would make it the host's word.
    const std::string word = host_text(elsewhere ? answer.location : answer.reason, reason_limit);
    if (!word.empty()) text.append(elsewhere ? ", to " : " ").append(word);
    const bool forbidden = answer.status == 403;
    failure why(forbidden ? transport_errc::proxy_forbidden : transport_errc::proxy_refused, std::move(text));
    why.details().http_status = answer.status;
    if (answer.status / 100 == 3)
        why.details().hint = "the proxy redirects, perhaps to a page for its users; it is not followed";
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
        text += " closed the connection instead of a whole answer";
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

/// The proxy is to look for the host, so that a zone, which is of this computer, means nothing to it.
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
