//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/core/result.hpp>
#include <wsman/security/authenticator.hpp>
#include <wsman/session/credentials.hpp>
#include <wsman/session/proxy.hpp>
#include <wsman/session/tls_policy.hpp>

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>

namespace wsman::inline WSMAN_FORM::detail {

/// What the transport takes from a session, in the form in which it uses it.
class connection_settings {
public:
    connection_settings() = default;

    std::string url;        ///< scheme://host:port, for texts and events
    std::string authority;  ///< the Host header
    std::string path = "/"; ///< of the POST
    std::string host;       ///< whose certificate and log-in it is; no brackets, no final dot
    std::uint16_t port = 0; ///< of the session
    std::string dial_host;  ///< what is resolved and dialled
    std::uint16_t dial_port = 0;
    bool host_is_address = false; ///< no SNI then, and the certificate is asked for an address
    bool tls = false;
    bool utf16 = false;
    bool tab_in_sealed_parts = true; ///< of requests, as the policy has it
    tls_policy policy;
    std::optional<client_certificate> certificate;  ///< read when the first connection is opened
    std::chrono::milliseconds operation_timeout{0}; ///< where a request names none
    std::function<result<void>()> check_login;      ///< says what speaks against the log-in before anything is dialled
    std::function<result<std::unique_ptr<authenticator>>(const connection_facts&)> make_login;
    std::optional<proxy_settings> proxy; ///< stands between, and dials dial_host; only with tls
    std::function<result<std::unique_ptr<authenticator>>(const proxy_settings&, const host_and_port&)> make_proxy_login;
};

} // namespace wsman::detail
