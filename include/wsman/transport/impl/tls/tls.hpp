//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/core/result.hpp>
#include <wsman/session/credentials.hpp>
#include <wsman/session/tls_policy.hpp>

#include <boost/asio/ssl/context.hpp>

#include <memory>
#include <optional>
#include <string>

namespace wsman::inline WSMAN_FORM::detail {

/// Returns: a context for TLS 1.2 and later, with the authorities and revocation lists of the policy. The environment
/// (SSL_CERT_FILE, SSL_CERT_DIR) is not used. The host may start another handshake only if there is a client
/// certificate.
/// Errors: transport_errc::certificate_unreadable; those of use_client_certificate.
[[nodiscard]] WSMAN_DECL result<std::shared_ptr<boost::asio::ssl::context>>
make_tls_context(const tls_policy& policy, const std::optional<client_certificate>& shown = std::nullopt);

/// Checks the certificate of each handshake of a connection against the policy, and stores the failure. The certificate
/// of a later handshake must equal the first one.
///
/// Object lifetimes: must outlive the SSL object it is attached to.
class certificate_check {
public:
    certificate_check(const tls_policy& policy, std::string host, bool host_is_address)
        : policy_(policy), host_(std::move(host)), host_is_address_(host_is_address)
    {
    }
    certificate_check(const certificate_check&) = delete;
    certificate_check& operator=(const certificate_check&) = delete;

    /// Effects: attaches this object to the connection, and sends the host's name (SNI) unless it is an address.
    WSMAN_DECL void attach(SSL* connection);

    /// Called by OpenSSL in the handshake.
    WSMAN_DECL bool judge(X509_STORE_CTX* chain);

    const std::optional<failure>& verdict() const noexcept
    {
        return verdict_;
    } ///< the failure, if the certificate was refused
    const std::string& leaf_der() const noexcept { return leaf_der_; }

    /// Called by OpenSSL when the host requests a client certificate.
    void asked_for_ours(bool have_one) noexcept
    {
        asked_ = true;
        have_one_ = have_one;
    }
    /// Called by OpenSSL when a handshake that the host started was refused.
    void refused_handshake() noexcept { refused_handshake_ = true; }

    bool asked() const noexcept { return asked_; }
    bool have_one() const noexcept { return have_one_; }
    bool refused_a_handshake() const noexcept { return refused_handshake_; }

private:
    bool judge_pin(X509* leaf);
    bool judge_chain(X509_STORE_CTX* chain);
    bool judge_name(X509* leaf);
    bool refuse(transport_errc code, std::string text);
    std::string fingerprint() const;

    const tls_policy& policy_;
    std::string host_;
    bool host_is_address_;
    std::string leaf_der_;
    std::optional<failure> verdict_;
    bool asked_ = false;
    bool have_one_ = false;
    bool refused_handshake_ = false;
};

/// Converts the error of a handshake; a failure of the certificate check takes precedence.
WSMAN_DECL failure handshake_failure(const boost::system::error_code& code, const certificate_check& check);

/// Returns: the failure of an exchange if TLS or the client certificate caused it; nothing otherwise. `served` says
/// whether this connection has carried a response before.
WSMAN_DECL std::optional<failure>
tls_exchange_failure(const boost::system::error_code& code, const certificate_check& check, bool served);

} // namespace wsman::detail

#if !defined(WSMAN_SEPARATE_COMPILATION)
#include <wsman/transport/impl/tls/certificate_check.ipp>
#include <wsman/transport/impl/tls/tls_context.ipp>
#include <wsman/transport/impl/tls/tls_failure.ipp>
#endif
