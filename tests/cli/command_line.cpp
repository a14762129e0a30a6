//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#include "command_line.hpp"

#include <csignal>
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

cli_process::cli_process(
    const std::vector<std::string>& words, const std::string& password, output where, bool waiting_input
)
{
    int input[2] = {-1, -1};
    int pipe_of_output[2] = {-1, -1};
    if (waiting_input && pipe2(input, O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
    const bool piped = where == output::unread_pipe || where == output::closed_pipe;
    if (piped && pipe2(pipe_of_output, O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
    input_end_ = input[1];
    output_end_ = pipe_of_output[0];
    if (where == output::closed_pipe) stop_reading();

    const std::string output_path = where == output::full_device ? "/dev/full" : output_.path();
    const std::string errors_path = errors_.path();
    posix_spawn_file_actions_t files;
    posix_spawn_file_actions_init(&files);
    if (waiting_input)
        posix_spawn_file_actions_adddup2(&files, input[0], STDIN_FILENO);
    else
        posix_spawn_file_actions_addopen(&files, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    if (piped)
        posix_spawn_file_actions_adddup2(&files, pipe_of_output[1], STDOUT_FILENO);
    else
        posix_spawn_file_actions_addopen(&files, STDOUT_FILENO, output_path.c_str(), O_WRONLY | O_TRUNC, 0);
    posix_spawn_file_actions_addopen(&files, STDERR_FILENO, errors_path.c_str(), O_WRONLY | O_TRUNC, 0);
    std::vector<std::string> arguments{WSMAN_CLI};
    arguments.insert(arguments.end(), words.begin(), words.end());
    std::vector<std::string> environment = environment_with(password);
    const int error = posix_spawn(
        &child_, WSMAN_CLI, &files, nullptr, pointers_to(arguments).data(), pointers_to(environment).data()
    );
    posix_spawn_file_actions_destroy(&files);
    if (waiting_input) close(input[0]);
    if (piped) close(pipe_of_output[1]);
    if (error != 0) throw std::runtime_error("cannot start " WSMAN_CLI);
}

cli_process::~cli_process()
{
    if (child_ != 0) {
        kill(child_, SIGKILL);
        waitpid(child_, nullptr, 0);
    }
    if (input_end_ != -1) close(input_end_);
    stop_reading();
}

void cli_process::send(int signal) const
{
    kill(child_, signal);
}

void cli_process::give_input(const std::string& bytes)
{
    for (std::size_t at = 0; at < bytes.size();) {
        const ssize_t written = write(input_end_, bytes.data() + at, bytes.size() - at);
        if (written <= 0) throw std::runtime_error("wsman-cli reads no input");
        at += static_cast<std::size_t>(written);
    }
    close(input_end_);
    input_end_ = -1;
}

std::string cli_process::read_output() const
{
    std::string bytes(4096, '\0');
    const ssize_t count = read(output_end_, bytes.data(), bytes.size());
    bytes.resize(count > 0 ? static_cast<std::size_t>(count) : 0);
    return bytes;
}

void cli_process::stop_reading()
{
    if (output_end_ != -1) close(output_end_);
    output_end_ = -1;
}

cli_outcome cli_process::wait()
{
    int status = 0;
    waitpid(child_, &status, 0);
    child_ = 0;
    cli_outcome outcome;
    outcome.status = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    outcome.signal = WIFSIGNALED(status) ? WTERMSIG(status) : 0;
    outcome.output = output_.content();
    outcome.errors = errors_.content();
    return outcome;
}

cli_outcome wsman_cli(const std::vector<std::string>& words, const std::string& password)
{
    return cli_process(words, password).wait();
}

cli_outcome
wsman_cli_reading(const std::string& input, const std::vector<std::string>& words, const std::string& password)
{
    cli_process cli(words, password, cli_process::output::kept, true);
    cli.give_input(input);
    return cli.wait();
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
