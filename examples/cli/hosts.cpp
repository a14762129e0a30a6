//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#include "hosts.hpp"

#include <set>
#include <sstream>

#include "arguments.hpp"
#include "make_session.hpp"

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

wsman::result<std::vector<std::string>> read_hosts(const std::string& path)
{
    const wsman::result<std::string> text = read_file(path);
    if (!text) return text.error();
    std::vector<std::string> hosts;
    std::set<std::string> seen;
    std::istringstream lines(*text);
    for (std::string line; std::getline(lines, line);) {
        std::string host = trimmed(line.substr(0, line.find('#')));
        if (host.empty()) continue;
        // Twice would do twice, and nobody could tell the lines apart.
        if (!seen.insert(host).second) return usage_error(path + " names " + host + " twice");
        hosts.push_back(std::move(host));
    }
    if (hosts.empty()) return usage_error(path + " names no host");
    return hosts;
}

} // namespace cli
