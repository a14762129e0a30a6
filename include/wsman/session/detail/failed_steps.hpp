//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once
#include <wsman/core/config.hpp>
#include <wsman/core/failure.hpp>
#include <wsman/session/session_flag.hpp>
#include <wsman/session/session_option.hpp>

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

namespace wsman::inline WSMAN_FORM::detail {

enum class draft_step : std::uint8_t {
    flags,
    authentication,
    option,
    credentials,
    connection,
    policy,
    tls,
    proxy,
    connect_address,
    spn_host,
    spn_service,
    delegation,
};

/// One call of a setter of a draft: the setter, and for options and flags also the option or the flags.
class setter_call {
public:
    setter_call(draft_step setter) noexcept : step_(setter) {}
    setter_call(session_option option) noexcept : step_(draft_step::option), option_(option) {}
    setter_call(session_flags flags) noexcept : step_(draft_step::flags), flags_(flags) {}

    /// Returns: whether this call, if it succeeds, replaces the failed call `earlier`.
    bool supersedes(const setter_call& earlier) const noexcept
    {
        if (step_ != earlier.step_) return false;
        if (step_ == draft_step::option) return option_ == earlier.option_;
        if (step_ != draft_step::flags) return true;
        // Flags accumulate, so only a call with the same flags repeats a failed call. All authentication schemes count
        // as the same flag. Any call replaces one with undefined bits, and a call without flags replaces every failed
        // call.
        if (flags_.empty() || !earlier.flags_.without(defined_session_flags).empty()) return true;
        return with_schemes(flags_).has_any(with_schemes(earlier.flags_));
    }

private:
    static session_flags with_schemes(session_flags flags) noexcept
    {
        constexpr session_flags schemes = authentication_session_flags | session_flag::use_no_authentication;
        return flags.has_any(schemes) ? flags | schemes : flags;
    }

    draft_step step_;
    session_option option_{};
    session_flags flags_;
};

/// The failures of the setters of a draft that no later call has replaced, in the order of the calls.
class failed_steps {
public:
    /// Effects: removes the failures that the successful `call` replaces.
    void succeeded(const setter_call& call)
    {
        std::erase_if(pending_, [&](const entry& one) { return call.supersedes(one.call); });
    }
    /// Effects: stores the failure; it replaces an earlier failure of the same setter.
    void failed(const setter_call& call, failure why)
    {
        const auto place =
            std::find_if(pending_.begin(), pending_.end(), [&](const entry& one) { return call.supersedes(one.call); });
        if (place == pending_.end())
            pending_.emplace_back(call, std::move(why));
        else
            *place = entry(call, std::move(why));
    }
    void clear() noexcept { pending_.clear(); }

    /// Returns: the oldest pending failure, or null.
    const failure* first() const noexcept { return pending_.empty() ? nullptr : &pending_.front().why; }

private:
    struct entry {
        entry(const setter_call& taken, failure reason) : call(taken), why(std::move(reason)) {}

        setter_call call;
        failure why;
    };

    std::vector<entry> pending_;
};

} // namespace wsman::detail
