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

/// The handling of a request whose answer was lost, so that the client does not know whether the host carried it out.
enum class repeatability : std::uint8_t {
    repeatable,      ///< the request is idempotent and may be sent again
    outcome_unknown, ///< the request is never sent again; the caller gets `client_errc::outcome_unknown`
    /// The caller gets the error with `output_gap_possible`: the lost answer may have contained output
    gap,
};

// One line for each operation: X(enumerator, name in the protocol and in errors, repeatability, reason).
// clang-format off
#define WSMAN_OPERATIONS(X) \
    X(identify, "Identify", repeatable, "it does not change the host") \
    X(get, "Get", repeatable, "it does not change the host") \
    X(put, "Put", outcome_unknown, "another client may have changed the resource meanwhile") \
    X(create, "Create", outcome_unknown, "it would create a second resource or shell") \
    X(delete_resource, "Delete", outcome_unknown, "another client may have created the resource again meanwhile") \
    X(invoke, "Invoke", outcome_unknown, "the method may have any effect") \
    X(enumerate, "Enumerate", repeatable, "the host discards an unused enumeration context") \
    X(pull, "Pull", gap, "the host does not send the items of a lost answer again") \
    X(renew, "Renew", repeatable, "the last expiration applies") \
    X(release, "Release", repeatable, "a released context is the intended state") \
    X(subscribe, "Subscribe", outcome_unknown, "it would create a second subscription") \
    X(unsubscribe, "Unsubscribe", repeatable, "an ended subscription is the intended state") \
    X(command, "Command", outcome_unknown, "it would run the program twice") \
    X(send, "Send", outcome_unknown, "the program would read the bytes twice") \
    X(receive, "Receive", gap, "a host without support for retransmissions does not send the output of a lost answer again") \
    X(signal, "Signal", outcome_unknown, "the program would get the signal twice") \
    X(terminate, "Signal", repeatable, "an ended command is the intended state") \
    X(delete_shell, "Delete", repeatable, "a closed shell is the intended state")
// clang-format on

/// The operations of the protocol, including those that the library does not send yet.
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
    std::string_view reason; ///< the reason, as a clause
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
