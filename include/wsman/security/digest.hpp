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

/// The client's side of HTTP Digest, for hosts and for proxies: challenges in, values of `Authorization` out.
///
/// MD5, SHA-256 and SHA-512-256, with and without -sess; qop=auth, and none for services of RFC 2069; userhash; a nonce
/// is used again with its count until the host calls it stale. Names and passwords are UTF-8, whatever the host says,
/// and are not brought into a normal form: give them as the host stores them.
/// Specification: RFC 7616.
class digest_client {
public:
    explicit digest_client(user_password account) : account_(std::move(account)) {}

    /// Effects: takes the strongest Digest challenge of an answer's values.
    /// Returns: whether to send once more: for a first challenge, and for one that says stale=true and has another
    /// nonce; false for every other refusal after authorization() gave a value.
    /// Errors: security_errc::digest_unsupported, scheme_not_offered, malformed_token, and algorithm_unavailable where
    /// this computer has none of the algorithms on offer (FIPS refuses MD5).
    [[nodiscard]] WSMAN_DECL result<bool> challenged(std::span<const std::string> challenges);

    /// Returns: the value for the next request; empty before the first challenge.
    /// Errors: client_errc::invalid_argument for a user's name with control characters or that is not UTF-8.
    [[nodiscard]] WSMAN_DECL result<secret> authorization(std::string_view method, std::string_view uri);

    /// Returns: whether authorization() has nothing to work with yet.
    bool wants_challenge() const noexcept { return !challenge_; }

    /// Returns: whether authorization() has answered a challenge.
    bool proof_left() const noexcept { return proof_left_; }

    /// For published test vectors: the client's own nonce instead of a random one.
    void use_client_nonce(std::string nonce) { fixed_client_nonce_ = std::move(nonce); }

private:
    user_password account_;
    std::string fixed_client_nonce_;
    std::optional<detail::digest_challenge> challenge_;
    std::string client_nonce_; // one for each nonce of the host: a session's key is made of both
    std::uint32_t count_ = 0;  // of requests with this nonce
    bool proof_left_ = false;
};

/// Digest for a host: each request carries a value of its own once a challenge has come; a refused one is never
/// repeated with the same password, but for a stale nonce.
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
