//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/protocol/redact.hpp>
#include <wsman/transport/recording.hpp>
#include <wsman/core/detail/private_file.hpp>

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

#include <fstream>
#include <iterator>

namespace wsman::inline WSMAN_FORM::detail {

inline constexpr std::string_view recorded_soap_type = "application/soap+xml;charset=UTF-8";

inline failure recording_failure(session_errc code, std::string pointer, std::string text)
{
    failure why(code, std::move(text));
    why.details().operation = "recording";
    why.details().pointer = std::move(pointer);
    return why;
}

/// Returns: the text of a required key.
[[nodiscard]] inline result<std::string>
recorded_text(const boost::json::object& from, std::string_view key, const std::string& at)
{
    const boost::json::value* const value = from.if_contains(key);
    if (!value || !value->is_string())
        return recording_failure(session_errc::wrong_type, at + '/' + std::string(key), "a string is needed");
    return std::string(value->get_string().data(), value->get_string().size());
}

[[nodiscard]] inline result<recorded_exchange> read_recorded(const boost::json::value& from, const std::string& at)
{
    if (!from.is_object()) return recording_failure(session_errc::wrong_type, at, "an object is needed");
    const boost::json::object& object = from.get_object();
    recorded_exchange one;
    result<std::string> text = recorded_text(object, "request", at);
    if (text.has_error()) return text.error();
    one.request = std::move(*text);
    text = recorded_text(object, "response", at);
    if (text.has_error()) return text.error();
    one.response = std::move(*text);
    const boost::json::value* const status = object.if_contains("status");
    if (!status || !status->is_int64() || status->get_int64() < 100 || status->get_int64() > 999)
        return recording_failure(session_errc::wrong_type, at + "/status", "an HTTP status is needed");
    one.status = static_cast<unsigned>(status->get_int64());
    if (object.contains("content_type")) {
        text = recorded_text(object, "content_type", at);
        if (text.has_error()) return text.error();
        one.content_type = std::move(*text);
    }
    return one;
}

} // namespace wsman::detail

namespace wsman::inline WSMAN_FORM {

WSMAN_DECL std::string recording::to_json() const
{
    boost::json::array list;
    for (const recorded_exchange& one : exchanges) {
        boost::json::object object;
        object["request"] = one.request;
        object["status"] = one.status;
        object["response"] = one.response;
        if (one.content_type != detail::recorded_soap_type) object["content_type"] = one.content_type;
        list.push_back(std::move(object));
    }
    boost::json::object all;
    all["name"] = name;
    all["exchanges"] = std::move(list);
    return boost::json::serialize(all);
}

WSMAN_DECL result<recording> recording::from_json(std::string_view text)
{
    boost::system::error_code code;
    const boost::json::value all = boost::json::parse(text, code);
    if (code) return detail::recording_failure(session_errc::json_syntax, {}, code.message());
    if (!all.is_object()) return detail::recording_failure(session_errc::wrong_type, {}, "an object is needed");
    const boost::json::object& object = all.get_object();
    const result<std::string> title = detail::recorded_text(object, "name", {});
    if (title.has_error()) return title.error();
    recording made(*title);
    const boost::json::value* const list = object.if_contains("exchanges");
    if (!list || !list->is_array())
        return detail::recording_failure(session_errc::wrong_type, "/exchanges", "a list is needed");
    for (const boost::json::value& entry : list->get_array()) {
        result<recorded_exchange> one =
            detail::read_recorded(entry, "/exchanges/" + std::to_string(made.exchanges.size()));
        if (one.has_error()) return one.error();
        made.exchanges.push_back(std::move(*one));
    }
    return made;
}

WSMAN_DECL result<recording> recording::load(const std::string& file)
{
    std::ifstream in(file, std::ios::binary);
    if (!in) return failure(client_errc::invalid_argument, "the recording " + file + " cannot be read");
    const std::string text((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
    return from_json(text);
}

WSMAN_DECL result<void> recording::save(const std::string& file) const
{
    detail::create_private_file(file); // a recording may contain commands and their output
    std::ofstream out(file, std::ios::binary | std::ios::trunc);
    out << to_json() << '\n';
    out.flush();
    if (!out) return failure(client_errc::invalid_argument, "the recording " + file + " cannot be written");
    return {};
}

WSMAN_DECL asio::awaitable<result<response>> recording_exchange::round_trip(request asked)
{
    return run(inner_, kept_, content_, std::move(asked));
}

WSMAN_DECL asio::awaitable<result<response>> recording_exchange::run(
    std::shared_ptr<exchange> inner, std::shared_ptr<recording> kept, recorded_content content, request asked
)
{
    const bool redacted = content == recorded_content::redacted;
    std::string sent = redacted ? redact(asked.envelope) : std::string(asked.envelope);
    result<response> answer = co_await inner->round_trip(std::move(asked));
    if (answer.has_value()) {
        recorded_exchange one(std::move(sent), answer->status, redacted ? redact(answer->body) : answer->body);
        one.content_type = answer->content_type;
        kept->exchanges.push_back(std::move(one));
    }
    co_return answer;
}

} // namespace wsman
