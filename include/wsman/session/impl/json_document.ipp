//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/core/duration.hpp>
#include <wsman/core/result.hpp>
#include <wsman/core/text_input.hpp>

#include <boost/json/basic_parser_impl.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>

#include <algorithm>
#include <cstdint>
#include <limits>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace wsman::inline WSMAN_FORM::detail {

inline std::string json_pointer_child(std::string_view parent, std::string_view key)
{
    std::string pointer(parent);
    pointer += '/';
    for (const char c : key) {
        if (c == '~')
            pointer += "~0";
        else if (c == '/')
            pointer += "~1";
        else
            pointer += c;
    }
    return pointer;
}

/// Finds the first key that occurs twice in an object. Boost.JSON would silently use the last value.
class duplicate_key_finder {
public:
    static constexpr std::size_t max_object_size = (std::numeric_limits<std::size_t>::max)();
    static constexpr std::size_t max_array_size = max_object_size;
    static constexpr std::size_t max_key_size = max_object_size;
    static constexpr std::size_t max_string_size = max_object_size;
    using text = boost::json::string_view;
    using code = boost::json::error_code;

    bool found = false;
    std::string pointer; ///< of the key, if one was found

    bool on_document_begin(code&) { return true; }
    bool on_document_end(code&) { return true; }
    bool on_object_begin(code&)
    {
        open_.emplace_back();
        return true;
    }
    bool on_object_end(std::size_t, code&) { return close(); }
    bool on_array_begin(code&)
    {
        open_.emplace_back().is_array = true;
        return true;
    }
    bool on_array_end(std::size_t, code&) { return close(); }
    bool on_key_part(text part, std::size_t, code&)
    {
        key_.append(part.data(), part.size());
        return true;
    }
    bool on_key(text part, std::size_t, code& ec)
    {
        key_.append(part.data(), part.size());
        open_.back().at = std::exchange(key_, {});
        if (open_.back().seen.insert(open_.back().at).second) return true;
        found = true;
        for (const level& one : open_)
            pointer = json_pointer_child(pointer, one.is_array ? std::to_string(one.index) : one.at);
        ec = boost::json::error::syntax;
        return false;
    }
    bool on_string_part(text, std::size_t, code&) { return true; }
    bool on_string(text, std::size_t, code&) { return next(); }
    bool on_number_part(text, code&) { return true; }
    bool on_int64(std::int64_t, text, code&) { return next(); }
    bool on_uint64(std::uint64_t, text, code&) { return next(); }
    bool on_double(double, text, code&) { return next(); }
    bool on_bool(bool, code&) { return next(); }
    bool on_null(code&) { return next(); }
    bool on_comment_part(text, code&) { return true; }
    bool on_comment(text, code&) { return true; }

private:
    struct level {
        bool is_array = false;
        std::size_t index = 0;
        std::string at;
        std::set<std::string> seen;
    };

    bool next()
    {
        if (!open_.empty()) ++open_.back().index;
        return true;
    }
    bool close()
    {
        open_.pop_back();
        return next();
    }

    std::vector<level> open_;
    std::string key_;
};

inline failure json_failure(error_code code, std::string_view pointer, std::string text)
{
    failure why(code, std::move(text));
    why.details().operation = "session";
    why.details().pointer = pointer;
    return why;
}

[[nodiscard]] inline result<boost::json::value> parse_json(std::string_view text)
{
    text = without_byte_order_mark(text);
    boost::json::basic_parser<duplicate_key_finder> walk{boost::json::parse_options()};
    boost::json::error_code ec;
    const std::size_t read = walk.write_some(false, text.data(), text.size(), ec);
    if (walk.handler().found) return json_failure(session_errc::duplicate_key, walk.handler().pointer, {});
    if (!ec && text.find_first_not_of(" \t\r\n", read) != std::string_view::npos) ec = boost::json::error::extra_data;
    if (ec) {
        const std::string_view before = text.substr(0, read);
        const auto line = 1 + std::count(before.begin(), before.end(), '\n');
        const std::size_t column = read - (before.rfind('\n') + 1) + 1; // npos + 1 is 0
        return json_failure(
            session_errc::json_syntax,
            {},
            "line " + std::to_string(line) + ", column " + std::to_string(column) + ": " + ec.message()
        );
    }
    return boost::json::parse(boost::json::string_view(text.data(), text.size()), ec);
}

/// A value and its JSON pointer, for error messages.
class json_place {
public:
    json_place(const boost::json::value& value, std::string pointer) : value_(&value), pointer_(std::move(pointer)) {}

    const boost::json::value& value() const noexcept { return *value_; }
    const std::string& pointer() const noexcept { return pointer_; }

    failure fail(error_code code, std::string text) const { return json_failure(code, pointer_, std::move(text)); }
    failure wrong_type(std::string_view expected) const
    {
        return fail(session_errc::wrong_type, std::string(expected) + " is expected");
    }
    /// Returns: the outcome; a failure without a JSON pointer gets the pointer of this value.
    template <class T>
    [[nodiscard]] result<T> with_place(result<T> outcome) const
    {
        if (outcome) return outcome;
        failure why = outcome.error();
        if (why.details().pointer.empty()) why.details().pointer = pointer_;
        if (why.details().operation.empty()) why.details().operation = "session";
        return why;
    }

    json_place member(std::string_view key) const
    {
        return {
            value_->as_object().at(boost::json::string_view(key.data(), key.size())), json_pointer_child(pointer_, key)
        };
    }
    json_place element(std::size_t index) const
    {
        return {value_->as_array().at(index), json_pointer_child(pointer_, std::to_string(index))};
    }
    bool has(std::string_view key) const
    {
        return value_->as_object().contains(boost::json::string_view(key.data(), key.size()));
    }
    /// Errors: the value is not an object, or has a key that is not in `known`.
    [[nodiscard]] result<void> check_keys(std::span<const std::string_view> known) const
    {
        if (!value_->is_object()) return wrong_type("an object");
        for (const auto& entry : value_->get_object()) {
            const std::string_view key(entry.key().data(), entry.key().size());
            if (std::find(known.begin(), known.end(), key) != known.end()) continue;
            std::string keys;
            for (const std::string_view one : known)
                keys += (keys.empty() ? "" : ", ") + std::string(one);
            failure why = member(key).fail(session_errc::unknown_key, {});
            why.details().hint = "the known keys are: " + keys;
            return why;
        }
        return {};
    }

    [[nodiscard]] result<std::string> text() const
    {
        if (!value_->is_string()) return wrong_type("a text");
        const boost::json::string& string = value_->get_string();
        return std::string(string.data(), string.size());
    }
    [[nodiscard]] result<bool> truth() const
    {
        if (!value_->is_bool()) return wrong_type("true or false");
        return value_->get_bool();
    }
    [[nodiscard]] result<std::uint32_t> whole_number(std::uint32_t smallest, std::uint32_t largest) const
    {
        if (!value_->is_int64() && !value_->is_uint64()) return wrong_type("a whole number");
        const bool fits = value_->is_int64() ? std::in_range<std::uint32_t>(value_->get_int64())
                                             : std::in_range<std::uint32_t>(value_->get_uint64());
        if (fits) {
            const auto number = value_->to_number<std::uint32_t>();
            if (number >= smallest && number <= largest) return number;
        }
        return fail(
            session_errc::out_of_range,
            "a number from " + std::to_string(smallest) + " to " + std::to_string(largest) + " is expected"
        );
    }

private:
    const boost::json::value* value_;
    std::string pointer_;
};

} // namespace wsman::detail
