//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace wsman::inline WSMAN_FORM::testing {

namespace detail {
struct fault_script;
} // namespace detail

/// A misbehaviour that an endpoint shows for one request, or for several.
///
/// Each fault says whether the request is carried out: either the fault applies before that, or after it (then only the
/// answer is lost or damaged).
class scripted_fault {
public:
    /// Closes the connection after this number of bytes of the answer, including the HTTP header. The request was
    /// carried out.
    WSMAN_DECL static scripted_fault drop_after(std::size_t bytes);
    /// Closes the connection instead of answering. The request was carried out.
    WSMAN_DECL static scripted_fault drop_before_answering();
    /// Closes the connection as soon as the request has been read. It was not carried out.
    WSMAN_DECL static scripted_fault drop_request();
    /// Closes a connection as soon as it is accepted; `on` does not apply.
    WSMAN_DECL static scripted_fault refuse_connection();
    /// Waits, then continues normally. It combines with other faults.
    WSMAN_DECL static scripted_fault delay(std::chrono::milliseconds time);
    /// Never answers, until the client or the endpoint closes the connection. The request is not carried out.
    WSMAN_DECL static scripted_fault hang();

    /// 401 with the offered schemes, even for valid credentials.
    WSMAN_DECL static scripted_fault unauthorized();
    /// 503, with Retry-After if a time is given.
    WSMAN_DECL static scripted_fault unavailable(std::optional<std::chrono::seconds> retry_after = {});
    /// 302 with this Location.
    WSMAN_DECL static scripted_fault redirect(std::string location);
    /// An HTML page, as a proxy or another web server would send it.
    WSMAN_DECL static scripted_fault html_page(unsigned status = 200);
    /// 500 without a body.
    WSMAN_DECL static scripted_fault empty_error();
    /// Any answer, with the headers that its body needs.
    WSMAN_DECL static scripted_fault answer(unsigned status, std::string content_type, std::string body);
    /// A SOAP fault with this Windows code, in the form that Windows sends.
    WSMAN_DECL static scripted_fault soap_fault(std::uint32_t code, std::string text = {});
    /// The fault w:TimedOut (0x80338029), without waiting.
    WSMAN_DECL static scripted_fault operation_timeout();

    /// An answer whose body is shorter than its Content-Length. The request was carried out.
    WSMAN_DECL static scripted_fault truncated_body();
    /// An answer of the right size that is not well-formed XML. The request was carried out.
    WSMAN_DECL static scripted_fault malformed_xml();

    /// 401 with only these values of WWW-Authenticate, as an attacker would send it to get a weaker log-in. It applies
    /// before the log-in is examined; `on` does not apply.
    WSMAN_DECL static scripted_fault offer_only(std::vector<std::string> challenges);
    /// 401 to a request that relies on an earlier log-in of its connection; the log-in is discarded. The request was
    /// not carried out.
    WSMAN_DECL static scripted_fault forget_login();
    /// Omits the last token from the answer that completes a log-in.
    WSMAN_DECL static scripted_fault omit_last_token();
    /// Closes the connection after the answer that completes a log-in.
    WSMAN_DECL static scripted_fault close_after_login();

    /// Answers a sealed request in clear text. The request was carried out, as with the next two faults.
    WSMAN_DECL static scripted_fault answer_in_clear();
    /// Changes one bit in the sealed part of the answer to a sealed request.
    WSMAN_DECL static scripted_fault flip_bit();
    /// Sends the connection's previous sealed answer again, instead of the new one.
    WSMAN_DECL static scripted_fault repeat_sealed_answer();

    /// Answers in clear text with this status, these header lines (each with its line end) and no body, as a man in the
    /// middle would that forwarded the request. The request was carried out, and the log-in stays valid.
    WSMAN_DECL static scripted_fault serve_then_answer(unsigned status, std::string header = {});

    /// Effects: limits the fault to one operation: "Identify", "Create", "Command", "Send", "Receive", "Signal",
    /// "Delete", "Login" for requests of a log-in with an empty body, and "Refusal" for answers that refuse a log-in.
    /// Without it every request with a valid log-in matches.
    WSMAN_DECL scripted_fault& on(std::string operation);
    /// Effects: skips the first `count` - 1 matching requests.
    WSMAN_DECL scripted_fault& nth(unsigned count);
    /// Effects: applies to this number of matching requests in a row (default 1); 0: to all that follow.
    WSMAN_DECL scripted_fault& times(unsigned count);

    /// The kinds, for the endpoint.
    enum class kind : std::uint8_t {
        drop_after,
        drop_request,
        refuse_connection,
        delay,
        hang,
        unauthorized,
        answer,
        soap_fault,
        truncated_body,
        malformed_xml,
        offer_only,
        forget_login,
        omit_last_token,
        close_after_login,
        answer_in_clear,
        flip_bit,
        repeat_sealed_answer,
        serve_then_answer,
    };

private:
    friend struct detail::fault_script;

    explicit scripted_fault(kind fault_kind) : kind_(fault_kind) {}

    kind kind_;
    std::string operation_;
    unsigned skip_ = 0;
    unsigned times_ = 1;
    std::size_t bytes_ = 0;
    std::chrono::milliseconds time_{0};
    unsigned status_ = 0;
    std::uint32_t code_ = 0;
    std::string header_; // further header lines, each with its line end
    std::string content_type_;
    std::string text_;
};

} // namespace wsman::testing

#if !defined(WSMAN_SEPARATE_COMPILATION)
#include <wsman/testing/impl/scripted_fault.ipp>
#endif
