//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/core/encoding.hpp>
#include <wsman/protocol/http_status.hpp>
#include <wsman/protocol/impl/host_text.ipp>
#include <wsman/protocol/impl/readable_words.ipp>

#include <cstddef>
#include <optional>
#include <string>
#include <utility>

namespace wsman::inline WSMAN_FORM::detail::http {

inline std::string_view trim_http_blanks(std::string_view text) noexcept
{
    constexpr std::string_view blanks = " \t\r\n";
    const std::size_t begin = text.find_first_not_of(blanks);
    if (begin == std::string_view::npos) return {};
    return text.substr(begin, text.find_last_not_of(blanks) - begin + 1);
}

/// Returns: the names of the schemes in the values of WWW-Authenticate: words at the beginning or after a comma that
/// are not a parameter (`name=value`).
inline std::string offered_schemes(std::string_view challenges)
{
    std::string out;
    while (!challenges.empty()) {
        const std::size_t comma = challenges.find(',');
        std::string_view part = trim_http_blanks(challenges.substr(0, comma));
        challenges.remove_prefix(comma == std::string_view::npos ? challenges.size() : comma + 1);
        part = part.substr(0, part.find_first_of(" \t"));
        if (part.empty() || part.size() > 32 || part.find_first_of("=\"\\") != std::string_view::npos) continue;
        if (out.size() > 200) break;
        if (!out.empty()) out += ", ";
        out += host_text(part);
    }
    return out;
}

inline constexpr std::size_t title_limit = 200; // bytes

/// Returns: the content of the first title element. The page need not be well-formed.
inline std::string html_title(std::string_view page)
{
    constexpr std::size_t look = 16384;
    const std::string low = ascii_lower(page.substr(0, look));
    std::size_t begin = low.find("<title");
    if (begin == std::string::npos) return {};
    begin = low.find('>', begin);
    if (begin == std::string::npos) return {};
    const std::size_t end = low.find('<', ++begin);
    return end == std::string::npos ? std::string() : host_text(page.substr(begin, end - begin), title_limit);
}

/// Returns: whether the text begins as an HTML page does, after at most 250 bytes of white space.
inline bool looks_like_html(std::string_view body) noexcept
{
    body = trim_http_blanks(body.substr(0, 256));
    return ascii_iequals(body.substr(0, 5), "<html") || ascii_iequals(body.substr(0, 14), "<!doctype html");
}

inline bool is_html_page(const response& answer, const media_type& type) noexcept
{
    return type.is_html() || looks_like_html(answer.body);
}

inline std::optional<transport_errc> status_error(unsigned status) noexcept
{
    if (status >= 300 && status < 400) return transport_errc::http_redirect;
    switch (status) {
    case 401: return transport_errc::http_unauthorized;
    case 403: return transport_errc::http_forbidden;
    case 404: return transport_errc::http_not_found;
    case 413: return transport_errc::http_request_too_large;
    case 429: return transport_errc::http_too_many_requests;
    case 503: return transport_errc::http_service_unavailable;
    default: return std::nullopt;
    }
}

inline transport_errc answer_error(const response& answer, const media_type& type, bool html) noexcept
{
    if (const auto known = status_error(answer.status)) return *known;
    if (html) return transport_errc::html_answer;
    const bool success = answer.status >= 200 && answer.status < 300;
    if (success) {
        const bool empty = trim_http_blanks(answer.body).empty();
        if (empty) return transport_errc::empty_answer;
        return type.is_xml() ? transport_errc::malformed_http : transport_errc::invalid_content_type;
    }
    if (answer.status == 400) return transport_errc::http_bad_request;
    if (answer.status == 500) return transport_errc::http_server_error;
    return transport_errc::http_status;
}

/// Returns: whether the failure needs the text of the body because the status is not specific.
inline bool needs_body_text(transport_errc code) noexcept
{
    return code == transport_errc::http_bad_request || code == transport_errc::http_server_error ||
           code == transport_errc::http_status;
}

inline std::string answer_text(const response& answer, transport_errc code, std::string_view why_unreadable)
{
    std::string text = "HTTP " + std::to_string(answer.status);
    if (code == transport_errc::http_unauthorized) {
        const std::string schemes = offered_schemes(answer.challenges);
        text += schemes.empty() ? ", no scheme offered" : ", offered: " + schemes;
    }
    if (code == transport_errc::invalid_content_type)
        text += answer.content_type.empty() ? ", no content type" : ", a content type other than application/soap+xml";
    if (needs_body_text(code)) {
        const bool empty = trim_http_blanks(answer.body).empty();
        text += empty ? ", with an empty body" : ", with a body that is not a SOAP fault";
        if (!empty && !why_unreadable.empty()) text.append(" (").append(why_unreadable).append(")");
    }
    if (answer.retry_after) text += ", try again after " + std::to_string(answer.retry_after->count()) + " s";
    return text;
}

/// The hint for an answer that cannot be read.
inline constexpr std::string_view reader_advice =
    "the firmware of the host or a proxy wrote this answer, not WS-Management; look at the answer in a trace "
    "(transport_options::observe_envelopes, wsman-cli --trace)";

/// Returns: a hint for a status of proxies and gateways, or for a status that concerns the format of the request; empty
/// if the hint of the code applies.
inline std::string_view status_hint(unsigned status, std::string_view operation) noexcept
{
    // 520 to 524 are status codes of Cloudflare.
    const bool gateway = status == 502 || status == 504 || (status >= 520 && status <= 524);
    const bool at_first =
        operation == "Create" || operation == "Identify" || operation == "log-in" || operation.empty();
    if (gateway && at_first)
        return "a proxy, gateway or load balancer got no answer from the host: check that the host runs and "
               "the target of the gateway";
    if (gateway)
        return "a proxy, gateway or load balancer timed out while it waited for the host: lower operation_timeout "
               "below the timeout of the intermediary, or raise that timeout";
    if (status == 408)
        return "the host or a proxy waited too long for the request: send smaller pieces, or look at the "
               "network";
    if (status == 415)
        return "the host does not accept this content type (application/soap+xml) or encoding: switch between "
               "UTF-8 and UTF-16, and check that no proxy refuses SOAP";
    return {};
}

/// Returns: the text of the host about a failure.
inline std::string words_of(const response& answer, transport_errc code, bool html)
{
    if (code == transport_errc::http_redirect) return host_text(answer.location);
    if (code == transport_errc::invalid_content_type) return host_text(answer.content_type);
    std::string title = html ? html_title(answer.body) : std::string();
    return title.empty() && answer.status >= 400 ? readable_words(answer.body) : title;
}

/// Returns: the failure for an answer whose body is not an envelope. `why_unreadable` is the reason; `words` is the
/// text of the body if the parser has already changed its bytes.
inline failure judge_answer(
    const response& answer,
    std::string_view operation,
    std::string_view why_unreadable,
    std::optional<std::string> words
)
{
    const media_type type = parse_media_type(answer.content_type);
    const bool html = is_html_page(answer, type);
    const transport_errc code = answer_error(answer, type, html);
    failure why(code, answer_text(answer, code, why_unreadable));
    failure_details& details = why.details();
    details.operation = operation;
    details.http_status = answer.status;
    details.server_text = words ? *std::move(words) : words_of(answer, code, html);
    details.hint = status_hint(answer.status, operation);
    if (code == transport_errc::http_unauthorized && offered_schemes(answer.challenges).empty())
        details.hint =
            "the host offers no authentication scheme: it may refuse clear text (AllowUnencrypted) or disable every "
            "scheme of this client";
    const bool unreadable = needs_body_text(code) && !trim_http_blanks(answer.body).empty();
    if (unreadable && details.hint.empty()) details.hint = reader_advice;
    return why;
}

} // namespace wsman::detail::http

namespace wsman::inline WSMAN_FORM {

WSMAN_DECL bool media_type::is_xml() const noexcept
{
    // SOAP 1.2 defines application/soap+xml; some devices send a general XML type or no type.
    return type.empty() || type == "application/soap+xml" || type == "text/xml" || type == "application/xml";
}

WSMAN_DECL media_type parse_media_type(std::string_view header_value)
{
    media_type read;
    std::size_t semicolon = header_value.find(';');
    read.type = ascii_lower(detail::http::trim_http_blanks(header_value.substr(0, semicolon)));
    while (semicolon != std::string_view::npos) {
        header_value.remove_prefix(semicolon + 1);
        semicolon = header_value.find(';');
        const std::string_view parameter = header_value.substr(0, semicolon);
        const std::size_t equals = parameter.find('=');
        if (equals == std::string_view::npos) continue;
        if (!ascii_iequals(detail::http::trim_http_blanks(parameter.substr(0, equals)), "charset")) continue;
        std::string_view value = detail::http::trim_http_blanks(parameter.substr(equals + 1));
        if (value.size() >= 2 && value.front() == '"' && value.back() == '"') value = value.substr(1, value.size() - 2);
        if (read.charset.empty()) read.charset = ascii_lower(value);
    }
    return read;
}

WSMAN_DECL failure http_failure(const response& answer, std::string_view operation)
{
    return detail::http::judge_answer(answer, operation, {}, std::nullopt);
}

} // namespace wsman
