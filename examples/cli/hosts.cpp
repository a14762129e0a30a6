//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#include "hosts.hpp"

#include <map>
#include <sstream>

#include "arguments.hpp"
#include "text_file.hpp"

namespace cli {

namespace {

std::string trimmed(const std::string& line)
{
    constexpr const char* blanks = " \t\r";
    const std::size_t first = line.find_first_not_of(blanks);
    if (first == std::string::npos) return {};
    return line.substr(first, line.find_last_not_of(blanks) - first + 1);
}

} // namespace

wsman::result<std::vector<listed_host>> read_hosts(const std::string& path)
{
    const wsman::result<std::string> text = read_text_file(path);
    if (!text) return text.error();
    std::vector<listed_host> hosts;
    std::map<std::string, std::size_t> seen;
    std::istringstream lines(*text);
    std::size_t number = 0;
    for (std::string line; std::getline(lines, line);) {
        const std::string place = path + ":" + std::to_string(++number);
        std::string host = trimmed(line.substr(0, line.find('#')));
        if (host.empty()) continue;
        // The command would run twice, and its output lines could not be distinguished.
        const auto [first, is_new] = seen.emplace(host, number);
        if (!is_new)
            return usage_error(place + ": " + host + " is named twice, first in line " + std::to_string(first->second));
        hosts.push_back({std::move(host), place});
    }
    if (hosts.empty()) return usage_error(path + " names no host");
    return hosts;
}

} // namespace cli
