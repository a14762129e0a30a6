//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/core/duration.hpp>
#include <wsman/core/encoding.hpp>
#include <wsman/protocol/fault.hpp>
#include <wsman/protocol/http_status.hpp>
#include <wsman/protocol/soap.hpp>
#include <wsman/xml/detail/characters.hpp>
#include <wsman/protocol/impl/host_text.ipp>
#include <wsman/protocol/impl/soap_state.ipp>

#include <cstddef>
#include <optional>
#include <string>
#include <utility>

namespace wsman::inline WSMAN_FORM::detail::soap {

// Every message uses s, a, w and p; a body declares its other prefixes.
inline constexpr std::string_view envelope_opening =
    "<s:Envelope xmlns:s=\"http://www.w3.org/2003/05/soap-envelope\""
    " xmlns:a=\"http://schemas.xmlsoap.org/ws/2004/08/addressing\""
    " xmlns:w=\"http://schemas.dmtf.org/wbem/wsman/1/wsman.xsd\""
    " xmlns:p=\"http://schemas.microsoft.com/wbem/wsman/1/wsman.xsd\"><s:Header>";
inline constexpr std::string_view header_closing = "</s:Header><s:Body>";
inline constexpr std::string_view envelope_closing = "</s:Body></s:Envelope>";

inline void write_identifiers(xml::writer& headers, soap_message& message, bool operations)
{
    std::string& out = message.envelope;
    message.message_id.assign(uuid_prefix);
    uuid::random().append(message.message_id);
    headers.start("a:MessageID").text(message.message_id);
    message.message_id_at = out.size() - message.message_id.size();
    headers.end();
    if (!operations) return;

    headers.start("p:OperationID").attribute("s:mustUnderstand", "false");
    message.must_understand_at = out.size() - std::string_view("false\"").size();
    headers.text(std::string(uuid_prefix) + uuid::random().text());
    message.operation_id_at = out.size() - uuid_text_size;
    headers.end();
    headers.start("p:SequenceId").attribute("s:mustUnderstand", "false").number(1).end();
}

inline void write_selectors(xml::writer& headers, const selector_set& selectors)
{
    headers.start("w:SelectorSet");
    for (const selector_set::selector& one : selectors)
        headers.start("w:Selector").attribute("Name", one.name).text(one.value).end();
    headers.end();
}

inline void write_options(xml::writer& headers, const option_set& options)
{
    headers.start("w:OptionSet").attribute("s:mustUnderstand", "true");
    for (const option_set::option& one : options) {
        headers.start("w:Option").attribute("Name", one.name);
        if (one.must_comply) headers.attribute("MustComply", "true");
        headers.text(one.value).end();
    }
    headers.end();
}

/// Sets or removes the mark of a retransmission in the message.
inline void mark_retransmission(soap_message& message, bool on)
{
    if (message.operation_id_at == 0 || message.retransmission == on) return;
    const std::string_view before = on ? "false" : "true";
    const std::string_view after = on ? "true" : "false";
    message.envelope.replace(message.must_understand_at, before.size(), after);
    message.operation_id_at = message.operation_id_at + after.size() - before.size();
    message.retransmission = on;
}

inline bool is_number(std::string_view text) noexcept
{
    return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

/// Returns: whether the answer may belong to the request. A management controller may send a number, and an
/// intermediary nothing; only the identifier of another message proves that the answer belongs to another request.
inline bool relates_to(std::string_view answer, std::string_view asked) noexcept
{
    if (answer.empty() || asked.empty() || is_number(answer)) return true;
    if (ascii_iequals(answer, asked)) return true;
    const std::optional<uuid> one = uuid::parse(answer);
    return one && one == uuid::parse(asked);
}

/// Returns: whether the action of the answer matches the request. OMI answers an Invoke with the action of the request.
inline bool answers_action(std::string_view answer, std::string_view asked) noexcept
{
    if (answer.empty() || asked.empty()) return true;
    constexpr std::string_view suffix = "Response";
    if (answer.size() == asked.size() + suffix.size() && answer.ends_with(suffix)) answer.remove_suffix(suffix.size());
    return ascii_iequals(answer, asked);
}

inline bool is_forbidden_text(const failure& why) noexcept
{
    return why.code() == xml_errc::invalid_character || why.code() == xml_errc::invalid_utf8;
}

/// The hints of xml_errc address the writer of a document; this hint is for the reader of an answer.
inline void set_reader_hint(failure& why)
{
    if (is_forbidden_text(why))
        why.details().hint =
            "the firmware of the host or a proxy wrote this answer; transport_options::lenient_answers "
            "(wsman-cli --lenient) accepts it";
    else if (why.code().category() == xml_category())
        why.details().hint = http::reader_advice;
}

} // namespace wsman::detail::soap

namespace wsman::inline WSMAN_FORM {

WSMAN_DECL soap_call::soap_call(const soap_context& context) : state_(context.state_) {}

WSMAN_DECL soap_call::soap_call(soap_call&&) noexcept = default;

WSMAN_DECL soap_call& soap_call::operator=(soap_call&& other) noexcept
{
    std::swap(state_, other.state_);
    std::swap(message_, other.message_);
    return *this;
}

WSMAN_DECL soap_call::~soap_call()
{
    if (state_) state_->give_back(std::move(message_));
}

WSMAN_DECL std::string& soap_call::buffer() noexcept
{
    return message_->envelope;
}

WSMAN_DECL std::size_t soap_call::envelope_size() const noexcept
{
    return message_ ? detail::encoded_size(message_->envelope, state_->utf16) : 0;
}

WSMAN_DECL bool soap_call::host_knows_operations() const noexcept
{
    return state_->host_knows_operations;
}

WSMAN_DECL result<void> soap_call::begin(const message_head& head)
{
    if (!message_) message_ = state_->take();
    detail::soap_message& message = *message_;
    message.clear();
    message.operation = row_of(head.operation).name;
    message.action = head.action;
    message.waits = head.waits;
    message.after_loss = row_of(head.operation).after_loss;
    message.operation_timeout =
        head.operation_timeout.count() > 0 ? head.operation_timeout : state_->configuration.operation_timeout();

    std::string& out = message.envelope;
    out += detail::soap::envelope_opening;
    if (head.to.empty()) out += state_->to;
    out += state_->common;
    xml::writer headers(out);
    if (!head.to.empty()) headers.element("a:To", head.to);
    headers.start("a:Action").attribute("s:mustUnderstand", "true").text(head.action).end();
    detail::soap::write_identifiers(headers, message, state_->identify_operations);
    std::string timeout;
    append_duration(timeout, message.operation_timeout);
    headers.element("w:OperationTimeout", timeout);
    if (!head.resource_uri.empty())
        headers.start("w:ResourceURI").attribute("s:mustUnderstand", "true").text(head.resource_uri).end();
    if (head.options && !head.options->empty()) detail::soap::write_options(headers, *head.options);
    if (head.selectors && !head.selectors->empty()) detail::soap::write_selectors(headers, *head.selectors);
    if (!head.extra.empty()) headers.raw(head.extra);
    headers.raw(detail::soap::header_closing);
    return headers.finish();
}

WSMAN_DECL step soap_call::complete()
{
    message_->envelope += detail::soap::envelope_closing;
    return send_once_more();
}

WSMAN_DECL step soap_call::send_text(const message_head& head, std::string_view envelope)
{
    if (!message_) message_ = state_->take();
    message_->clear();
    message_->operation = row_of(head.operation).name;
    message_->waits = head.waits;
    message_->after_loss = row_of(head.operation).after_loss;
    message_->operation_timeout =
        head.operation_timeout.count() > 0 ? head.operation_timeout : state_->configuration.operation_timeout();
    message_->envelope = envelope;
    return send_once_more();
}

WSMAN_DECL step soap_call::send_again()
{
    detail::soap_message& message = *message_;
    detail::soap::mark_retransmission(message, false);
    if (message.message_id_at != 0) {
        message.message_id.assign(detail::uuid_prefix);
        uuid::random().append(message.message_id);
        message.envelope.replace(message.message_id_at, message.message_id.size(), message.message_id);
    }
    if (message.operation_id_at != 0)
        message.envelope.replace(message.operation_id_at, detail::uuid_text_size, uuid::random().text());
    return send_once_more();
}

WSMAN_DECL step soap_call::retransmit()
{
    detail::soap::mark_retransmission(*message_, true);
    return send_once_more();
}

WSMAN_DECL step soap_call::send_once_more()
{
    const detail::soap_message& message = *message_;
    const std::size_t size = envelope_size();
    if (size > state_->max_envelope_size) {
        return finish(fail(
            protocol_errc::envelope_too_large,
            "the request has " + std::to_string(size) + " bytes, the limit is " +
                std::to_string(state_->max_envelope_size)
        ));
    }
    request next(message.operation, message.action, message.envelope);
    next.message_id = message.message_id;
    next.operation_timeout = message.operation_timeout;
    next.waits = message.waits;
    next.after_loss = message.after_loss;
    return next;
}

WSMAN_DECL failure soap_call::fail(failure why) const
{
    if (why.details().operation.empty() && message_) why.details().operation = message_->operation;
    return why;
}

WSMAN_DECL result<envelope_view> soap_call::read(result<response>& answer)
{
    if (!answer) return fail(answer.error());
    response& got = *answer;
    const bool success = got.status >= 200 && got.status < 300;
    const bool redirect = got.status >= 300 && got.status < 400;
    // A body with another content type is not an envelope, whatever its content is. On a sealed connection only such a
    // body can come from someone other than the host.
    if (redirect || xml::detail::is_blank(got.body) || !parse_media_type(got.content_type).is_xml() ||
        detail::http::looks_like_html(got.body))
        return http_failure(got, message_ ? message_->operation : std::string_view());
    if (!success) return read_failure(got);
    result<envelope_view> envelope = read_success(got);
    if (envelope)
        if (result<void> fits = check_addressing(*envelope); !fits) return std::move(fits).error();
    return envelope;
}

WSMAN_DECL result<envelope_view> soap_call::parse(response& got, xml::forbidden_text handling)
{
    if (result<void> parsed = state_->document.parse(got.body, state_->limits, handling); !parsed)
        return parsed.error();
    return envelope_view::from(state_->document);
}

WSMAN_DECL failure soap_call::judge_fault(const xml::element& element, unsigned status) const
{
    const result<soap_fault> fault = read_fault(element);
    if (fault) return make_fault(*fault, status, message_ ? message_->operation : std::string_view());
    failure why = fail(fault.error());
    why.details().http_status = status;
    why.details().server_text = detail::http::readable_words(element);
    return why;
}

/// Reads the answer of a failed request leniently, because its code is more important than its form.
WSMAN_DECL failure soap_call::read_failure(response& got)
{
    const std::string_view operation = message_ ? message_->operation : std::string_view();
    const result<void> parsed = state_->document.parse(got.body, state_->limits, xml::forbidden_text::replaced);
    if (!parsed) return detail::http::judge_answer(got, operation, parsed.error().message(), std::nullopt);
    const result<envelope_view> envelope = envelope_view::from(state_->document);
    if (!envelope) {
        std::string words = detail::http::readable_words(state_->document.root());
        return detail::http::judge_answer(got, operation, envelope.error().message(), std::move(words));
    }
    if (const std::optional<xml::element> element = envelope->fault()) return judge_fault(*element, got.status);
    return detail::http::judge_answer(got, operation, {}, detail::http::readable_words(envelope->body()));
}

WSMAN_DECL result<envelope_view> soap_call::read_success(response& got)
{
    using xml::forbidden_text;
    result<envelope_view> envelope = parse(got, state_->lenient ? forbidden_text::replaced : forbidden_text::refused);
    failure why;
    if (!envelope) {
        why = fail(std::move(envelope).error());
        // Only a fault is read leniently.
        if (detail::soap::is_forbidden_text(why)) envelope = parse(got, forbidden_text::replaced);
        detail::soap::set_reader_hint(why);
        why.details().http_status = got.status;
    }
    if (envelope)
        if (const std::optional<xml::element> element = envelope->fault()) return judge_fault(*element, got.status);
    if (why.code().failed()) return why;
    return envelope;
}

WSMAN_DECL result<void> soap_call::check_addressing(const envelope_view& envelope)
{
    if (!detail::soap::relates_to(envelope.header_text(ns::addressing, "RelatesTo"), message_->message_id))
        return fail(protocol_errc::unrelated_answer);
    const std::string action = envelope.header_text(ns::addressing, "Action");
    if (!detail::soap::answers_action(action, message_->action)) {
        failure why = fail(protocol_errc::unexpected_action);
        why.details().server_text = detail::host_text(action);
        return why;
    }
    if (state_->identify_operations && envelope.header(ns::microsoft, "OperationID"))
        state_->host_knows_operations = true;
    return {};
}

} // namespace wsman
