//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/core/encoding.hpp>
#include <wsman/testing/endpoint_options.hpp>
#include <wsman/testing/impl/log_in/acceptors.hpp>
#include <wsman/testing/impl/log_in/basic_log_in.hpp>
#include <wsman/testing/impl/log_in/certificate_log_in.hpp>
#include <wsman/testing/impl/log_in/digest_log_in.hpp>
#include <wsman/testing/impl/log_in/token_log_in.hpp>
#include <wsman/testing/impl/tally.hpp>

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace wsman::inline WSMAN_FORM::testing::detail {

/// The objects that the log-ins of all connections share.
class log_in_parts {
public:
    log_in_parts(const endpoint_options& given_options, const account& the_account, std::string binding, tally& counts)
        : options(given_options), owner(the_account), contexts(given_options, the_account, std::move(binding)),
          nonces(given_options.digest_nonce_uses), statistics(counts)
    {
    }

    const endpoint_options& options;
    const account& owner;
    const acceptors contexts;
    digest_nonces nonces;
    tally& statistics;
};

/// The log-in of one connection: all accepted schemes, and the current log-in.
///
/// An `Authorization` header begins a new log-in; a request without one relies on the connection's log-in.
class connection_log_in {
public:
    explicit connection_log_in(log_in_parts& parts) : parts_(parts)
    {
        using enum accepted_scheme;
        const accepted_schemes wanted = parts.options.schemes;
        const bool in_clear = parts.options.tls || parts.options.allow_unencrypted;
        const acceptors& contexts = parts.contexts;
        // In the order of Windows, Basic last.
        if (wanted.has(negotiate)) add_tokens("Negotiate", "negotiate", [&contexts] { return contexts.negotiate(); });
        if (wanted.has(kerberos) && contexts.accepts_kerberos())
            add_tokens("Kerberos", "kerberos", [&contexts] { return contexts.kerberos(); });
        if (wanted.has(credssp)) add_tokens("CredSSP", "credssp", [&contexts] { return contexts.credssp(); });
        if (wanted.has(ntlm)) add_tokens("NTLM", "ntlm", [&contexts] { return contexts.ntlm(); });
        if (wanted.has(certificate) && parts.options.tls) schemes_.push_back(std::make_unique<certificate_log_in>());
        if (wanted.has(digest) && in_clear)
            schemes_.push_back(std::make_unique<digest_log_in>(
                parts.owner, parts.nonces, parts.options.digest_algorithms, parts.options.digest_userhash
            ));
        if (wanted.has(basic) && in_clear) schemes_.push_back(std::make_unique<basic_log_in>(parts.owner));
    }

    log_in_verdict judge(const log_in_request& request)
    {
        fresh_ = false;
        token_.clear();
        if (request.authorization.empty()) {
            if (context()) return log_in_verdict::accepted;
            forget();
            return log_in_verdict::refused;
        }
        const std::size_t space = request.authorization.find(' ');
        const std::string_view name = request.authorization.substr(0, space);
        const std::string_view rest =
            space == std::string_view::npos ? std::string_view() : request.authorization.substr(space + 1);
        choose(name);
        if (!current_) return note_refusal("the scheme is not accepted");
        const log_in_verdict verdict = current_->judge(rest, request);
        const std::string token = current_->take_token();
        if (!token.empty() || verdict == log_in_verdict::continued) token_ = current_->scheme();
        if (!token.empty()) token_.append(" ").append(token);
        if (verdict == log_in_verdict::refused) return note_refusal(current_->refusal());
        fresh_ = verdict == log_in_verdict::accepted;
        if (fresh_) note_log_in();
        return verdict;
    }

    /// Returns: true if the last request completed a log-in that the connection keeps.
    bool fresh() const noexcept { return fresh_ && current_->context(); }
    /// Returns: true if the last request relied on an earlier log-in.
    bool relies_on_earlier() const noexcept { return !fresh_ && context(); }
    /// Returns: the value of WWW-Authenticate with the next or last token; empty if there is none.
    std::string take_token() { return std::exchange(token_, {}); }
    std::string user() const { return current_ ? current_->user() : std::string(); }
    security_context* context() const noexcept { return current_ ? current_->context() : nullptr; }
    bool seals_by(std::string_view protocol) const noexcept { return current_ && current_->seals_by(protocol); }

    std::vector<std::string> challenges() const
    {
        std::vector<std::string> all;
        for (const auto& one : schemes_)
            for (std::string& value : one->challenges())
                all.push_back(std::move(value));
        return all;
    }

    void forget()
    {
        for (const auto& one : schemes_)
            one->forget();
        current_ = nullptr;
        fresh_ = false;
        token_.clear();
    }

private:
    void add_tokens(std::string_view scheme, std::string_view short_name, token_log_in::maker make)
    {
        const acceptors& contexts = parts_.contexts;
        schemes_.push_back(std::make_unique<token_log_in>(
            scheme,
            short_name,
            std::move(make),
            [&contexts](const security_context& one) { return contexts.admits(one); }
        ));
    }

    void choose(std::string_view name)
    {
        log_in* chosen = nullptr;
        for (const auto& one : schemes_)
            if (ascii_iequals(one->scheme(), name))
                chosen = one.get();
            else
                one->forget();
        current_ = chosen;
    }

    log_in_verdict note_refusal(const std::string& why)
    {
        parts_.statistics.change([&](endpoint_statistics& s) {
            ++s.refused_logins;
            s.last_refusal = why;
        });
        return log_in_verdict::refused;
    }

    void note_log_in()
    {
        const security_context* context = current_->context();
        parts_.statistics.change([&](endpoint_statistics& s) {
            ++s.logins[std::string(current_->short_name())];
            if (context) ++s.mechanisms[std::string(context->mechanism_name())];
        });
    }

    log_in_parts& parts_;
    std::vector<std::unique_ptr<log_in>> schemes_;
    log_in* current_ = nullptr;
    std::string token_;
    bool fresh_ = false;
};

} // namespace wsman::testing::detail
