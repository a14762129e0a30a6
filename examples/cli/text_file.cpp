//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#include "text_file.hpp"

#include <wsman/core/text_input.hpp>

#include <boost/json/basic_parser_impl.hpp>

#include <fstream>
#include <iostream>
#include <iterator>
#include <limits>
#include <string_view>
#include <utility>
#include <vector>

namespace cli {

namespace {

/// Parses a document line by line, and records the line of the value that is nearest to a JSON pointer.
class pointer_finder {
public:
    static constexpr std::size_t max_object_size = (std::numeric_limits<std::size_t>::max)();
    static constexpr std::size_t max_array_size = max_object_size;
    static constexpr std::size_t max_key_size = max_object_size;
    static constexpr std::size_t max_string_size = max_object_size;
    using text = boost::json::string_view;
    using code = boost::json::error_code;

    explicit pointer_finder(std::string wanted) : wanted_(std::move(wanted)) {}

    std::size_t line = 1; ///< the number of the current line
    std::size_t found = 1;

    bool on_document_begin(code&) { return true; }
    bool on_document_end(code&) { return true; }
    bool on_object_begin(code&) { return open(false); }
    bool on_object_end(std::size_t, code&) { return close(); }
    bool on_array_begin(code&) { return open(true); }
    bool on_array_end(std::size_t, code&) { return close(); }
    bool on_key_part(text part, std::size_t, code&)
    {
        key_.append(part.data(), part.size());
        return true;
    }
    bool on_key(text part, std::size_t, code&)
    {
        key_.append(part.data(), part.size());
        levels_.back().at.clear();
        for (const char c : std::exchange(key_, {}))
            levels_.back().at += c == '~' ? std::string("~0") : c == '/' ? std::string("~1") : std::string(1, c);
        return look();
    }
    bool on_string_part(text, std::size_t, code&) { return true; }
    bool on_string(text, std::size_t, code&) { return value(); }
    bool on_number_part(text, code&) { return true; }
    bool on_int64(std::int64_t, text, code&) { return value(); }
    bool on_uint64(std::uint64_t, text, code&) { return value(); }
    bool on_double(double, text, code&) { return value(); }
    bool on_bool(bool, code&) { return value(); }
    bool on_null(code&) { return value(); }
    bool on_comment_part(text, code&) { return true; }
    bool on_comment(text, code&) { return true; }

private:
    struct level {
        bool array = false;
        std::size_t index = 0;
        std::string at;
    };

    bool open(bool array)
    {
        begin_element();
        levels_.emplace_back().array = array;
        return true;
    }
    bool close()
    {
        levels_.pop_back();
        return true;
    }
    bool value()
    {
        begin_element();
        return true;
    }
    void begin_element()
    {
        if (levels_.empty() || !levels_.back().array) return;
        levels_.back().at = std::to_string(levels_.back().index++);
        look();
    }
    bool look()
    {
        std::string here;
        for (const level& one : levels_)
            here.append("/").append(one.at);
        if (here.size() > longest_ && (wanted_ + '/').starts_with(here + '/')) {
            longest_ = here.size();
            found = line;
        }
        return true;
    }

    std::string wanted_;
    std::vector<level> levels_;
    std::string key_;
    std::size_t longest_ = 0;
};

} // namespace

wsman::result<std::string> read_file(const std::string& path)
{
    std::ifstream file(path, std::ios::binary);
    std::string bytes{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
    if (!file) return wsman::failure(wsman::client_errc::invalid_argument, "cannot read the file " + path);
    return bytes;
}

wsman::result<std::string> read_text_file(const std::string& path)
{
    const wsman::result<std::string> bytes = read_file(path);
    if (!bytes) return bytes.error();
    return wsman::read_text_input(*bytes, path);
}

wsman::result<std::string> read_text_from_standard_input()
{
    const std::string bytes{std::istreambuf_iterator<char>(std::cin), std::istreambuf_iterator<char>()};
    return wsman::read_text_input(bytes, "standard input");
}

wsman::failure at_place(wsman::failure why, const std::string& place)
{
    std::string particulars = why.details().client_text;
    // Without particulars the message is that of the rule.
    if (particulars.empty() && !why.details().rule.empty()) particulars = why.code().message();
    why.details().client_text = particulars.empty() ? place : place + ": " + particulars;
    return why;
}

std::size_t line_of_pointer(const std::string& json, const std::string& pointer)
{
    boost::json::basic_parser<pointer_finder> walk{boost::json::parse_options(), pointer};
    boost::json::error_code ended;
    for (std::size_t begin = 0; begin < json.size() && !ended;) {
        const std::size_t end = (std::min)(json.find('\n', begin), json.size() - 1) + 1;
        walk.write_some(true, json.data() + begin, end - begin, ended);
        ++walk.handler().line;
        begin = end;
    }
    return walk.handler().found;
}

} // namespace cli
