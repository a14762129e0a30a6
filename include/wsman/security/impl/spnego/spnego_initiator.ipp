//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/security/impl/account_verdict.hpp>
#include <wsman/security/impl/spnego/spnego_initiator.hpp>

#include <algorithm>
#include <optional>

namespace wsman::inline WSMAN_FORM::detail {

WSMAN_DECL bool spnego_initiator::may_block() const noexcept
{
    if (state_ == state::in_progress || state_ == state::established) return spnego_context::may_block();
    const auto later = candidates_.begin() + static_cast<std::ptrdiff_t>(active_) + (mechanism_ ? 1 : 0);
    return spnego_context::may_block() || std::any_of(later, candidates_.end(), [](const spnego_candidate& candidate) {
               return candidate.mechanism == spnego_mechanism::kerberos;
           });
}

WSMAN_DECL result<std::string> spnego_initiator::step(std::string_view token)
{
    const state before = std::exchange(state_, state::failed);
    if (++steps_ > most_steps) return malformed("the host sends too many tokens");
    if (before == state::begin && token.empty()) return begin();
    if (before == state::established) {
        // A host may confirm the end that both sides have reached.
        const std::optional<spnego_response> last =
            token.empty() ? std::optional(spnego_response()) : spnego_response::parse(token);
        const bool harmless = last && !last->list_signature && last->token.value_or(std::string()).empty() &&
                              last->state.value_or(spnego_state::accept_completed) == spnego_state::accept_completed;
        if (!harmless) return malformed("a token after the end");
        state_ = state::established;
        return std::string();
    }
    if (before != state::begun && before != state::in_progress) return malformed("an unexpected token");
    if (token.empty()) return incomplete("the host sent no token");
    return answer(token, before == state::begun);
}

WSMAN_DECL result<std::string> spnego_initiator::begin()
{
    std::optional<failure> why;
    while (!candidates_.empty()) {
        const spnego_candidate& best = candidates_.front();
        result<std::unique_ptr<security_context>> made = best.make();
        result<std::string> token = made.has_value() ? (*made)->step({}) : made.error();
        if (token.has_value()) {
            mechanism_ = std::move(*made);
            spnego_init init;
            std::vector<std::string_view> names;
            for (const spnego_candidate& candidate : candidates_)
                names.push_back(
                    candidate.mechanism == spnego_mechanism::kerberos ? spnego_oid::kerberos : spnego_oid::ntlm
                );
            list_ = spnego_init::encode_list(names);
            init.list = list_;
            init.token = std::move(*token);
            state_ = state::begun;
            return init.text();
        }
        if (is_account_verdict(token.error().code())) return token.error();
        add_failure(why, best.mechanism, token.error());
        candidates_.erase(candidates_.begin());
    }
    return why ? *why : failure(security_errc::mechanism_refused, "SPNEGO has no mechanism to offer");
}

WSMAN_DECL result<std::string> spnego_initiator::answer(std::string_view token, bool first)
{
    const std::optional<spnego_response> response = spnego_response::parse(token);
    if (!response) return malformed("the host's token cannot be read");
    if (response->state == spnego_state::reject) return refused(*response);
    if (response->state == spnego_state::request_mic) signature_due_ = true;
    result<std::string> owed = ask_mechanism(*response, first);
    if (owed.has_error()) return owed.error();
    const result<void> verified = verify_list(*response);
    if (verified.has_error()) return verified.error();
    if (mechanism_->established() && mechanism_->requires_mechanism_list_signature()) signature_due_ = true;
    const bool ended = response->state == spnego_state::accept_completed;
    // If the host signs before the end, it expects our signature, too.
    if (list_verified_ && !ended) signature_due_ = true;

    spnego_response reply;
    if (!ended && mechanism_->established() && signature_due_) {
        const result<void> signed_now = sign_list(reply);
        if (signed_now.has_error()) return signed_now.error();
    }
    if (ended || (owed->empty() && !reply.list_signature)) return finish(*owed);
    reply.state = spnego_state::accept_incomplete;
    if (!owed->empty()) reply.token = std::move(*owed);
    state_ = signatures_exchanged() ? state::established : state::in_progress;
    return reply.text();
}

WSMAN_DECL result<std::string> spnego_initiator::ask_mechanism(const spnego_response& token, bool first)
{
    const std::string bytes = token.token.value_or(std::string());
    if (token.mechanism) {
        const result<bool> changed = choose(*token.mechanism, first);
        if (changed.has_error()) return changed.error();
        if (*changed && !bytes.empty()) return malformed("a token of a mechanism that has not begun yet");
        if (*changed) return mechanism_->step({});
    }
    if (!mechanism_->established()) {
        if (bytes.empty()) return incomplete("the host sent no token of the mechanism");
        return mechanism_->step(bytes);
    }
    if (!bytes.empty()) return malformed("a token after the mechanism's end");
    return std::string();
}

WSMAN_DECL result<bool> spnego_initiator::choose(std::string_view mechanism, bool first)
{
    const std::optional<spnego_mechanism> wanted = mechanism_of(mechanism);
    std::size_t index = 0;
    while (index != candidates_.size() && candidates_[index].mechanism != wanted)
        ++index;
    if (index == candidates_.size())
        return failure(security_errc::mechanism_refused, "the host selected a mechanism that the client did not offer");
    if (index == active_) return false;
    if (!first) return malformed("the host changed the mechanism during the exchange");
    result<std::unique_ptr<security_context>> made = candidates_[index].make();
    if (made.has_error()) return made.error();
    mechanism_ = std::move(*made);
    active_ = index;
    signature_due_ = true; // an attacker may have removed better mechanisms from the list
    return true;
}

WSMAN_DECL result<std::string> spnego_initiator::finish(std::string_view owed)
{
    if (!owed.empty() || !mechanism_->established())
        return incomplete("the host ended the exchange before the mechanism was complete");
    if (signature_due_ && !list_verified_)
        return incomplete("the host sent no signature of the mechanism list, which may have been changed on the network"
        );
    state_ = state::established;
    return std::string();
}

WSMAN_DECL failure spnego_initiator::refused(const spnego_response& token)
{
    // A Kerberos token may contain the reason.
    if (token.token && !mechanism_->established() && candidates_[active_].mechanism == spnego_mechanism::kerberos) {
        const result<std::string> why = mechanism_->step(*token.token);
        if (why.has_error()) return why.error();
    }
    std::string text("the host rejects the log-in by ");
    return failure(
        security_errc::mechanism_refused, text.append(name_of(candidates_[active_].mechanism)).append(" in SPNEGO")
    );
}

WSMAN_DECL result<std::unique_ptr<security_context>> spnego_initiator_for(std::vector<spnego_candidate> candidates)
{
    return std::unique_ptr<security_context>(new spnego_initiator(std::move(candidates)));
}

} // namespace wsman::detail
