//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/core/error.hpp>

#include <chrono>
#include <cstdint>
#include <iosfwd>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic push
// Boost's error_code has no visibility attribute, so g++ warns that these classes have greater visibility than their
// member.
#pragma GCC diagnostic ignored "-Wattributes"
#endif

namespace wsman::inline WSMAN_FORM {

/// The output that the client received before a command was stopped.
struct WSMAN_VISIBLE partial_output {
    std::string standard_output; ///< bytes
    std::string standard_error;  ///< bytes
};

/// The details of one error. A member is empty if its value is not known.
///
/// `server_text` comes from the host and is untrusted: display it, but do not make decisions by it. No member contains
/// a secret.
struct WSMAN_VISIBLE failure_details {
    error_code code;                            ///< the error
    error_code cause;                           ///< the underlying error (for outcome_unknown: the error of the socket)
    std::string operation;                      ///< "Identify", "Receive", "session"
    std::string host;                           ///< "https://build01:5986"
    std::string rule;                           ///< the id of the broken rule: "F18"
    std::string pointer;                        ///< JSON pointer to the invalid value
    std::optional<unsigned> http_status;        ///< of the answer
    std::string soap_code;                      ///< "Sender"
    std::string soap_subcode;                   ///< "{namespace}local"
    std::optional<std::uint32_t> fault_code;    ///< f:WSManFault/@Code
    std::optional<std::uint32_t> provider_code; ///< of the innermost provider fault or WMI error
    std::string machine;                        ///< f:WSManFault/@Machine
    std::string client_text;                    ///< details of this case, written by the library
    std::string server_text;                    ///< text from the host
    std::string hint;                           ///< the remedy; if empty, error_cure(code) applies
    unsigned attempts = 0;                      ///< the number of attempts, if the request was retried
    std::chrono::milliseconds elapsed{0};       ///< since the start of the operation
    std::optional<partial_output> output;       ///< of a command that was stopped
    bool output_gap_possible = false;           ///< the lost answer to a Receive may have contained output
    /// The client sent a proof of the password, and the host has not accepted it: this error may be the refusal
    bool proof_unanswered = false;
};

/// One error with its details. The details are on the heap, so that `result` is small.
///
/// A value: copies are deep, a moved-from failure is empty.
class WSMAN_VISIBLE failure {
public:
    /// Makes an empty failure, as `result::error()` returns for a result with a value.
    failure() noexcept = default;
    WSMAN_DECL explicit failure(error_code code, std::string client_text = {});
    WSMAN_DECL failure(const failure& other);
    WSMAN_DECL failure& operator=(const failure& other);
    failure(failure&&) noexcept = default;
    failure& operator=(failure&&) noexcept = default;
    ~failure() = default;

    const error_code& code() const noexcept { return details().code; }
    const failure_details& details() const noexcept { return details_ ? *details_ : nothing(); }
    WSMAN_DECL failure_details& details();

    /// Returns: details().hint, or error_cure(code()) if the hint is empty.
    WSMAN_DECL std::string_view hint() const noexcept;

    /// Returns: one line of valid UTF-8 with the rule, the sentence of the code, client_text, server_text, operation
    /// and host. Control characters become spaces, ill-formed bytes become question marks.
    WSMAN_DECL std::string message() const;

    friend bool operator==(const failure& a, const failure& b) noexcept { return a.code() == b.code(); }

private:
    WSMAN_DECL static const failure_details& nothing() noexcept;

    std::unique_ptr<failure_details> details_; // null: empty
};

} // namespace wsman

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic pop
#endif

namespace wsman::inline WSMAN_FORM {

/// Effects: writes message().
WSMAN_DECL std::ostream& operator<<(std::ostream& out, const failure& why);

} // namespace wsman

#if !defined(WSMAN_SEPARATE_COMPILATION)
#include <wsman/core/impl/failure.ipp>
#endif
