//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace wsman::inline WSMAN_FORM {

/// What is done about a request whose answer was lost, so that nobody knows whether the host carried it out.
enum class repeatability : std::uint8_t {
    repeatable,      ///< the request may be sent again: carrying it out twice has the effect of carrying it out once
    outcome_unknown, ///< the request is never sent again; the caller gets `client_errc::outcome_unknown`
    gap,             ///< the caller gets the loss with `output_gap_possible`: what the answer held may be missing
};

// One line an operation: X(enumerator, name on the wire and in errors, repeatability, reason).
// clang-format off
#define WSMAN_OPERATIONS(X) \
    X(identify, "Identify", repeatable, "it changes nothing") \
    X(get, "Get", repeatable, "it changes nothing") \
    X(put, "Put", outcome_unknown, "another client may have changed the resource in between") \
    X(create, "Create", outcome_unknown, "it would make a second resource or shell") \
    X(delete_resource, "Delete", outcome_unknown, "another client may have made the resource anew in between") \
    X(invoke, "Invoke", outcome_unknown, "the method may have any effect") \
    X(enumerate, "Enumerate", repeatable, "a context that nobody knows expires on the host") \
    X(pull, "Pull", gap, "the host does not send the items of a lost answer again") \
    X(renew, "Renew", repeatable, "the last expiry counts") \
    X(release, "Release", repeatable, "a context that is released already is what was wanted") \
    X(subscribe, "Subscribe", outcome_unknown, "it would make a second subscription") \
    X(unsubscribe, "Unsubscribe", repeatable, "a subscription that has ended already is what was wanted") \
    X(command, "Command", outcome_unknown, "it would run the program twice") \
    X(send, "Send", outcome_unknown, "the program would read the bytes twice") \
    X(receive, "Receive", gap, "a host that does not know retransmissions does not send the output of a lost answer again") \
    X(signal, "Signal", outcome_unknown, "the program would get the signal twice") \
    X(terminate, "Signal", repeatable, "a command that has ended already is what was wanted") \
    X(delete_shell, "Delete", repeatable, "a shell that is closed already is what was wanted")
// clang-format on

/// Every operation of the protocol, those included that the library does not send yet.
enum class operation_kind : std::uint8_t {
#define WSMAN_ENUMERATOR(kind, ...) kind,
    WSMAN_OPERATIONS(WSMAN_ENUMERATOR)
#undef WSMAN_ENUMERATOR
};

/// One row of the table of operations.
struct operation_row {
    operation_kind kind;
    std::string_view name; ///< "Receive"
    repeatability after_loss;
    std::string_view reason; ///< why, half a sentence
};

inline constexpr operation_row operation_table[] = {
#define WSMAN_ROW(kind, name, after_loss, reason) {operation_kind::kind, name, repeatability::after_loss, reason},
    WSMAN_OPERATIONS(WSMAN_ROW)
#undef WSMAN_ROW
};

constexpr const operation_row& row_of(operation_kind kind) noexcept
{
    return operation_table[static_cast<std::size_t>(kind)];
}

} // namespace wsman
