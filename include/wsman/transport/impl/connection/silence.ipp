//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/session/connection.hpp>
#include <wsman/transport/impl/connection/connection.hpp>

#include <openssl/ssl.h>

#include <string>
#include <string_view>
#include <utility>

// The text of a time-out: the steps that were reached, and the awaited one.
namespace wsman::inline WSMAN_FORM::detail {

WSMAN_DECL std::string connection::reached()
{
    const connection_settings& settings = environment_->settings;
    std::string text = "TCP to " + host_and_port(settings.dial_host, settings.dial_port).text();
    if (settings.proxy) text += " through the proxy";
    if (tls_ && SSL_is_init_finished(tls_->native_handle()) != 0) text += ", TLS";
    if (logged_in_ && login_->scope() == login_scope::connection) text += ", log-in";
    return text;
}

WSMAN_DECL failure connection::silence(transport_errc code, std::string_view awaited)
{
    return failure(code, "reached: " + reached() + "; awaited: " + std::string(awaited));
}

// If the host has never sent a byte on the connection, it may be one that does not answer a request without a log-in, or
// with a log-in that it does not offer.
WSMAN_DECL failure connection::late_answer(const request& asked)
{
    std::string awaited(reader_.started() ? "the rest of the answer to " : "the answer to ");
    awaited.append(asked.operation.empty() ? std::string_view("the request") : asked.operation);
    failure why = silence(transport_errc::read_timeout, awaited);
    if (heard_ || reader_.started()) return why;
    const bool without = asked.anonymous || login_->scope() == login_scope::none;
    why.details().hint = without
                             ? "some hosts (OMI) do not answer a request without a log-in: choose a log-in"
                             : "some hosts (OMI) do not answer a log-in that they do not offer: choose another one; a "
                               "slow host needs a higher operation_timeout";
    return why;
}

WSMAN_DECL failure connection::late_login(bool with_token)
{
    const std::string scheme(to_string(login_->scheme()));
    if (!with_token) {
        failure why = silence(transport_errc::login_timeout, "the challenge of " + scheme);
        why.details().hint = "some hosts (OMI) do not answer a request without a log-in, so " + scheme +
                             " cannot begin: choose a log-in that needs no challenge (basic, negotiate)";
        return why;
    }
    failure why = silence(transport_errc::login_timeout, "the host's answer in the log-in by " + scheme);
    if (!heard_)
        why.details().hint =
            "some hosts (OMI) do not answer a log-in that they do not offer: choose another one; a busy "
            "host needs a higher connect_timeout";
    return why;
}

WSMAN_DECL failure connection::late_token()
{
    failure why = silence(transport_errc::login_timeout, "the next local token, which may need a KDC");
    why.details().hint = "check that a KDC of the realm can be reached (krb5.conf, DNS), or raise connect_timeout";
    return why;
}

} // namespace wsman::detail
