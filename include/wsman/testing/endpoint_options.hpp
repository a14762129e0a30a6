//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/core/secret.hpp>
#include <wsman/security/binding_policy.hpp>
#include <wsman/security/message_sealing.hpp>
#include <wsman/testing/accepted_scheme.hpp>
#include <wsman/testing/program_hook.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace wsman::inline WSMAN_FORM::testing {

/// The loopback address on which an endpoint listens; other addresses are not possible.
enum class loopback : std::uint8_t {
    v4, ///< 127.0.0.1
    v6, ///< [::1]
};

/// A version of TLS.
enum class tls_version : std::uint8_t { v1_2, v1_3 };

/// The time at which an endpoint requests the client's certificate.
enum class certificate_request : std::uint8_t {
    /// When a request's header says that the log-in is by certificate, as services on Windows do: by renegotiation in
    /// TLS 1.2, by post-handshake authentication in TLS 1.3. Clients that support neither are refused.
    when_needed,
    in_handshake, ///< from every client; a client without one may continue
};

/// The quotas of an endpoint. The defaults are those of a current Windows, except for the shortest idle time-out (one
/// minute there).
class endpoint_quotas {
public:
    endpoint_quotas() noexcept {}

    std::size_t envelope_size = 512'000; ///< bytes, MaxEnvelopeSizekb: of a request (else 413) and of an answer
    std::size_t shells = 2'147'483'647;  ///< open at once, else fault 0x803381A5
    std::size_t operations = 1'500;      ///< commands open at once in all shells, else fault 0x803381A6
    std::size_t processes_per_shell = 2'147'483'647; ///< commands open at once in one shell, else a w:QuotaLimit fault
    std::size_t output_buffer = 512 * 1024;          ///< bytes kept of each output stream; then the program waits
    std::size_t input_buffer = 1024 * 1024;          ///< bytes kept of standard input; then a Send waits
    std::size_t header_size = 16 * 1024;             ///< bytes of a request's HTTP header, else 431
    std::chrono::milliseconds operation_timeout{60'000}; ///< the longest time that any request may wait
    std::chrono::milliseconds shortest_idle_timeout{1'000};
    std::chrono::milliseconds longest_idle_timeout{7'200'000};
};

/// The settings of an endpoint. The defaults give an HTTP service with random credentials on a free port.
class endpoint_options {
public:
    endpoint_options() {}

    bool tls = false;
    loopback address = loopback::v4;
    std::uint16_t port = 0; ///< 0: a free port
    std::string user;       ///< empty: `wsman-` and random characters; may be "DOMAIN\\user" or "user@realm"
    secret password;        ///< empty: random

    accepted_schemes schemes = accepted_scheme::basic | accepted_scheme::digest | accepted_scheme::negotiate |
                               accepted_scheme::kerberos | accepted_scheme::credssp | accepted_scheme::certificate;
    /// Whether requests in clear text are accepted over plain HTTP (the Windows setting AllowUnencrypted). If false,
    /// Basic and Digest are not offered there, and after another log-in only sealed requests are accepted.
    bool allow_unencrypted = true;
    bool negotiate_ntlm = true;                               ///< whether NTLM is accepted
    binding_policy channel_binding = binding_policy::relaxed; ///< over TLS (the Windows setting CbtHardeningLevel)
    unsigned credssp_version = 6;                             ///< 2 to 6
    part_header_style part_headers = part_header_style::tab;  ///< of sealed answers; requests may use both
    std::vector<std::string> digest_algorithms{"SHA-512-256", "SHA-256", "MD5"}; ///< one challenge for each
    bool digest_userhash = false;   ///< requests the hash of the user's name instead of the name
    unsigned digest_nonce_uses = 0; ///< the number of requests after which a nonce is stale; 0: never

    std::string key_table;               ///< a keytab file; empty: no Kerberos
    std::string service_host;            ///< the host in the SPN, for session(); the keytab must contain it
    std::vector<std::string> principals; ///< "alice@REALM": who may log in by Kerberos; empty: the account of `user`

    std::string product_vendor = "wsman-cpp";
    std::string product_version; ///< empty: `OS: (of this machine) SP: 0.0 Stack: 3.0`

    program_hook program; ///< called for every command; empty: the client's command line is executed unchanged

    std::vector<std::string> certificate_names; ///< DNS names and addresses; empty: localhost, 127.0.0.1, ::1
    std::chrono::hours certificate_age{1};      ///< how long before now the validity begins
    std::chrono::hours certificate_life{24};    ///< how long after now the validity ends; negative: expired
    bool self_signed = false;        ///< the certificate signs itself; `ca_pem()` is then the same certificate
    std::string own_certificate_pem; ///< an existing certificate with its chain, instead of a generated one
    std::string own_key_pem;
    tls_version tls_minimum = tls_version::v1_2;
    tls_version tls_maximum = tls_version::v1_3;
    certificate_request ask_certificate = certificate_request::when_needed;

    bool chunked_answers = false;   ///< answers use Transfer-Encoding: chunked
    bool close_connections = false; ///< the connection is closed after every answer, as some services do

    endpoint_quotas quotas;
};

} // namespace wsman::testing
