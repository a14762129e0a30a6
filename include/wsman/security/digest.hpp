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
#include <wsman/security/detail/digest_challenge.hpp>

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace wsman::inline WSMAN_FORM {

/// The client side of HTTP Digest, for hosts and proxies: it reads challenges and makes the values of `Authorization`.
///
/// Supported: MD5, SHA-256 and SHA-512-256, with and without -sess; qop=auth, and no qop for RFC 2069 services;
/// userhash. A nonce is reused with an increasing count until the host reports it as stale. Names and passwords are
/// sent as UTF-8, whatever charset the host names, and are not normalized: pass them as the host stores them.
/// Specification: RFC 7616.
class digest_client {
public:
    explicit digest_client(user_password account) : account_(std::move(account)) {}

    /// Effects: selects the strongest supported Digest challenge.
    /// Returns: whether to send the request again: true for the first challenge, and for one with stale=true and a
    /// different nonce; false for every other refusal after authorization() returned a value.
    /// Errors: security_errc::digest_unsupported, scheme_not_offered, malformed_token; algorithm_unavailable if OpenSSL
    /// provides none of the offered algorithms (FIPS disables MD5).
    [[nodiscard]] WSMAN_DECL result<bool> challenged(std::span<const std::string> challenges);

    /// Returns: the value for the next request; empty before the first challenge.
    /// Errors: client_errc::invalid_argument if the user name holds control characters or is not UTF-8.
    [[nodiscard]] WSMAN_DECL result<secret> authorization(std::string_view method, std::string_view uri);

    /// Returns: whether no challenge was received yet.
    bool wants_challenge() const noexcept { return !challenge_; }

    /// Returns: whether authorization() has answered a challenge.
    bool proof_left() const noexcept { return proof_left_; }

    /// For published test vectors: uses this client nonce instead of a random one.
    void use_client_nonce(std::string nonce) { fixed_client_nonce_ = std::move(nonce); }

private:
    user_password account_;
    std::string fixed_client_nonce_;
    std::optional<detail::digest_challenge> challenge_;
    std::string client_nonce_; // one for each nonce of the host: a session key is derived from both
    std::uint32_t count_ = 0;  // of requests with this nonce
    bool proof_left_ = false;
};

/// Digest for a host: after the first challenge each request carries its own value. A refused request is sent again
/// with the same password only if the nonce was stale.
class digest_authentication final : public authenticator {
public:
    explicit digest_authentication(user_password account) : client_(std::move(account)) {}

    authentication_scheme scheme() const noexcept override { return authentication_scheme::digest; }
    login_scope scope() const noexcept override { return login_scope::request; }
    bool wants_challenge() const noexcept override { return client_.wants_challenge(); }
    [[nodiscard]] WSMAN_DECL result<secret> authorization(std::string_view method, std::string_view path) override;
    [[nodiscard]] WSMAN_DECL result<login_step> answered(const login_answer& answer) override;
    bool proof_left() const noexcept override { return client_.proof_left(); }

private:
    digest_client client_;
};

} // namespace wsman

#if !defined(WSMAN_SEPARATE_COMPILATION)
#include <wsman/security/impl/digest/digest.ipp>
#endif
