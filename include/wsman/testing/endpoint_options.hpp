//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/secret.hpp>
#include <wsman/testing/program_hook.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace wsman::testing {

/// Which loopback address an endpoint listens on; there is no other choice.
enum class loopback : std::uint8_t {
    v4, ///< 127.0.0.1
    v6, ///< [::1]
};

/// The limits that an endpoint sets its clients. The defaults are those of a current Windows, but for the
/// shortest idle time-out (there a minute).
class endpoint_quotas {
public:
    endpoint_quotas() noexcept {}

    std::size_t envelope_size = 512'000; ///< bytes, MaxEnvelopeSizekb: of a request (413 beyond it) and of an answer
    std::size_t shells = 2'147'483'647;  ///< open at once, else fault 0x803381A5
    std::size_t operations = 1'500;      ///< commands open at once in all shells, else fault 0x803381A6
    std::size_t processes_per_shell = 2'147'483'647; ///< commands open at once in one shell, else a w:QuotaLimit fault
    std::size_t output_buffer = 512 * 1024; ///< bytes kept of each output stream before the program has to wait
    std::size_t input_buffer = 1024 * 1024; ///< bytes kept of standard input before a Send has to wait
    std::size_t header_size = 16 * 1024;    ///< bytes of a request's HTTP header, else 431
    std::chrono::milliseconds operation_timeout{60'000}; ///< longest that a request may wait, whatever it asks for
    std::chrono::milliseconds shortest_idle_timeout{1'000};
    std::chrono::milliseconds longest_idle_timeout{7'200'000};
};

/// What an endpoint is to be like. The defaults make an HTTP service with random credentials on a free port.
class endpoint_options {
public:
    endpoint_options() {}

    bool tls = false;
    loopback address = loopback::v4;
    std::uint16_t port = 0;        ///< 0: one that is free
    std::string user;              ///< empty: `wsman-` and random characters
    secret password;               ///< empty: random
    bool allow_unencrypted = true; ///< whether Basic is taken over plain HTTP, as the Windows setting AllowUnencrypted

    std::string product_vendor = "wsman-cpp";
    std::string product_version; ///< empty: `OS: (of this machine) SP: 0.0 Stack: 3.0`

    program_hook program; ///< asked for every command; empty: what the client names is what runs

    std::vector<std::string> certificate_names; ///< DNS names and addresses; empty: localhost, 127.0.0.1, ::1
    std::chrono::hours certificate_age{1};      ///< when it began to be valid, before now
    std::chrono::hours certificate_life{24};    ///< until when it is valid; negative: expired
    bool self_signed = false;                   ///< the leaf signs itself; `ca_pem()` is then the leaf

    bool chunked_answers = false;   ///< answers come with Transfer-Encoding: chunked
    bool close_connections = false; ///< every answer is the last one of its connection, as some services do it

    endpoint_quotas quotas;
};

} // namespace wsman::testing
