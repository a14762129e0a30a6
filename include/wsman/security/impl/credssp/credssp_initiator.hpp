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
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace wsman::inline WSMAN_FORM::detail {

/// The initiator: TLS, the inner authentication, proofs of the TLS key in both directions, and then the credentials.
class credssp_initiator final : public credssp_context {
public:
    credssp_initiator(
        std::unique_ptr<tls_tunnel> tunnel,
        std::unique_ptr<security_context> inner,
        user_password account,
        unsigned minimum_version
    )
        : credssp_context(std::move(tunnel), std::move(inner)), account_(std::move(account)),
          minimum_version_(minimum_version)
    {
    }

    /// With TLS 1.3 a host need not answer our last handshake message; session tickets are optional.
    bool peer_may_be_silent() const noexcept override { return state_ == state::first_request; }

    std::string_view last_message() const noexcept override
    {
        switch (state_) {
        case state::handshake:
        case state::first_request: return "the TLS handshake inside CredSSP";
        case state::key_proof: return "the proof of the TLS key inside CredSSP";
        case state::delegated: return "the delegated account of CredSSP";
        case state::log_in: break;
        }
        return inner_->last_message();
    }
    bool proof_given() const noexcept override { return state_ >= state::log_in && inner_->proof_given(); }

private:
    enum class state : std::uint8_t {
        handshake,     ///< of TLS
        first_request, ///< TLS 1.3: our last handshake message is sent alone, and its response may be empty
        log_in,        ///< tokens of the inner authentication
        key_proof,     ///< our proof was sent, the host's is expected
        delegated,     ///< the credentials were sent
    };

    [[nodiscard]] result<void> advance(std::string_view token, std::string& out) override
    {
        switch (state_) {
        case state::handshake: return shake_hands(token, out);
        case state::first_request: return begin_log_in(token, out);
        case state::delegated: return read_epilogue(token);
        case state::log_in:
        case state::key_proof: break;
        }
        const result<credssp_request> answer = read_request(token);
        if (answer.has_error()) return answer.error();
        if (const result<void> good = judge_answer(*answer); good.has_error()) return good.error();
        return state_ == state::log_in ? go_on(*answer, out) : delegate(*answer, out);
    }

    [[nodiscard]] result<void> shake_hands(std::string_view token, std::string& out)
    {
        const result<bool> over = tunnel_->handshake(token, out);
        if (over.has_error()) return over.error();
        if (!*over && out.empty())
            return fail(security_errc::login_incomplete, "the TLS handshake of CredSSP ended early");
        if (!*over) return {};
        state_ = state::first_request;
        return out.empty() ? begin_log_in({}, out) : result<void>();
    }

    [[nodiscard]] result<void> begin_log_in(std::string_view token, std::string& out)
    {
        // Only session tickets of TLS 1.3 may arrive here: the host must not send a TSRequest yet.
        wipe(received_);
        const result<void> read = tunnel_->read(token, received_);
        if (read.has_error()) return read.error();
        if (!received_.empty())
            return fail(security_errc::malformed_token, "a TSRequest of CredSSP before the client's first");
        const result<std::string> first = inner_->step({});
        if (first.has_error()) return first.error();
        state_ = state::log_in;
        credssp_request request(credssp::newest_version);
        request.nego_token = *first;
        return write_request(request, out);
    }

    /// The version is checked in every response, before any value that depends on the password is sent.
    [[nodiscard]] result<void> judge_answer(const credssp_request& answer)
    {
        if (answer.error_code.value_or(0) != 0) return credssp_refusal(*answer.error_code);
        if (host_version_ && *host_version_ != answer.version)
            return fail(security_errc::malformed_token, "the host of CredSSP changed its version");
        host_version_ = answer.version;
        if (effective_version() >= minimum_version_) return {};
        return failure(
            security_errc::credssp_version,
            "the host's version is " + std::to_string(answer.version) + ", the minimum is " +
                std::to_string(minimum_version_)
        );
    }
    unsigned effective_version() const noexcept { return std::min(credssp::newest_version, host_version_.value_or(0)); }

    /// Processes the host's token. Once the inner context has its keys, the proof of the TLS key is sent with the last
    /// token.
    [[nodiscard]] result<void> go_on(const credssp_request& answer, std::string& out)
    {
        std::string token;
        if (!inner_->established()) {
            if (!answer.nego_token) return fail(security_errc::login_incomplete, "the host of CredSSP sent no token");
            result<std::string> next = inner_->step(*answer.nego_token);
            if (next.has_error()) return next.error();
            token = std::move(*next);
        }
        credssp_request request(credssp::newest_version);
        if (!token.empty()) request.nego_token = token;
        if (!inner_->can_seal()) {
            if (token.empty())
                return fail(security_errc::login_incomplete, "the inner authentication of CredSSP made no progress");
            return write_request(request, out);
        }
        if (effective_version() >= credssp::safe_version) {
            nonce_ = make_credssp_nonce();
            if (nonce_.empty()) return fail(security_errc::algorithm_unavailable, "no random bytes");
            request.client_nonce = nonce_;
        }
        const std::string key = tunnel_->public_key();
        if (key.empty()) return fail(security_errc::credssp_key_mismatch, "the host sent no certificate");
        const result<std::string> proof =
            seal_inside(credssp_key_proof(credssp_direction::client_to_server, nonce_, key));
        if (proof.has_error()) return proof.error();
        request.pub_key_auth = *proof;
        state_ = state::key_proof;
        return write_request(request, out);
    }

    /// Checks the host's proof; the credentials are encoded only after that.
    [[nodiscard]] result<void> delegate(const credssp_request& answer, std::string& out)
    {
        // SPNEGO's final token may accompany the proof. If the host omits it, the proof is sufficient.
        if (answer.nego_token && !answer.nego_token->empty() && !inner_->established()) {
            const result<std::string> last = inner_->step(*answer.nego_token);
            if (last.has_error()) return last.error();
            if (!inner_->established() || !last->empty())
                return fail(
                    security_errc::login_incomplete, "the inner authentication of CredSSP continues after its end"
                );
        }
        if (!answer.pub_key_auth)
            return fail(security_errc::login_incomplete, "the host of CredSSP sent no proof of its key");
        const result<std::string> shown = open_inside(*answer.pub_key_auth);
        const std::string wanted =
            credssp_key_proof(credssp_direction::server_to_client, nonce_, tunnel_->public_key());
        if (shown.has_error() || !is_same_proof(*shown, wanted)) return failure(security_errc::credssp_key_mismatch);

        const result<std::string> sealed = seal_inside(encode_delegated_account(*account_).reveal());
        if (sealed.has_error()) return sealed.error();
        credssp_request request(credssp::newest_version);
        request.auth_info = *sealed;
        const result<void> written = write_request(request, out);
        if (written.has_error()) return written.error();
        account_.reset();
        state_ = state::delegated;
        established_ = true;
        return {};
    }

    /// The host need not send anything more, but it may refuse the credentials.
    [[nodiscard]] result<void> read_epilogue(std::string_view token)
    {
        wipe(received_);
        const result<void> read = tunnel_->read(token, received_);
        if (read.has_error()) return read.error();
        if (received_.empty()) return {};
        const result<credssp_request> answer = decode_credssp_request(received_);
        if (answer.has_error()) return answer.error();
        return judge_answer(*answer);
    }

    state state_ = state::handshake;
    std::optional<user_password> account_;
    unsigned minimum_version_;
    std::optional<unsigned> host_version_;
    std::string nonce_;
};

} // namespace wsman::detail
