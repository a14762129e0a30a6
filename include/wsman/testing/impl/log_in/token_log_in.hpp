//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/core/encoding.hpp>
#include <wsman/core/result.hpp>
#include <wsman/security/message_sealing.hpp>
#include <wsman/testing/impl/log_in/log_in.hpp>

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace wsman::inline WSMAN_FORM::testing::detail {

/// Log-ins by tokens: Negotiate, NTLM, Kerberos, CredSSP. A connection may have several security contexts in turn.
class token_log_in final : public log_in {
public:
    using maker = std::function<result<std::unique_ptr<security_context>>()>;
    using admission = std::function<bool(const security_context&)>;

    /// `scheme` and `short_name` are literals; `admit` decides whether the authenticated user may use the endpoint.
    token_log_in(std::string_view scheme, std::string_view short_name, maker make, admission admit)
        : scheme_(scheme), short_name_(short_name), make_(std::move(make)), admit_(std::move(admit))
    {
    }

    std::string_view scheme() const noexcept override { return scheme_; }
    std::string_view short_name() const noexcept override { return short_name_; }

    log_in_verdict judge(std::string_view rest, const log_in_request&) override
    {
        token_.clear();
        std::string token;
        const bool readable = append_base64_decoded(token, rest) && !token.empty();
        if (!readable) return fail("the token is empty or not base64");
        if (context_ && (context_->established() || begins_log_in(token))) forget();
        if (!context_) {
            auto made = make_();
            if (made.has_error()) return fail(made.error().message());
            context_ = std::move(*made);
        }
        if (++legs_ > most_legs) return fail("too many tokens");
        result<std::string> next = context_->step(token);
        if (next.has_error()) return fail(next.error().message());
        token_ = std::move(*next);
        if (const failure* why = context_->refusal()) {
            std::string last = std::move(token_); // it tells the client the reason
            const log_in_verdict refused = fail(why->message());
            token_ = std::move(last);
            return refused;
        }
        if (!context_->established()) {
            // Only CredSSP may return an empty token before it is complete: its TLS handshake then waits for the
            // client.
            const bool stuck = token_.empty() && scheme_ != "CredSSP";
            return stuck ? fail("the mechanism gave no token, but is not complete") : log_in_verdict::continued;
        }
        return admit_(*context_) ? log_in_verdict::accepted : fail(context_->peer_name() + " is not allowed");
    }

    std::string user() const override { return context_ ? context_->peer_name() : std::string(); }

    std::string take_token() override
    {
        std::string token;
        append_base64(token, std::exchange(token_, {}));
        return token;
    }

    security_context* context() noexcept override
    {
        return context_ && context_->established() ? context_.get() : nullptr;
    }

    bool seals_by(std::string_view protocol) const noexcept override
    {
        if (scheme_ == "CredSSP") return protocol == sealing_protocol::credssp;
        // pywinrm logs in with Negotiate and names Kerberos in its sealed messages; Windows accepts them.
        return protocol == sealing_protocol::spnego ||
               (protocol == sealing_protocol::kerberos && context_ && context_->mechanism_name() == "kerberos");
    }

    void forget() override
    {
        context_.reset();
        token_.clear();
        legs_ = 0;
    }

private:
    /// CredSSP needs the most, about ten.
    static constexpr unsigned most_legs = 32;

    /// Returns: true if a token begins a new log-in: a GSS-API initial token with its mechanism, or NTLM's first
    /// message. The TLS records of CredSSP do not show it.
    bool begins_log_in(std::string_view token) const noexcept
    {
        constexpr std::string_view ntlm_negotiate("NTLMSSP\0\1\0\0\0", 12);
        return scheme_ != "CredSSP" && (token.front() == '\x60' || token.starts_with(ntlm_negotiate));
    }

    log_in_verdict fail(const std::string& why)
    {
        std::string text(scheme_);
        text += ": ";
        text += why;
        forget();
        return refuse(std::move(text));
    }

    std::string_view scheme_, short_name_;
    maker make_;
    admission admit_;
    std::unique_ptr<security_context> context_;
    std::string token_;
    unsigned legs_ = 0;
};

} // namespace wsman::testing::detail
