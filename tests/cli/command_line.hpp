//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <support/temporary_file.hpp>
#include <wsman/testing/endpoint.hpp>

#include <string>
#include <vector>

namespace wsman::tests {

/// The result of one call of wsman-cli.
struct cli_outcome {
    int status = -1;
    int signal = 0; ///< the signal that ended it; 0: none
    std::string output;
    std::string errors;
};

/// Runs wsman-cli with these arguments; WSMAN_PASSWORD is `password`, standard input is empty. The command line as a
/// process that runs. Its input is the reading end of a pipe that stays open and empty, or nothing.
class cli_process {
public:
    enum class output : unsigned char { kept, unread_pipe, closed_pipe, full_device };

    cli_process(
        const std::vector<std::string>& words,
        const std::string& password,
        output where = output::kept,
        bool waiting_input = false
    );
    ~cli_process();
    cli_process(const cli_process&) = delete;
    cli_process& operator=(const cli_process&) = delete;

    void send(int signal) const;
    /// Effects: writes to its standard input (`waiting`), then closes it.
    void give_input(const std::string& bytes);
    /// Returns: the next bytes of its standard output (a pipe); waits for them.
    std::string read_output() const;
    /// Effects: closes the reading end of its standard output (a pipe).
    void stop_reading();
    cli_outcome wait();

private:
    temporary_file output_;
    temporary_file errors_;
    int input_end_ = -1;
    int output_end_ = -1;
    int child_ = 0;
};

cli_outcome wsman_cli(const std::vector<std::string>& words, const std::string& password = {});

/// The same with bytes on standard input, which is a pipe.
cli_outcome
wsman_cli_reading(const std::string& input, const std::vector<std::string>& words, const std::string& password = {});

/// The arguments that log in to an endpoint.
std::vector<std::string> log_in_to(const testing::endpoint& host);

/// Returns: `words` followed by `more`.
std::vector<std::string> operator+(std::vector<std::string> words, const std::vector<std::string>& more);

} // namespace wsman::tests
