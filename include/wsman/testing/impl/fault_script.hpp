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

/// What strikes one request.
class stroke {
public:
    stroke() {}

    std::chrono::milliseconds delay{0};
    std::optional<scripted_fault::kind> what; ///< nothing: the request is served as ever
    std::size_t bytes = 0;
    unsigned status = 0;
    std::uint32_t code = 0;
    std::string header, content_type, text;
};

/// What kind of request may be struck.
class struck_request {
public:
    explicit struck_request(std::string_view its_operation) : operation(its_operation) {}

    std::string_view operation;
    bool sealed = false;          ///< its body was, and so its answer's will be
    bool may_repeat = false;      ///< the connection has had a sealed answer
    bool relies_on_login = false; ///< it has none of its own
    bool ends_login = false;

    bool may_suffer(scripted_fault::kind what) const noexcept
    {
        using kind = scripted_fault::kind;
        switch (what) {
        case kind::refuse_connection:
        case kind::offer_only: return false; // asked for apart
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

/// The faults that are still to strike. Filled by any thread, asked by the endpoint's.
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

    bool refuses_connection() { return strike_alone(scripted_fault::kind::refuse_connection).has_value(); }

    /// Returns: the 401 that strikes a request before its log-in is looked at, if any.
    std::optional<stroke> strikes_before_login() { return strike_alone(scripted_fault::kind::offer_only); }

    /// Returns: what strikes a request: every delay that is due, and the oldest other fault.
    stroke strike(const struck_request& request)
    {
        const std::lock_guard lock(mutex_);
        stroke result;
        for (auto fault = faults_.begin(); fault != faults_.end();) {
            // A refusal is struck only where it is meant.
            const bool any = fault->operation_.empty() && request.operation != "Refusal";
            const bool matches = request.may_suffer(fault->kind_) && (any || fault->operation_ == request.operation);
            const bool is_delay = fault->kind_ == scripted_fault::kind::delay;
            if (!matches || (result.what && !is_delay) || !due(*fault)) {
                ++fault;
                continue;
            }
            if (is_delay)
                result.delay += fault->time_;
            else
                take(*fault, result);
            fault = used_up(*fault) ? faults_.erase(fault) : std::next(fault);
        }
        return result;
    }

private:
    /// Strikes with faults of this kind only.
    std::optional<stroke> strike_alone(scripted_fault::kind what)
    {
        const std::lock_guard lock(mutex_);
        for (auto fault = faults_.begin(); fault != faults_.end(); ++fault) {
            if (fault->kind_ != what || !due(*fault)) continue;
            stroke result;
            take(*fault, result);
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

    static void take(const scripted_fault& fault, stroke& into)
    {
        into.what = fault.kind_;
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
