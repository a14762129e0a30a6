//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/testing/endpoint.hpp>

#include <string>
#include <vector>

namespace wsman::tests {

/// How one call of wsman-cli ended.
struct cli_outcome {
    int status = -1;
    std::string output;
    std::string errors;
};

/// Runs wsman-cli with these words; WSMAN_PASSWORD is `password`, standard input is empty.
cli_outcome wsman_cli(const std::vector<std::string>& words, const std::string& password = {});

/// The words that log in to an endpoint.
std::vector<std::string> log_in_to(const testing::endpoint& host);

/// `words` with more words behind them.
std::vector<std::string> operator+(std::vector<std::string> words, const std::vector<std::string>& more);

} // namespace wsman::tests
