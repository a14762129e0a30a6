//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/security/impl/ntlm/ntlm_messages.hpp>
#include <wsman/security/impl/spnego/spnego_acceptor.hpp>

#include <algorithm>
#include <optional>

namespace wsman::inline WSMAN_FORM::detail {

inline const spnego_candidate* spnego_acceptor::find(spnego_mechanism mechanism) const noexcept
{
    const auto found = std::find_if(candidates_.begin(), candidates_.end(), [&](const spnego_candidate& candidate) {
        return candidate.mechanism == mechanism;
    });
    return found == candidates_.end() ? nullptr : &*found;
}

WSMAN_DECL result<std::string> spnego_acceptor::step(std::string_view token)
{
    const state before = std::exchange(state_, state::failed);
    if (++steps_ > most_steps) return malformed("the client sends too many tokens");
    if (before == state::begin) return begin(token);
    if (before != state::in_progress) return malformed("a token after the end");
    if (bare_) return continue_bare(token);

    const std::optional<spnego_response> response = spnego_response::parse(token);
    if (!response) return malformed("the client's token cannot be read");
    if (response->state == spnego_state::reject)
        return failure(security_errc::mechanism_refused, "the client rejects the log-in");
    return continue_with(*response, {});
}

WSMAN_DECL result<std::string> spnego_acceptor::begin(std::string_view token)
{
    if (is_ntlm_message(token)) return begin_bare(spnego_mechanism::ntlm, token);
    const std::optional<std::string_view> frame = gss_mechanism(token);
    if (frame && mechanism_of(*frame) == spnego_mechanism::kerberos)
        return begin_bare(spnego_mechanism::kerberos, token);
    const std::optional<spnego_init> init = spnego_init::parse(token);
    if (!init) return malformed("the client's first token cannot be read");
    list_ = init->list;
    const std::vector<std::string_view> offered = init->mechanisms();
    const result<std::size_t> place = select(offered);
    if (place.has_error()) return place.error();

    spnego_response reply;
    reply.mechanism = offered[*place]; // in the client's spelling: Windows accepts no other identifier for Kerberos
    const bool preferred = mechanism_of(offered.front()) == mechanism_of(offered[*place]);
    if (preferred && init->token) {
        spnego_response first;
        first.token = init->token;
        return continue_with(first, std::move(reply));
    }
    // The client's token belongs to another mechanism.
    signature_due_ = !preferred;
    reply.state = signature_due_ ? spnego_state::request_mic : spnego_state::accept_incomplete;
    state_ = state::in_progress;
    return reply.text();
}

WSMAN_DECL result<std::string> spnego_acceptor::begin_bare(spnego_mechanism mechanism, std::string_view token)
{
    const spnego_candidate* const candidate = find(mechanism);
    if (!candidate)
        return failure(
            security_errc::mechanism_refused,
            std::string("the client uses ").append(name_of(mechanism)).append(", which this host does not accept")
        );
    result<std::unique_ptr<security_context>> made = candidate->make();
    if (made.has_error()) return made.error();
    mechanism_ = std::move(*made);
    bare_ = true;
    return continue_bare(token);
}

WSMAN_DECL result<std::string> spnego_acceptor::continue_bare(std::string_view token)
{
    result<std::string> answer = mechanism_->step(token);
    if (answer.has_value()) state_ = mechanism_->established() ? state::established : state::in_progress;
    return answer;
}

WSMAN_DECL result<std::size_t> spnego_acceptor::select(const std::vector<std::string_view>& offered)
{
    std::optional<failure> why;
    std::vector<spnego_mechanism> tried;
    for (std::size_t place = 0; place != offered.size(); ++place) {
        const std::optional<spnego_mechanism> which = mechanism_of(offered[place]);
        if (!which || std::find(tried.begin(), tried.end(), *which) != tried.end()) continue;
        tried.push_back(*which);
        const spnego_candidate* const candidate = find(*which);
        if (!candidate) continue;
        result<std::unique_ptr<security_context>> made = candidate->make();
        if (made.has_value()) {
            mechanism_ = std::move(*made);
            return place;
        }
        add_failure(why, *which, made.error());
    }
    return why ? *why
               : failure(security_errc::mechanism_refused, "the client offers no mechanism that this host accepts");
}

WSMAN_DECL result<std::string> spnego_acceptor::continue_with(const spnego_response& token, spnego_response reply)
{
    const std::string bytes = token.token.value_or(std::string());
    if (!mechanism_->established()) {
        result<std::string> answer = mechanism_->step(bytes);
        if (answer.has_error()) return answer.error();
        if (!answer->empty()) reply.token = std::move(*answer);
    } else if (!bytes.empty()) {
        return malformed("a token after the mechanism's end");
    }
    const result<void> verified = verify_list(token);
    if (verified.has_error()) return verified.error();
    const bool established = mechanism_->established();
    if (established && (list_verified_ || mechanism_->requires_mechanism_list_signature())) signature_due_ = true;
    if (established && signature_due_) {
        // If the client sent the mechanism's last token, its signature had to accompany it.
        if (!list_verified_ && !reply.token) return incomplete("the client sent no signature of the mechanism list");
        const result<void> signed_now = sign_list(reply);
        if (signed_now.has_error()) return signed_now.error();
    }
    const bool complete = established && (!signature_due_ || signatures_exchanged());
    state_ = complete ? state::established : state::in_progress;
    if (complete && !reply.token && !reply.mechanism && !reply.list_signature && list_signed_) return std::string();
    reply.state = complete ? spnego_state::accept_completed : spnego_state::accept_incomplete;
    return reply.text();
}

WSMAN_DECL result<std::unique_ptr<security_context>> spnego_acceptor_for(std::vector<spnego_candidate> candidates)
{
    return std::unique_ptr<security_context>(new spnego_acceptor(std::move(candidates)));
}

} // namespace wsman::detail
