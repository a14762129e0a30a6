//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/core/result.hpp>
#include <wsman/core/secret.hpp>
#include <wsman/security/authenticator.hpp>
#include <wsman/session/credentials.hpp>

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace wsman {

/// The client's side of HTTP Digest, for hosts and for proxies: challenges in, values of `Authorization` out.
///
/// MD5, SHA-256 and SHA-512-256, with and without -sess; qop=auth, and none for services of RFC 2069; userhash; a nonce
/// is used again with its count until the host calls it stale.
/// Specification: RFC 7616.
class digest_client {
public:
    explicit digest_client(user_password account) : account_(std::move(account)) {}

    /// Effects: takes the strongest Digest challenge of an answer's values.
    /// Returns: whether to send once more: for a first challenge, and for one that says stale=true.
    /// Errors: security_errc::digest_unsupported, scheme_not_offered, algorithm_unavailable;
    /// a second refusal without stale is reported as `false`.
    WSMAN_DECL result<bool> challenged(std::span<const std::string> challenges);

    /// Returns: the value for the next request; empty before the first challenge.
    WSMAN_DECL result<secret> authorization(std::string_view method, std::string_view uri);

    /// For published test vectors: the client's own nonce instead of a random one.
    void use_client_nonce(std::string nonce) { fixed_client_nonce_ = std::move(nonce); }

private:
    user_password account_;
    std::string fixed_client_nonce_;
};

/// Digest for a host: each request carries a value of its own once a challenge has come; a refused one is never
/// repeated with the same password, but for a stale nonce.
class digest_authentication final : public authenticator {
public:
    explicit digest_authentication(user_password account) : client_(std::move(account)) {}

    authentication_scheme scheme() const noexcept override { return authentication_scheme::digest; }
    login_scope scope() const noexcept override { return login_scope::request; }
    WSMAN_DECL result<secret> authorization(std::string_view method, std::string_view path) override;
    WSMAN_DECL result<login_step> answered(const login_answer& answer) override;

private:
    digest_client client_;
};

} // namespace wsman

#if !defined(WSMAN_SEPARATE_COMPILATION)
#include <wsman/security/impl/digest.ipp>
#endif
