//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#include "command_line.hpp"

#include <support/temporary_file.hpp>

#include <cstring>
#include <fcntl.h>
#include <spawn.h>
#include <stdexcept>
#include <sys/wait.h>
#include <unistd.h>

namespace wsman::tests {

namespace {

std::vector<char*> pointers_to(std::vector<std::string>& words)
{
    std::vector<char*> pointers;
    for (std::string& word : words)
        pointers.push_back(word.data());
    pointers.push_back(nullptr);
    return pointers;
}

std::vector<std::string> environment_with(const std::string& password)
{
    std::vector<std::string> environment;
    for (char** variable = environ; *variable; ++variable)
        if (std::strncmp(*variable, "WSMAN_", 6) != 0) environment.emplace_back(*variable);
    if (!password.empty()) environment.push_back("WSMAN_PASSWORD=" + password);
    return environment;
}

} // namespace

cli_outcome wsman_cli(const std::vector<std::string>& words, const std::string& password)
{
    const temporary_file output;
    const temporary_file errors;
    const std::string output_path = output.path();
    const std::string errors_path = errors.path();
    posix_spawn_file_actions_t files;
    posix_spawn_file_actions_init(&files);
    posix_spawn_file_actions_addopen(&files, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&files, STDOUT_FILENO, output_path.c_str(), O_WRONLY | O_TRUNC, 0);
    posix_spawn_file_actions_addopen(&files, STDERR_FILENO, errors_path.c_str(), O_WRONLY | O_TRUNC, 0);
    std::vector<std::string> arguments{WSMAN_CLI};
    arguments.insert(arguments.end(), words.begin(), words.end());
    std::vector<std::string> environment = environment_with(password);
    pid_t child = 0;
    const int error =
        posix_spawn(&child, WSMAN_CLI, &files, nullptr, pointers_to(arguments).data(), pointers_to(environment).data());
    posix_spawn_file_actions_destroy(&files);
    if (error != 0) throw std::runtime_error("cannot start " WSMAN_CLI);
    int status = 0;
    waitpid(child, &status, 0);
    cli_outcome outcome;
    outcome.status = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    outcome.output = output.content();
    outcome.errors = errors.content();
    return outcome;
}

std::vector<std::string> log_in_to(const testing::endpoint& host)
{
    return {"--connect", host.url(), "--auth", "basic", "--user", host.user(), "--no-encryption", "--retries", "0"};
}

std::vector<std::string> operator+(std::vector<std::string> words, const std::vector<std::string>& more)
{
    words.insert(words.end(), more.begin(), more.end());
    return words;
}

} // namespace wsman::tests
