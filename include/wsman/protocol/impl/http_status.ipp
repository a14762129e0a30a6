//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/encoding.hpp>
#include <wsman/protocol/http_status.hpp>
#include <wsman/protocol/impl/host_text.ipp>

#include <cstddef>
#include <string>
#include <utility>

namespace wsman::detail::http {

inline std::string_view trim_http_blanks(std::string_view text) noexcept
{
    constexpr std::string_view blanks = " \t\r\n";
    const std::size_t begin = text.find_first_not_of(blanks);
    if (begin == std::string_view::npos) return {};
    return text.substr(begin, text.find_last_not_of(blanks) - begin + 1);
}

/// Returns: the names of the schemes in the values of WWW-Authenticate: words that stand at the beginning or behind
/// a comma and are no parameter (`name=value`).
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

/// Returns: what stands in the first title element, found without believing the page to be well-formed.
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

inline bool is_html_page(const response& answer, const media_type& type) noexcept
{
    if (type.is_html()) return true;
    std::string_view body = trim_http_blanks(std::string_view(answer.body).substr(0, 256));
    return ascii_iequals(body.substr(0, 5), "<html") || ascii_iequals(body.substr(0, 14), "<!doctype html");
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

inline std::string answer_text(const response& answer, transport_errc code)
{
    std::string text = "HTTP " + std::to_string(answer.status);
    if (code == transport_errc::http_unauthorized) {
        const std::string schemes = offered_schemes(answer.challenges);
        text += schemes.empty() ? ", no scheme offered" : ", offered: " + schemes;
    }
    if (code == transport_errc::invalid_content_type)
        text += answer.content_type.empty() ? ", no content type" : ", another content type than application/soap+xml";
    if (answer.retry_after) text += ", try again after " + std::to_string(answer.retry_after->count()) + " s";
    return text;
}

} // namespace wsman::detail::http

namespace wsman {

WSMAN_DECL bool media_type::is_xml() const noexcept
{
    // SOAP 1.2 has a type of its own; some devices send the general ones, or none at all.
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
    const media_type type = parse_media_type(answer.content_type);
    const bool html = detail::http::is_html_page(answer, type);
    const transport_errc code = detail::http::answer_error(answer, type, html);
    failure why(code, detail::http::answer_text(answer, code));
    failure_details& details = why.details();
    details.operation = operation;
    details.http_status = answer.status;
    if (code == transport_errc::http_redirect) {
        details.server_text = detail::host_text(answer.location);
    } else if (code == transport_errc::invalid_content_type) {
        details.server_text = detail::host_text(answer.content_type);
    } else if (html) {
        details.server_text = detail::http::html_title(answer.body);
    }
    if (code == transport_errc::http_unauthorized && detail::http::offered_schemes(answer.challenges).empty())
        details.hint =
            "the host offers no log-in here: it may refuse clear text (AllowUnencrypted) or have every scheme "
            "of this client switched off";
    return why;
}

} // namespace wsman
