//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/core/encoding.hpp>
#include <wsman/security/token_authentication.hpp>
#include <wsman/security/impl/challenges.hpp>

#include <algorithm>
#include <optional>
#include <utility>

namespace wsman::inline WSMAN_FORM::detail {

/// Returns: the token of the first challenge of this scheme that has one; an empty text if the scheme occurs only
/// without a token; nothing if it does not occur.
inline std::optional<std::string> challenge_token(std::span<const std::string> challenges, std::string_view scheme)
{
    std::optional<std::string> found;
    for (const std::string& value : challenges) {
        std::string_view rest = value;
        while (!rest.empty()) {
            std::string_view part = next_challenge_part(rest);
            part.remove_prefix((std::min)(part.find_first_not_of(' '), part.size()));
            if (part.size() < scheme.size() || !ascii_iequals(part.substr(0, scheme.size()), scheme)) continue;
            std::string_view token = part.substr(scheme.size());
            if (!token.empty() && token.front() != ' ') continue; // a longer name: another scheme
            token.remove_prefix((std::min)(token.find_first_not_of(' '), token.size()));
            if (!token.empty()) return std::string(token);
            found.emplace();
        }
    }
    return found;
}

} // namespace wsman::detail

namespace wsman::inline WSMAN_FORM {

WSMAN_DECL failure token_authentication::told(failure why) const
{
    return options_.explain ? options_.explain(std::move(why)) : why;
}

WSMAN_DECL result<void> token_authentication::begin()
{
    auto made = route().make();
    if (made.has_error()) return told(made.error());
    context_ = std::move(*made);
    return take({});
}

WSMAN_DECL result<void> token_authentication::take(std::string_view token)
{
    result<std::string> next = context_->step(token);
    if (next.has_error()) return told(next.error());
    wipe(token_);
    token_ = std::move(*next);
    return {};
}

WSMAN_DECL std::string_view token_authentication::mechanism_name() const noexcept
{
    return context_ ? context_->mechanism_name() : std::string_view();
}

WSMAN_DECL bool token_authentication::may_block() const noexcept
{
    return context_ ? context_->may_block() : route().may_block;
}

WSMAN_DECL result<secret> token_authentication::authorization(std::string_view, std::string_view)
{
    if (!context_) {
        const result<void> begun = begin();
        if (begun.has_error()) return begun.error();
    }
    std::string value(route().http_scheme);
    value.reserve(value.size() + 1 + base64_encoded_size(token_.size()));
    value += ' ';
    append_base64(value, token_);
    secret header(value);
    wipe(value);
    wipe(token_);
    proof_left_ = proof_left_ || host_spoke_;
    return header;
}

WSMAN_DECL result<login_step> token_authentication::answered(const login_answer& answer)
{
    const std::optional<std::string> challenge = detail::challenge_token(answer.challenges, route().http_scheme);
    const bool silent = challenge && challenge->empty() && answer.status == 401 && context_->peer_may_be_silent();
    if (!silent && (!challenge || challenge->empty())) return answer.status == 401 ? refused(answer) : finished(answer);
    std::string token;
    if (!append_base64_decoded(token, *challenge)) return failure(security_errc::malformed_token, "it is not base64");
    const bool agreed = std::exchange(host_spoke_, true);
    const result<void> taken = take(token);
    if (taken.has_error()) {
        // The host had accepted the mechanism before, so it now refuses the password.
        if (agreed && answer.status == 401 && taken.error().code() == security_errc::mechanism_refused)
            return not_taken(answer.challenges);
        return taken.error();
    }
    if (answer.status != 401) return finished(answer);
    if (!token_.empty()) return login_step::again;
    // The context has no further token, and the host does not accept the log-in.
    return not_taken(answer.challenges);
}

/// A 401 without a token: the password is wrong, or the host does not support the scheme.
WSMAN_DECL result<login_step> token_authentication::refused(const login_answer& answer)
{
    const bool offered = detail::challenge_token(answer.challenges, route().http_scheme).has_value();
    if (offered || host_spoke_ || answer.challenges.empty()) return not_taken(answer.challenges);
    for (std::size_t next = route_ + 1; next < options_.routes.size(); ++next) {
        if (!detail::challenge_token(answer.challenges, options_.routes[next].http_scheme)) continue;
        route_ = next;
        context_.reset();
        return login_step::again;
    }
    failure why(
        security_errc::scheme_not_offered,
        "the session's scheme is " + std::string(to_string(scheme())) + "; the host offers " +
            offered_schemes(answer.challenges)
    );
    why.details().http_status = answer.status;
    return why;
}

/// Adds where the log-in ended, and what may be wrong: a host that has not received a proof did not refuse the password.
WSMAN_DECL failure token_authentication::not_taken(std::span<const std::string> challenges) const
{
    failure why = refused_login(scheme(), challenges);
    const std::string_view position = context_ ? context_->last_message() : std::string_view();
    if (position.empty()) return why;
    std::string& text = why.details().client_text;
    if (context_->proof_given()) {
        text.append("; the host ended the log-in after ").append(position);
        if (context_->mechanism_name() == "kerberos")
            why.details().hint =
                "the realm accepted the account, the host did not: check the host's keytab and clock, and the "
                "user's rights there";
        return why;
    }
    const std::string offer = text.substr((std::min)(text.find("; "), text.size()));
    text.assign("the host ended the log-in by ").append(to_string(scheme())).append(" after ").append(position);
    text.append(", before the client sent a proof of the password").append(offer);
    why.details().hint = "it is not the password: the host's policy may not allow this log-in, or a proxy in between "
                         "does not keep connections";
    return why;
}

/// The host reports success; the context decides whether the log-in is complete.
WSMAN_DECL result<login_step> token_authentication::finished(const login_answer& answer)
{
    if (context_->established() && token_.empty()) return login_step::done;
    failure why(security_errc::login_incomplete, "the host reported success for " + std::string(to_string(scheme())));
    why.details().http_status = answer.status;
    return why;
}

WSMAN_DECL result<void>
token_authentication::wrap(std::string_view body, std::string& sealed, std::string& content_type)
{
    return seal_message(*context_, route().sealing, options_.style, body, sealed, content_type);
}

WSMAN_DECL result<void> token_authentication::unwrap(std::string& body, std::string& content_type)
{
    if (!is_sealed_type(content_type)) return failure(security_errc::plain_answer);
    return open_message(*context_, route().sealing, body, content_type);
}

} // namespace wsman
