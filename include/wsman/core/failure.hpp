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
// Boost's error_code has no visibility of its own, so g++ finds that these classes are seen further than it.
#pragma GCC diagnostic ignored "-Wattributes"
#endif

namespace wsman::inline WSMAN_FORM {

/// What a command had written when it was stopped.
struct WSMAN_VISIBLE partial_output {
    std::string standard_output; ///< bytes
    std::string standard_error;  ///< bytes
};

/// All that is known of one error. Empty members were not known.
///
/// `server_text` is the host's word and untrusted: show it, never act on it.
/// No member ever holds a secret.
struct WSMAN_VISIBLE failure_details {
    error_code code;                            ///< the first thing to look at
    error_code cause;                           ///< what lay behind `code` (for outcome_unknown: the socket's error)
    std::string operation;                      ///< "Identify", "Receive", "session"
    std::string host;                           ///< "https://build01:5986"
    std::string rule;                           ///< id in the rule book: "F18"
    std::string pointer;                        ///< JSON pointer of the offending value
    std::optional<unsigned> http_status;        ///< of the answer
    std::string soap_code;                      ///< "Sender"
    std::string soap_subcode;                   ///< "{namespace}local"
    std::optional<std::uint32_t> fault_code;    ///< f:WSManFault/@Code
    std::optional<std::uint32_t> provider_code; ///< of the innermost provider fault or WMI error
    std::string machine;                        ///< f:WSManFault/@Machine
    std::string client_text;                    ///< ours: the particulars of this case
    std::string server_text;                    ///< theirs
    std::string hint;                           ///< what to do; where empty, error_cure(code)
    unsigned attempts = 0;                      ///< how often it was tried, where it was retried
    std::chrono::milliseconds elapsed{0};       ///< since the operation began
    std::optional<partial_output> output;       ///< of a command that was stopped
    bool output_gap_possible = false;           ///< a lost Receive may have carried output
    bool proof_unanswered =
        false; ///< a proof of the password has left, and none is accepted yet: this may be its refusal
};

/// One error with everything known about it, behind one pointer so that `result` stays small.
///
/// A value: copies are deep, a moved-from failure says nothing.
class WSMAN_VISIBLE failure {
public:
    /// Says nothing: what `result::error()` of a result with a value returns.
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

    /// Returns: details().hint, or the cure of the code where there is none.
    WSMAN_DECL std::string_view hint() const noexcept;

    /// Returns: one line of valid UTF-8, `what, where`: rule, the code's sentence, the particulars, the host's
    /// text, operation and host. Control characters become spaces, ill-formed bytes question marks.
    WSMAN_DECL std::string message() const;

    friend bool operator==(const failure& a, const failure& b) noexcept { return a.code() == b.code(); }

private:
    WSMAN_DECL static const failure_details& nothing() noexcept;

    std::unique_ptr<failure_details> details_; // null: says nothing
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
