//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/testing/scripted_fault.hpp>

#include <chrono>
#include <list>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace wsman::testing::detail {

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

    bool refuses_connection()
    {
        const std::lock_guard lock(mutex_);
        for (auto fault = faults_.begin(); fault != faults_.end(); ++fault) {
            if (fault->kind_ != scripted_fault::kind::refuse_connection || !due(*fault)) continue;
            if (used_up(*fault)) faults_.erase(fault);
            return true;
        }
        return false;
    }

    /// Returns: what strikes a request of this operation: every delay that is due, and the oldest other fault.
    stroke strike(std::string_view operation)
    {
        const std::lock_guard lock(mutex_);
        stroke result;
        for (auto fault = faults_.begin(); fault != faults_.end();) {
            const bool matches = fault->kind_ != scripted_fault::kind::refuse_connection &&
                                 (fault->operation_.empty() || fault->operation_ == operation);
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
