//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/security/impl/credssp/credssp_binding.hpp>
#include <wsman/security/impl/credssp/credssp_context.hpp>
#include <wsman/security/impl/credssp/credssp_refusal.hpp>

#include <algorithm>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace wsman::inline WSMAN_FORM::detail {

/// The acceptor. If its version has error codes, a refused client receives one more token with the error, and the next
/// step() fails.
class credssp_acceptor final : public credssp_context {
public:
    credssp_acceptor(
        std::unique_ptr<tls_tunnel> tunnel,
        std::unique_ptr<security_context> inner,
        unsigned version,
        std::function<bool(const user_password&)> delegated
    )
        : credssp_context(std::move(tunnel), std::move(inner)), version_(version), delegated_(std::move(delegated))
    {
    }

    const failure* refusal() const noexcept override { return refusal_ ? &*refusal_ : nullptr; }

private:
    enum class state : std::uint8_t {
        handshake, ///< of TLS
        log_in,    ///< tokens of the inner authentication; the last carries the client's proof of the TLS key
        delegation ///< our proof was sent, the credentials are expected
    };

    [[nodiscard]] result<void> advance(std::string_view token, std::string& out) override
    {
        if (refusal_) return *refusal_;
        if (established_) return fail(security_errc::malformed_token, "a token of CredSSP after its end");
        if (state_ == state::handshake) {
            const result<bool> over = tunnel_->handshake(token, out);
            if (over.has_error()) return over.error();
            if (!*over && out.empty())
                return fail(security_errc::login_incomplete, "the TLS handshake of CredSSP ended early");
            if (!*over) return {};
            state_ = state::log_in;
            // With TLS 1.3 the first request may follow the client's last handshake message directly.
            if (!tunnel_->holds_early_records()) return {};
            token = {};
        }
        const result<credssp_request> request = read_request(token);
        if (request.has_error()) return request.error();
        client_version_ = request->version;
        if (effective_version() < credssp::oldest_version)
            return fail(security_errc::credssp_version, "the client's version is not supported");
        const result<void> outcome = state_ == state::log_in ? log_in(*request, out) : take_credentials(*request);
        return outcome.has_error() ? refuse(outcome.error(), out) : outcome;
    }

    unsigned effective_version() const noexcept { return std::min(version_, client_version_); }

    [[nodiscard]] result<void> log_in(const credssp_request& request, std::string& out)
    {
        std::string token;
        if (request.nego_token && !inner_->established()) {
            result<std::string> next = inner_->step(*request.nego_token);
            if (next.has_error()) return next.error();
            token = std::move(*next);
        }
        credssp_request answer(version_);
        answer.nego_token = token;
        std::string proof;
        if (request.pub_key_auth) {
            result<std::string> proved = exchange_proofs(request);
            if (proved.has_error()) return proved.error();
            proof = std::move(*proved);
            answer.pub_key_auth = proof;
            if (token.empty()) answer.nego_token.reset();
            state_ = state::delegation;
        }
        return write_request(answer, out);
    }

    /// Returns: our sealed proof, if the client's proof is correct.
    [[nodiscard]] result<std::string> exchange_proofs(const credssp_request& request)
    {
        if (!inner_->established()) return fail(security_errc::login_incomplete, "the inner authentication of CredSSP");
        std::string_view nonce;
        if (effective_version() >= credssp::safe_version) {
            nonce = request.client_nonce.value_or(std::string_view());
            if (nonce.size() != credssp_nonce_size) return fail(security_errc::malformed_token, "the nonce of CredSSP");
        }
        const std::string key = tunnel_->public_key();
        const result<std::string> shown = open_inside(*request.pub_key_auth);
        if (shown.has_error() ||
            !is_same_proof(*shown, credssp_key_proof(credssp_direction::client_to_server, nonce, key)))
            return failure(security_errc::credssp_key_mismatch);
        return seal_inside(credssp_key_proof(credssp_direction::server_to_client, nonce, key));
    }

    [[nodiscard]] result<void> take_credentials(const credssp_request& request)
    {
        if (!request.auth_info)
            return fail(security_errc::login_incomplete, "the client of CredSSP sent no credentials");
        result<std::string> opened = open_inside(*request.auth_info);
        if (opened.has_error()) return opened.error();
        const result<user_password> account = decode_delegated_account(*opened);
        wipe(*opened);
        if (account.has_error()) return account.error();
        if (delegated_ && !delegated_(*account))
            return fail(security_errc::credssp_refused, "the delegated credentials");
        established_ = true;
        return {};
    }

    /// Versions 2 and 5 have no error codes, so these clients see the refusal in HTTP only.
    [[nodiscard]] result<void> refuse(const failure& why, std::string& out)
    {
        const unsigned version = effective_version();
        if (version < 3 || version == 5) return why;
        credssp_request answer(version_);
        answer.error_code = status_logon_failure;
        refusal_ = why;
        return write_request(answer, out);
    }

    state state_ = state::handshake;
    unsigned version_;
    unsigned client_version_ = 0;
    std::function<bool(const user_password&)> delegated_;
    std::optional<failure> refusal_;
};

} // namespace wsman::detail
