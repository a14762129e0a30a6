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

/// Returns: TLS 1.2 and later, with the authorities and revocation lists of the policy. The environment
/// (SSL_CERT_FILE, SSL_CERT_DIR) has no say in it. Hosts may begin handshakes anew only where there is a client
/// certificate, which they may want late.
/// Errors: transport_errc::certificate_unreadable; those of use_client_certificate.
[[nodiscard]] WSMAN_DECL result<std::shared_ptr<boost::asio::ssl::context>>
make_tls_context(const tls_policy& policy, const std::optional<client_certificate>& shown = std::nullopt);

/// Judges the certificate of each handshake of a connection by the policy, and remembers what was wrong with it. One that
/// comes in a later handshake must be the first one.
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

    /// Effects: attaches itself, and asks for the host by name (SNI) where it has one.
    WSMAN_DECL void attach(SSL* connection);

    /// Called by OpenSSL in the handshake.
    WSMAN_DECL bool judge(X509_STORE_CTX* chain);

    const std::optional<failure>& verdict() const noexcept { return verdict_; } ///< what was wrong
    const std::string& leaf_der() const noexcept { return leaf_der_; }

    /// Called by OpenSSL when the host asks for a certificate of ours.
    void asked_for_ours(bool have_one) noexcept
    {
        asked_ = true;
        have_one_ = have_one;
    }
    /// Called by OpenSSL when a new handshake that the host wanted was refused.
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

/// Turns the error of a handshake into ours, the certificate's fault first.
WSMAN_DECL failure handshake_failure(const boost::system::error_code& code, const certificate_check& check);

/// Returns: what TLS, or what the host has against our certificate, did to an exchange; nothing where TLS has no part in
/// its error. `served` says whether the host ever answered on this connection.
WSMAN_DECL std::optional<failure>
tls_exchange_failure(const boost::system::error_code& code, const certificate_check& check, bool served);

} // namespace wsman::detail

#if !defined(WSMAN_SEPARATE_COMPILATION)
#include <wsman/transport/impl/tls/certificate_check.ipp>
#include <wsman/transport/impl/tls/tls_context.ipp>
#include <wsman/transport/impl/tls/tls_failure.ipp>
#endif
