//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/core/secret.hpp>
#include <wsman/session/authentication.hpp>
#include <wsman/session/credentials.hpp>
#include <wsman/session/session.hpp>
#include <wsman/testing/endpoint_options.hpp>
#include <wsman/testing/endpoint_statistics.hpp>
#include <wsman/testing/scripted_fault.hpp>

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>

namespace wsman::inline WSMAN_FORM::testing {

namespace detail {
class running_endpoint;
} // namespace detail

/// A WS-Management service on a loopback port, inside the calling process.
///
/// Security: its shells run programs of this machine, as the user of this process and with its environment, for every
/// client that knows the credentials. It therefore listens on loopback only, and its credentials are random unless
/// given. There is no cmd.exe: a command line is split by the rules of CommandLineToArgvW, and the program is found in
/// PATH. The endpoint has its own thread and `io_context`, and needs Linux (pidfd); elsewhere the constructor throws.
///
/// Example:
/// @code
/// wsman::testing::endpoint host;
/// wsman::client client(executor, host.session());
/// @endcode
/// Thread safety: all members may be called from any thread except the endpoint's own.
class endpoint {
public:
    /// Effects: the endpoint listens when the constructor returns.
    /// Errors: throws `wsman::exception` if the port is not available, or for an option that this build does not
    /// support.
    WSMAN_DECL explicit endpoint(endpoint_options options = {});
    /// Effects: `stop`.
    WSMAN_DECL ~endpoint();
    endpoint(const endpoint&) = delete;
    endpoint& operator=(const endpoint&) = delete;

    WSMAN_DECL std::uint16_t port() const noexcept;
    /// Returns: "http://127.0.0.1:41234/wsman"; `https://localhost…` with TLS.
    WSMAN_DECL const std::string& url() const noexcept;
    WSMAN_DECL const std::string& user() const noexcept;
    WSMAN_DECL secret password() const;
    /// Effects: changes the password of the account. Existing log-ins stay valid until their connection ends.
    WSMAN_DECL void set_password(secret password);
    /// Returns: the certificate that clients should trust; empty without TLS.
    WSMAN_DECL const std::string& ca_pem() const noexcept;
    /// Returns: the certificate that the endpoint shows; empty without TLS.
    WSMAN_DECL const std::string& certificate_pem() const noexcept;
    /// Returns: the SHA-256 of that certificate's DER in hexadecimal, as a pin; empty without TLS.
    WSMAN_DECL const std::string& certificate_sha256() const noexcept;

    /// Returns: a client certificate that the endpoint accepts for its user, and its key, in PEM; empty without TLS.
    WSMAN_DECL const std::string& client_certificate_pem() const noexcept;
    /// With a password the key is encrypted.
    WSMAN_DECL std::string client_key_pem(const secret& key_password = {}) const;
    /// Returns: both, in files that only this user can read.
    /// Object lifetimes: the endpoint's destructor removes the files.
    WSMAN_DECL client_certificate client_certificate_files(secret key_password = {}) const;

    /// Returns: a session for this endpoint with Basic: over TLS, with the endpoint's authority trusted, or in clear
    /// text over HTTP.
    WSMAN_DECL wsman::session session() const;
    /// Returns: a session for another scheme, with the endpoint's account or client certificate. Over HTTP the endpoint
    /// is a trusted host, and every scheme that can seal messages does so. For Kerberos the connection is to
    /// `options.service_host` at the loopback address, and the account must exist in the realm.
    /// Errors: throws `wsman::exception` if the options do not allow the scheme.
    WSMAN_DECL wsman::session session(authentication_scheme scheme) const;

    WSMAN_DECL endpoint_statistics statistics() const;
    /// Effects: waits until `wanted` returns true for the statistics. This thread calls `wanted`, which may use the
    /// endpoint.
    /// Returns: false if `timeout` has passed before.
    WSMAN_DECL bool wait_until(
        const std::function<bool(const endpoint_statistics&)>& wanted,
        std::chrono::milliseconds timeout = std::chrono::seconds(10)
    ) const;

    /// Effects: adds a fault to the script. A request gets the oldest fault that matches it.
    WSMAN_DECL void inject(scripted_fault fault);
    /// Effects: removes all faults from the script, including those that apply without limit.
    WSMAN_DECL void clear_faults();
    /// Effects: closes every connection now and keeps the shells, as the restart of a network device would.
    WSMAN_DECL void drop_connections();

    /// Effects: stops listening, closes every connection and shell, ends the programs that still run, and waits for the
    /// thread. A second call does nothing.
    WSMAN_DECL void stop();

private:
    std::unique_ptr<detail::running_endpoint> running_;
};

} // namespace wsman::testing

#if !defined(WSMAN_SEPARATE_COMPILATION)
#include <wsman/testing/impl/endpoint.ipp>
#endif
