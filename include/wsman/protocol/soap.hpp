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
struct soap_state;   // the state that the calls of one context share
struct soap_message; // the envelope of one call
} // namespace detail

/// The common parts of the requests of a client, serialised once.
///
/// It contains the headers of the session (To, ReplyTo, MaxEnvelopeSize, Locale, DataLocale, SessionId), the SessionId
/// of this client, and reusable buffers for requests.
///
/// Object lifetimes: operations may outlive their context.
/// Thread safety: a context and its operations belong to one strand.
/// Specification: DSP0226 5 and 6; MS-WSMV 2.2.3 (headers).
class soap_context {
public:
    /// `machine_name` is the value of the MachineID header; it is sent if option 23 (machine_id) is set.
    WSMAN_DECL explicit soap_context(const session& configuration, std::string machine_name = {});
    soap_context(const soap_context&) = delete;
    soap_context& operator=(const soap_context&) = delete;
    WSMAN_DECL ~soap_context();

    WSMAN_DECL const session& configuration() const noexcept;
    WSMAN_DECL const uuid& session_id() const noexcept;
    WSMAN_DECL std::size_t max_envelope_size() const noexcept;

    /// Effects: sets a larger envelope size, which the host is known to accept, for all later requests.
    /// Returns: false, without a change, if the session sets the size explicitly or the current size is larger.
    WSMAN_DECL bool raise_max_envelope_size(std::size_t bytes);

    /// Effects: adds an OperationID and a SequenceId to every later request. A host that supports robust connections
    /// uses them to distinguish a retransmission from a new request (MS-WSMV 3.1.4.1.39).
    WSMAN_DECL void identify_operations(bool on) noexcept;
    /// Returns: whether the host has echoed an OperationID.
    WSMAN_DECL bool host_knows_operations() const noexcept;

    /// Effects: later successful answers are read with xml::forbidden_text::replaced, so that bytes and characters that
    /// XML forbids become U+FFFD. Faults are always read so.
    WSMAN_DECL void lenient_answers(bool on) noexcept;

    WSMAN_DECL const xml::limits& limits() const noexcept;
    WSMAN_DECL void limits(const xml::limits& bounds) noexcept;

private:
    friend class soap_call;

    std::shared_ptr<detail::soap_state> state_;
};

/// The header of one request, in addition to the common headers.
///
/// Object lifetimes: views and pointers are used only while the request is built.
class message_head {
public:
    message_head(operation_kind kind, std::string_view action_uri, std::string_view resource)
        : operation(kind), action(action_uri), resource_uri(resource)
    {
    }

    operation_kind operation; ///< the name in errors, and whether the request may be sent again
    std::string_view action;
    std::string_view resource_uri;                  ///< empty: no such header
    std::string_view to;                            ///< empty: the endpoint of the session
    std::chrono::milliseconds operation_timeout{0}; ///< 0: the timeout of the session
    const selector_set* selectors = nullptr;
    const option_set* options = nullptr;
    std::string_view extra; ///< additional header blocks; trusted XML
    bool waits = false;
};

/// Builds one request and parses its answer. Every operation uses it.
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

    /// Builds the envelope; `write_body(xml::writer&)` appends the content of the body.
    /// Returns: the request, or a finish with the failure: xml_errc (a character that XML does not allow, with its
    /// position) or protocol_errc::envelope_too_large with size and limit.
    template <class WriteBody>
    step send(const message_head& head, WriteBody&& write_body)
    {
        if (result<void> begun = begin(head); !begun) return wsman::finish(fail(std::move(begun).error()));
        xml::writer body(buffer());
        std::forward<WriteBody>(write_body)(body);
        if (result<void> written = body.finish(); !written) return wsman::finish(fail(std::move(written).error()));
        return complete();
    }

    /// Sends a given envelope, for Identify, which has no addressing headers.
    WSMAN_DECL step send_text(const message_head& head, std::string_view envelope);

    /// Returns: the same request as a new message, with a new identifier.
    WSMAN_DECL step send_again();
    /// Returns: the same message again, marked as a retransmission if it has an OperationID. A host that supports
    /// OperationIDs repeats its answer.
    WSMAN_DECL step retransmit();

    /// Parses the answer to the request.
    /// Returns: the envelope, whose views are valid until the answer changes or another answer is read.
    /// Errors: those of the transport; faults at any status (protocol/fault.hpp); answers without an envelope
    /// (protocol/http_status.hpp, xml_errc, protocol_errc::not_soap); protocol_errc::unrelated_answer and
    /// unexpected_action. All contain the name of the operation. Answers with an error status are read leniently; the
    /// failure for an unreadable body contains its readable text.
    [[nodiscard]] WSMAN_DECL result<envelope_view> read(result<response>& answer);

    /// Returns: `why` with the name of the operation.
    WSMAN_DECL failure fail(failure why) const;
    WSMAN_DECL failure fail(error_code code, std::string text = {}) const
    {
        return fail(failure(code, std::move(text)));
    }

    /// Returns: the number of bytes of the last envelope, in the encoding of the message.
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
    std::unique_ptr<detail::soap_message> message_; // returned to state_ for the next call
};

} // namespace wsman

#if !defined(WSMAN_SEPARATE_COMPILATION)
#include <wsman/protocol/impl/soap.ipp>
#include <wsman/protocol/impl/soap_call.ipp>
#endif
