//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#include "report.hpp"

#include <cstdint>
#include <string_view>

#include "exit_codes.hpp"
#include "option_words.hpp"

namespace cli {

namespace {

std::string code_name(const wsman::error_code& code)
{
    const std::string_view known = wsman::error_name(code);
    return known.empty() ? hexadecimal(static_cast<std::uint32_t>(code.value())) : std::string(known);
}

} // namespace

wsman::failure in_our_words(wsman::failure why)
{
    const wsman::failure_details& known = why.details();
    // With a JSON pointer the failure is about a configuration file, whose keys are the library's names.
    if (!known.pointer.empty()) return why;
    std::string advice = in_option_words(std::string(why.hint()));
    if (!known.rule.empty()) {
        const std::string sentence = known.client_text.empty() ? known.code.message() : known.client_text;
        why.details().client_text = in_option_words(sentence);
    }
    why.details().hint = std::move(advice);
    return why;
}

std::string failure_text(const wsman::failure& told)
{
    const wsman::failure why = in_our_words(told);
    std::string text(why.code().category().name());
    text.append("/").append(code_name(why.code())).append(": ").append(why.message());
    if (!why.hint().empty()) text.append("; hint: ").append(why.hint());
    return text;
}

boost::json::object identity_json(const wsman::identity& known)
{
    boost::json::object object;
    object["product_vendor"] = known.product_vendor;
    object["product_version"] = known.product_version;
    object["protocol_version"] = known.protocol_version;
    return object;
}

boost::json::object failure_json(const wsman::failure& told)
{
    const wsman::failure why = in_our_words(told);
    const wsman::failure_details& details = why.details();
    boost::json::object error;
    error["category"] = why.code().category().name();
    error["name"] = code_name(why.code());
    if (const auto windows = wsman::windows_equivalent(why.code())) {
        const auto number = static_cast<std::uint32_t>(*windows);
        error["code"] = number;
        error["code_hex"] = hexadecimal(number);
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

} // namespace cli
