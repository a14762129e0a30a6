//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/core/defaults.hpp>
#include <wsman/client/impl/commands/command_calls.hpp>
#include <wsman/client/impl/identify.hpp>
#include <wsman/client/impl/waiting/handoff.hpp>

#include <memory>
#include <utility>

namespace wsman::inline WSMAN_FORM::detail {

WSMAN_DECL asio::awaitable<result<identity>>
identify_on_strand(core_pointer core, std::shared_ptr<call_group> group, identify_as who)
{
    if (core->closing()) co_return core->closed("Identify");
    identify question(core->soap, who);
    result<identity> answer = co_await core->call(std::move(group), std::move(question));
    if (!answer) co_return core->complete(answer.error(), "Identify");
    // WinRM 3.0 and later accept 500 KB by default; a size that the session sets stays.
    constexpr unsigned first_stack_with_larger_envelopes = 3;
    if (answer->stack().value_or(0) >= first_stack_with_larger_envelopes)
        core->soap.raise_max_envelope_size(defaults::raised_envelope_size);
    co_return answer;
}

[[nodiscard]] inline asio::awaitable<result<identity>>
identify_once(core_pointer core, std::shared_ptr<call_group> caller)
{
    caller->join(*core->calls);
    result<identity> answer = co_await identify_on_strand(core, caller);
    co_return answer;
}

WSMAN_DECL asio::awaitable<result<identity>> identify_host(core_pointer core)
{
    const auto caller = std::make_shared<call_group>();
    result<identity> answer =
        co_await handoff<result<identity>>(core->strand, abort_of(caller), identify_once(core, caller));
    co_return answer;
}

} // namespace wsman::detail
