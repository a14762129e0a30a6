//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
// The input is a connection string, a list of trusted hosts and a JSON configuration. An accepted input is written and
// read again with the same result.
#include <wsman/session/session_json.hpp>
#include <wsman/session/detail/literal_connection.hpp>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

namespace {

void check(bool good)
{
    if (!good) std::abort();
}

void read_connection(std::string_view text)
{
    for (const bool use_ssl : {false, true}) {
        const auto target = wsman::parse_connection_string(text, use_ssl);
        // The compile-time check of a literal breaks no other rule.
        const wsman::rule broken = use_ssl ? wsman::rule::none : wsman::detail::rule_broken_by_literal(text);
        check(broken == wsman::rule::none || !target);
        if (!target) {
            const std::string told = target.error().details().rule;
            check(!told.empty() && (broken == wsman::rule::none || told == wsman::entry_of(broken).id));
            continue;
        }
        const auto again = wsman::parse_connection_string(target->url());
        check(again.has_value() && *again == *target);
        check(target->authority().find_first_of("\r\n ") == std::string::npos);
    }
    if (const auto address = wsman::parse_host_and_port(text)) check(!address->host().empty() && address->port() != 0);
}

void read_trusted_hosts(std::string_view text)
{
    const auto hosts = wsman::trusted_hosts::parse(text);
    if (!hosts) return;
    check(wsman::trusted_hosts::parse(hosts->text()).value() == *hosts);
    (void)hosts->matches(text);
}

void read_configuration(std::string_view text)
{
    if (text.find("_file") != std::string_view::npos) return; // would open any file
    const auto made = wsman::session_from_json(text);
    if (!made) {
        check(!made.error().message().empty());
        return;
    }
    if (made->credentials().kind() != wsman::credential_kind::implicit) return;
    const std::string written = wsman::to_json(*made);
    const auto again = wsman::session_from_json(written);
    check(again.has_value() && wsman::to_json(*again) == written);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    read_connection(text);
    read_trusted_hosts(text);
    read_configuration(text);
    return 0;
}
