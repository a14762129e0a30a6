//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/core/result.hpp>
#include <wsman/core/uuid.hpp>
#include <wsman/protocol/envelope.hpp>
#include <wsman/protocol/message.hpp>
#include <wsman/protocol/selector_set.hpp>
#include <wsman/xml/limits.hpp>
#include <wsman/xml/reader.hpp>
#include <wsman/xml/writer.hpp>

#include <chrono>
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

namespace wsman::inline WSMAN_FORM {

class session;

namespace detail {
struct soap_state;   // what the calls of one context share
struct soap_message; // one call's envelope
} // namespace detail

/// What a client's requests have in common, serialised once.
///
/// It holds the session's prepared headers (To, ReplyTo, MaxEnvelopeSize, Locale, DataLocale, SessionId), the
/// identifier of this client's session with the host, and the buffers that requests are built in, which are used again.
///
/// Object lifetimes: operations made with a context may outlive it.
/// Thread safety: a context and its operations belong to one strand.
/// Specification: DSP0226 5 and 6; MS-WSMV 2.2.3 (headers).
class soap_context {
public:
    /// `machine_name` is the value of the MachineID header; it is sent if the session asks for it.
    WSMAN_DECL explicit soap_context(const session& configuration, std::string machine_name = {});
    soap_context(const soap_context&) = delete;
    soap_context& operator=(const soap_context&) = delete;
    WSMAN_DECL ~soap_context();

    WSMAN_DECL const session& configuration() const noexcept;
    WSMAN_DECL const uuid& session_id() const noexcept;
    WSMAN_DECL std::size_t max_envelope_size() const noexcept;

    /// Effects: takes a larger envelope size that the host is known to accept, for all requests from now on.
    /// Returns: false, and nothing is changed, if the session's own value was set on purpose or is larger.
    WSMAN_DECL bool raise_max_envelope_size(std::size_t bytes);

    /// Effects: gives every request from now on an OperationID and a SequenceId, by which a host that knows robust
    /// connections tells a retransmission from a new request (MS-WSMV 3.1.4.1.39).
    WSMAN_DECL void identify_operations(bool on) noexcept;
    /// Returns: whether the host has echoed an OperationID.
    WSMAN_DECL bool host_knows_operations() const noexcept;

    /// Effects: from now on bytes and characters that XML forbids become U+FFFD in the texts of good answers, too
    /// (xml::forbidden_text::replaced). Those of failures are always read so.
    WSMAN_DECL void lenient_answers(bool on) noexcept;

    WSMAN_DECL const xml::limits& limits() const noexcept;
    WSMAN_DECL void limits(const xml::limits& bounds) noexcept;

private:
    friend class soap_call;

    std::shared_ptr<detail::soap_state> state_;
};

/// What one request says in its header beside what every request says.
///
/// Object lifetimes: views and pointers are read while the request is built and not kept.
class message_head {
public:
    message_head(operation_kind kind, std::string_view action_uri, std::string_view resource)
        : operation(kind), action(action_uri), resource_uri(resource)
    {
    }

    operation_kind operation; ///< names it in errors, and says whether it may be sent again
    std::string_view action;
    std::string_view resource_uri;                  ///< empty: no such header
    std::string_view to;                            ///< empty: the session's endpoint
    std::chrono::milliseconds operation_timeout{0}; ///< 0: the session's
    const selector_set* selectors = nullptr;
    const option_set* options = nullptr;
    std::string_view extra; ///< further header blocks, XML of our own
    bool waits = false;
};

/// One request and the reading of its answer: what every operation is made of.
///
/// \code
///     step start() { return call_.send(head, [&](xml::writer& body) { body.start("rsp:Signal")… }); }
///     step resume(result<response>& answer)
///     {
///         const result<envelope_view> envelope = call_.read(answer);
///         if (!envelope) return finish(envelope.error());
///         …
/// \endcode
class soap_call {
public:
    WSMAN_DECL explicit soap_call(const soap_context& context);
    WSMAN_DECL soap_call(soap_call&&) noexcept;
    WSMAN_DECL soap_call& operator=(soap_call&&) noexcept;
    WSMAN_DECL ~soap_call();

    /// Builds the envelope; `write_body(xml::writer&)` appends what belongs into the body.
    /// Returns: the request, or a finish with the failure: xml_errc (what XML cannot hold, with its place) or
    /// protocol_errc::envelope_too_large with size and limit.
    template <class WriteBody>
    step send(const message_head& head, WriteBody&& write_body)
    {
        if (result<void> begun = begin(head); !begun) return wsman::finish(fail(std::move(begun).error()));
        xml::writer body(buffer());
        std::forward<WriteBody>(write_body)(body);
        if (result<void> written = body.finish(); !written) return wsman::finish(fail(std::move(written).error()));
        return complete();
    }

    /// Sends an envelope that is not built here: Identify has no addressing headers.
    WSMAN_DECL step send_text(const message_head& head, std::string_view envelope);

    /// Returns: the same request as a new message, with an identifier of its own.
    WSMAN_DECL step send_again();
    /// Returns: the same message once more, marked as a retransmission where operations are identified: a host that
    /// knows it repeats its answer.
    WSMAN_DECL step retransmit();

    /// Judges what came of the request.
    /// Returns: the envelope, whose views live until the answer is changed or another one is read.
    /// Errors: the transport's own; faults at any status (protocol/fault.hpp); what is no envelope
    /// (protocol/http_status.hpp, xml_errc, protocol_errc::not_soap); protocol_errc::unrelated_answer and
    /// unexpected_action. All name the operation. What a failure says is read leniently; a body
    /// that cannot be read is told as that, with its readable words.
    [[nodiscard]] WSMAN_DECL result<envelope_view> read(result<response>& answer);

    /// Returns: `why`, with the operation's name in it.
    WSMAN_DECL failure fail(failure why) const;
    WSMAN_DECL failure fail(error_code code, std::string text = {}) const
    {
        return fail(failure(code, std::move(text)));
    }

    /// Returns: bytes of the last envelope that was built, in the encoding it is sent in.
    WSMAN_DECL std::size_t envelope_size() const noexcept;
    /// Returns: whether the host has echoed an OperationID.
    WSMAN_DECL bool host_knows_operations() const noexcept;

private:
    [[nodiscard]] WSMAN_DECL result<void> begin(const message_head& head);
    WSMAN_DECL std::string& buffer() noexcept;
    WSMAN_DECL step complete();
    WSMAN_DECL step send_once_more();
    [[nodiscard]] WSMAN_DECL result<void> check_addressing(const envelope_view& envelope);
    [[nodiscard]] WSMAN_DECL result<envelope_view> parse(response& got, xml::forbidden_text handling);
    [[nodiscard]] WSMAN_DECL result<envelope_view> read_success(response& got);
    WSMAN_DECL failure read_failure(response& got);
    WSMAN_DECL failure judge_fault(const xml::element& element, unsigned status) const;

    std::shared_ptr<detail::soap_state> state_;
    std::unique_ptr<detail::soap_message> message_; // given back to state_ for the next call
};

} // namespace wsman

#if !defined(WSMAN_SEPARATE_COMPILATION)
#include <wsman/protocol/impl/soap.ipp>
#include <wsman/protocol/impl/soap_call.ipp>
#endif
