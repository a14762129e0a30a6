//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/testing/scripted_fault.hpp>

#include <chrono>
#include <list>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace wsman::inline WSMAN_FORM::testing::detail {

/// The faults that apply to one request: the sum of the delays, and at most one other fault.
class fault_effect {
public:
    fault_effect() {}

    std::chrono::milliseconds delay{0};
    std::optional<scripted_fault::kind> kind; ///< nothing: the request is served normally
    std::size_t bytes = 0;
    unsigned status = 0;
    std::uint32_t code = 0;
    std::string header, content_type, text;
};

/// The properties of a request that decide which faults may apply to it.
class faultable_request {
public:
    explicit faultable_request(std::string_view operation_name) : operation(operation_name) {}

    std::string_view operation;
    bool sealed = false;          ///< its body was sealed, so its answer will be
    bool may_repeat = false;      ///< the connection has sent a sealed answer before
    bool relies_on_login = false; ///< it has no log-in of its own
    bool ends_login = false;

    bool accepts(scripted_fault::kind fault_kind) const noexcept
    {
        using kind = scripted_fault::kind;
        switch (fault_kind) {
        case kind::refuse_connection:
        case kind::offer_only: return false; // selected by functions of their own
        case kind::forget_login: return relies_on_login;
        case kind::omit_last_token:
        case kind::close_after_login: return ends_login;
        case kind::answer_in_clear:
        case kind::flip_bit: return sealed;
        case kind::repeat_sealed_answer: return sealed && may_repeat;
        default: return true;
        }
    }
};

/// The faults that have not been used up. Any thread adds faults; the endpoint's thread applies them.
struct fault_script {
public:
    void add(scripted_fault fault)
    {
        const std::lock_guard lock(mutex_);
        faults_.push_back(std::move(fault));
    }
    void clear()
    {
        const std::lock_guard lock(mutex_);
        faults_.clear();
    }

    bool refuses_connection() { return take_only(scripted_fault::kind::refuse_connection).has_value(); }

    /// Returns: the 401 answer for a request before its log-in is examined, if the script has one.
    std::optional<fault_effect> before_login() { return take_only(scripted_fault::kind::offer_only); }

    /// Returns: the faults for a request: every delay that is due, and the oldest other fault.
    fault_effect take_for(const faultable_request& request)
    {
        const std::lock_guard lock(mutex_);
        fault_effect result;
        for (auto fault = faults_.begin(); fault != faults_.end();) {
            // The answer that refuses a log-in matches only faults for "Refusal".
            const bool any = fault->operation_.empty() && request.operation != "Refusal";
            const bool matches = request.accepts(fault->kind_) && (any || fault->operation_ == request.operation);
            const bool is_delay = fault->kind_ == scripted_fault::kind::delay;
            if (!matches || (result.kind && !is_delay) || !due(*fault)) {
                ++fault;
                continue;
            }
            if (is_delay)
                result.delay += fault->time_;
            else
                copy(*fault, result);
            fault = used_up(*fault) ? faults_.erase(fault) : std::next(fault);
        }
        return result;
    }

private:
    /// Returns: the oldest fault of this kind, if one is due.
    std::optional<fault_effect> take_only(scripted_fault::kind fault_kind)
    {
        const std::lock_guard lock(mutex_);
        for (auto fault = faults_.begin(); fault != faults_.end(); ++fault) {
            if (fault->kind_ != fault_kind || !due(*fault)) continue;
            fault_effect result;
            copy(*fault, result);
            if (used_up(*fault)) faults_.erase(fault);
            return result;
        }
        return std::nullopt;
    }

    static bool due(scripted_fault& fault) noexcept
    {
        if (fault.skip_ == 0) return true;
        --fault.skip_;
        return false;
    }

    static bool used_up(scripted_fault& fault) noexcept { return fault.times_ != 0 && --fault.times_ == 0; }

    static void copy(const scripted_fault& fault, fault_effect& into)
    {
        into.kind = fault.kind_;
        into.bytes = fault.bytes_;
        into.status = fault.status_;
        into.code = fault.code_;
        into.header = fault.header_;
        into.content_type = fault.content_type_;
        into.text = fault.text_;
    }

    std::mutex mutex_;
    std::list<scripted_fault> faults_;
};

} // namespace wsman::testing::detail
