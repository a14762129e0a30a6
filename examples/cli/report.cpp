//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#include "report.hpp"

#include <wsman/core/encoding.hpp>

#include <boost/json/serialize.hpp>

#include <cstdint>
#include <cstdio>
#include <iostream>

namespace cli {

namespace {

std::string code_name(const wsman::error_code& code)
{
    const std::string_view known = wsman::error_name(code);
    if (!known.empty()) return std::string(known);
    char text[16];
    std::snprintf(text, sizeof text, "0x%08X", static_cast<unsigned>(code.value()));
    return text;
}

boost::json::object to_json(const wsman::failure& why)
{
    const wsman::failure_details& details = why.details();
    boost::json::object error;
    error["category"] = why.code().category().name();
    error["name"] = code_name(why.code());
    if (const auto windows = wsman::windows_equivalent(why.code())) {
        const auto number = static_cast<std::uint32_t>(*windows);
        char text[16];
        std::snprintf(text, sizeof text, "0x%08X", number);
        error["code"] = number;
        error["code_hex"] = text;
    }
    const auto add = [&error](const char* key, const std::string& value) {
        if (!value.empty()) error[key] = value;
    };
    add("rule", details.rule);
    add("pointer", details.pointer);
    add("operation", details.operation);
    add("host", details.host);
    if (details.http_status) error["http_status"] = *details.http_status;
    add("machine", details.machine);
    add("message", why.message());
    add("hint", std::string(why.hint()));
    return error;
}

void add_bytes(boost::json::object& into, const std::string& name, const std::string& bytes)
{
    if (!wsman::find_invalid_utf8(bytes)) {
        into[name] = bytes;
        return;
    }
    std::string encoded;
    wsman::append_base64(encoded, bytes);
    into[name + "_base64"] = encoded;
}

} // namespace

int report(const wsman::failure& why, bool json)
{
    if (json) {
        boost::json::object line;
        line["error"] = to_json(why);
        std::cerr << boost::json::serialize(line) << '\n';
        return failure_status;
    }
    std::cerr << "wsman-cli: " << why.code().category().name() << '/' << code_name(why.code()) << ": " << why.message();
    if (!why.hint().empty()) std::cerr << "; hint: " << why.hint();
    std::cerr << '\n';
    return failure_status;
}

void print_json(const boost::json::object& value)
{
    std::cout << boost::json::serialize(value) << '\n' << std::flush;
}

void print_result(std::optional<std::int32_t> exit_code, const std::string& output, const std::string& error_output)
{
    boost::json::object line;
    if (exit_code)
        line["exit_code"] = *exit_code;
    else
        line["exit_code"] = nullptr;
    add_bytes(line, "stdout", output);
    add_bytes(line, "stderr", error_output);
    print_json(line);
}

} // namespace cli
