//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>

#include <cerrno>
#include <csignal>
#include <cstddef>
#include <fcntl.h>
#include <map>
#include <spawn.h>
#include <string>
#include <string_view>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <system_error>
#include <thread>
#include <unistd.h>
#include <utility>
#include <vector>

extern "C" char** environ; // POSIX requires the program to declare it

namespace wsman::inline WSMAN_FORM::testing::detail {

/// A file descriptor that closes itself.
class owned_descriptor {
public:
    owned_descriptor() noexcept = default;
    explicit owned_descriptor(int descriptor) noexcept : descriptor_(descriptor) {}
    owned_descriptor(owned_descriptor&& other) noexcept : descriptor_(other.release()) {}
    owned_descriptor& operator=(owned_descriptor&& other) noexcept
    {
        const int taken = other.release();
        close();
        descriptor_ = taken;
        return *this;
    }
    ~owned_descriptor() { close(); }

    int get() const noexcept { return descriptor_; }
    int release() noexcept { return std::exchange(descriptor_, -1); }
    void close() noexcept
    {
        if (descriptor_ >= 0) ::close(descriptor_);
        descriptor_ = -1;
    }

private:
    int descriptor_ = -1;
};

/// The parameters for starting a program.
class program_start {
public:
    program_start() {}

    std::string file; ///< the result of find_program
    std::vector<std::string> arguments;
    std::vector<std::string> environment; ///< NAME=value
    std::string directory;                ///< empty: the directory of this process
};

/// A started program: its process and the endpoint's ends of its streams.
class started_program {
public:
    started_program() {}

    int error = 0; ///< errno; the other members are set only if it is 0
    pid_t process = -1;
    owned_descriptor watch; ///< pidfd: readable once the program has ended
    owned_descriptor input, output, error_output;
};

/// Returns: this process's environment, overridden by the shell's variables.
inline std::vector<std::string> merged_environment(const std::vector<std::pair<std::string, std::string>>& variables)
{
    std::map<std::string, std::string, std::less<>> merged;
    for (char** entry = environ; entry && *entry; ++entry) {
        const std::string_view text(*entry);
        const std::size_t equals = text.find('=');
        if (equals == std::string_view::npos) continue;
        merged.insert_or_assign(std::string(text.substr(0, equals)), std::string(text.substr(equals + 1)));
    }
    for (const auto& [name, value] : variables)
        merged.insert_or_assign(name, value);
    std::vector<std::string> result;
    result.reserve(merged.size());
    for (const auto& [name, value] : merged)
        result.push_back(name + '=' + value);
    return result;
}

inline std::string_view variable(const std::vector<std::string>& environment, std::string_view name)
{
    for (const std::string_view entry : environment)
        if (entry.size() > name.size() && entry.starts_with(name) && entry[name.size()] == '=')
            return entry.substr(name.size() + 1);
    return {};
}

/// Returns: the file for a program's name, by the PATH of the given environment; empty if there is none.
inline std::string
find_program(const std::string& name, const std::vector<std::string>& environment, const std::string& directory)
{
    const auto executable = [&directory](const std::string& file) {
        const std::string full = file.starts_with('/') || directory.empty() ? file : directory + '/' + file;
        struct stat status{};
        return ::stat(full.c_str(), &status) == 0 && S_ISREG(status.st_mode) && ::access(full.c_str(), X_OK) == 0;
    };
    if (name.empty()) return {};
    if (name.find('/') != std::string::npos) return executable(name) ? name : std::string();
    std::string_view path = variable(environment, "PATH");
    while (!path.empty()) {
        const std::size_t colon = path.find(':');
        std::string file(path.substr(0, colon));
        path = colon == std::string_view::npos ? std::string_view() : path.substr(colon + 1);
        if (file.empty()) file = ".";
        file += '/';
        file += name;
        if (executable(file)) return file;
    }
    return {};
}

inline std::vector<char*> pointers_to(const std::vector<std::string>& texts)
{
    std::vector<char*> pointers;
    pointers.reserve(texts.size() + 1);
    for (const std::string& text : texts)
        pointers.push_back(const_cast<char*>(text.c_str()));
    pointers.push_back(nullptr);
    return pointers;
}

/// A pipe whose ends are not inherited.
class pipe_ends {
public:
    pipe_ends() noexcept
    {
        int ends[2] = {-1, -1};
        if (::pipe2(ends, O_CLOEXEC) != 0) return;
        read = above_standard(ends[0]);
        write = above_standard(ends[1]);
        // A larger pipe needs fewer wake-ups; if the user's share of pipe memory is used up, the default size remains.
        ::fcntl(read.get(), F_SETPIPE_SZ, 256 * 1024);
    }
    bool open() const noexcept { return read.get() >= 0 && write.get() >= 0; }

    owned_descriptor read, write;

private:
    // In a process without standard streams a pipe would get their numbers, and the dup2 calls in `spawn` would
    // overwrite it.
    static owned_descriptor above_standard(int descriptor) noexcept
    {
        if (descriptor > 2) return owned_descriptor(descriptor);
        owned_descriptor low(descriptor);
        return owned_descriptor(::fcntl(low.get(), F_DUPFD_CLOEXEC, 3));
    }
};

inline int
spawn(const program_start& start, const pipe_ends& in, const pipe_ends& out, const pipe_ends& err, pid_t& pid)
{
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    ::posix_spawn_file_actions_init(&actions);
    ::posix_spawnattr_init(&attributes);
    ::posix_spawn_file_actions_adddup2(&actions, in.read.get(), 0);
    ::posix_spawn_file_actions_adddup2(&actions, out.write.get(), 1);
    ::posix_spawn_file_actions_adddup2(&actions, err.write.get(), 2);
#if defined(__GLIBC__) && __GLIBC_PREREQ(2, 34)
    // The embedding program may have opened files without O_CLOEXEC.
    ::posix_spawn_file_actions_addclosefrom_np(&actions, 3);
#endif
    if (!start.directory.empty()) ::posix_spawn_file_actions_addchdir_np(&actions, start.directory.c_str());
    // Its own process group, so that a signal also reaches its children; default signal mask and handlers.
    ::posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    ::posix_spawnattr_setpgroup(&attributes, 0);
    sigset_t none, all;
    ::sigemptyset(&none);
    ::sigfillset(&all);
    ::posix_spawnattr_setsigmask(&attributes, &none);
    ::posix_spawnattr_setsigdefault(&attributes, &all);
    const int error = ::posix_spawn(
        &pid,
        start.file.c_str(),
        &actions,
        &attributes,
        pointers_to(start.arguments).data(),
        pointers_to(start.environment).data()
    );
    ::posix_spawnattr_destroy(&attributes);
    ::posix_spawn_file_actions_destroy(&actions);
    return error;
}

/// Effects: signals a program's group, and the program itself if it has moved to another group.
/// Preconditions: it has not been reaped.
inline void signal_program(pid_t program, int number) noexcept
{
    ::kill(-program, number);
    if (::getpgid(program) != program) ::kill(program, number);
}

/// Effects: reaps a program that has ended or been killed. If it has not ended yet, a thread waits for it, because the
/// endpoint's thread must serve connections.
inline void reap_program(pid_t program) noexcept
{
    const auto ended = [program](int flags) noexcept {
        pid_t outcome = 0;
        do {
            outcome = ::waitpid(program, nullptr, flags);
        } while (outcome < 0 && errno == EINTR);
        return outcome != 0;
    };
    if (ended(WNOHANG)) return;
    try {
        std::thread([ended] { ended(0); }).detach();
    }
    catch (const std::system_error&) {
        // No thread is available: the zombie stays until this process ends.
    }
}

/// Effects: starts the program in its own process group.
inline started_program start_program(const program_start& start)
{
    started_program program;
    pipe_ends in, out, err;
    if (!in.open() || !out.open() || !err.open()) {
        program.error = errno;
        return program;
    }
    program.error = spawn(start, in, out, err, program.process);
    if (program.error != 0) return program;
    program.watch = owned_descriptor(static_cast<int>(::syscall(SYS_pidfd_open, program.process, 0U)));
    if (program.watch.get() < 0) {
        program.error = errno;
        signal_program(program.process, SIGKILL);
        reap_program(program.process);
        return program;
    }
    program.input = std::move(in.write);
    program.output = std::move(out.read);
    program.error_output = std::move(err.read);
    return program;
}

} // namespace wsman::testing::detail
