//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/transport/impl/connection/connection.hpp>
#include <wsman/transport/impl/http/http_request.hpp>

#include <openssl/ssl.h>

namespace wsman::inline WSMAN_FORM::detail {

WSMAN_DECL boost::asio::awaitable<result<void>> connection::probe_connection(std::chrono::milliseconds timeout)
{
    request_head head;
    head.content_type = envelope_type_utf8;
    result<void> outcome = write_request_head(head);
    if (outcome.has_value()) outcome = co_await exchange_bytes(std::string_view(), timeout);
    if (outcome.has_error()) close("it did not answer");
    co_return outcome;
}

WSMAN_DECL std::optional<tls_facts> connection::shown_tls()
{
    if (!tls_ || !check_) return std::nullopt;
    tls_facts facts;
    const SSL* const engine = tls_->native_handle();
    if (const SSL_CIPHER* const cipher = SSL_get_current_cipher(engine)) {
        facts.version = SSL_get_version(engine);
        facts.cipher = SSL_CIPHER_get_name(cipher);
    }
    if (!check_->leaf_der().empty()) facts.certificate = read_certificate(check_->leaf_der());
    return facts;
}

} // namespace wsman::detail
