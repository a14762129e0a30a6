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

/// A WS-Management service on a loopback port, inside the process that makes it.
///
/// Its shells really run programs of this machine, as the user of this process and with its environment, for whoever
/// knows the credentials: therefore it listens on loopback only, and its credentials are random unless given.
/// There is no cmd.exe in it: a command line is split by the rules of CommandLineToArgvW and executed after a search
/// of PATH. It has a thread and an `io_context` of its own, and needs Linux (pidfd); elsewhere the constructor throws.
///
/// Example:
/// @code
/// wsman::testing::endpoint host;
/// wsman::client client(executor, host.session());
/// @endcode
/// Thread safety: all members may be called from any thread but the endpoint's own.
class endpoint {
public:
    /// Effects: listens when it returns.
    /// Errors: throws `wsman::exception` if the port cannot be had, or for an option that is not possible here.
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
    /// Effects: changes the password of the account. Log-ins that stand stay good until their connection ends.
    WSMAN_DECL void set_password(secret password);
    /// Returns: the certificate that clients should trust; empty without TLS.
    WSMAN_DECL const std::string& ca_pem() const noexcept;
    /// Returns: the certificate that the endpoint shows; empty without TLS.
    WSMAN_DECL const std::string& certificate_pem() const noexcept;
    /// Returns: the SHA-256 of that certificate's DER in hexadecimal, as a pin; empty without TLS.
    WSMAN_DECL const std::string& certificate_sha256() const noexcept;

    /// Returns: the certificate that lets the endpoint's user in, and its key, PEM; empty without TLS.
    WSMAN_DECL const std::string& client_certificate_pem() const noexcept;
    /// With a password the key is encrypted.
    WSMAN_DECL std::string client_key_pem(const secret& key_password = {}) const;
    /// Returns: both in files that only this user can read.
    /// Object lifetimes: the files go with the endpoint.
    WSMAN_DECL client_certificate client_certificate_files(secret key_password = {}) const;

    /// Returns: a session that is ready to use: Basic, over TLS with the endpoint's authority trusted, or in clear
    /// text over HTTP.
    WSMAN_DECL wsman::session session() const;
    /// Returns: the same by another scheme, with the endpoint's account or client certificate; over HTTP the endpoint
    /// is a trusted host, and all schemes that can seal their messages. For Kerberos the connection is to
    /// `options.service_host`, reached at the loopback address, and the account has to be one of the realm's.
    /// Errors: throws `wsman::exception` where the options do not allow the scheme.
    WSMAN_DECL wsman::session session(authentication_scheme scheme) const;

    WSMAN_DECL endpoint_statistics statistics() const;
    /// Effects: waits until the statistics are as wanted. `wanted` is called by this thread and may use the endpoint.
    /// Returns: whether they were, within `timeout`.
    WSMAN_DECL bool wait_until(
        const std::function<bool(const endpoint_statistics&)>& wanted,
        std::chrono::milliseconds timeout = std::chrono::seconds(10)
    ) const;

    /// Effects: adds a fault to the script; the oldest that matches a request strikes first.
    WSMAN_DECL void inject(scripted_fault fault);
    /// Effects: forgets all faults that have not struck yet, and those that strike for ever.
    WSMAN_DECL void clear_faults();
    /// Effects: closes every connection now, shells stay: what a restart of a network device looks like.
    WSMAN_DECL void drop_connections();

    /// Effects: stops listening, closes every connection and shell, ends the programs that still run and waits for
    /// the thread. A second call does nothing.
    WSMAN_DECL void stop();

private:
    std::unique_ptr<detail::running_endpoint> running_;
};

} // namespace wsman::testing

#if !defined(WSMAN_SEPARATE_COMPILATION)
#include <wsman/testing/impl/endpoint.ipp>
#endif
