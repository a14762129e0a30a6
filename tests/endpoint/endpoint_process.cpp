//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#include <support/catch.hpp>
#include <wsman/testing/endpoint.hpp>

#if defined(__linux__)
#include <wsman/testing/impl/programs/process.hpp>

#include <boost/asio/io_context.hpp>

#include <csignal>
#include <memory>
#include <sys/eventfd.h>
#include <sys/wait.h>
#include <unistd.h>

namespace asio = boost::asio;
using namespace std::chrono_literals;
using wsman::testing::endpoint;
using wsman::testing::endpoint_statistics;
using wsman::testing::detail::owned_descriptor;
using wsman::testing::detail::process;
using wsman::testing::detail::program_start;
using wsman::testing::detail::start_program;
using wsman::testing::detail::started_program;

namespace {

/// Runs longer than any test, but ends eventually, so that a test that waits for it does not hang.
started_program long_program()
{
    program_start start;
    start.file = "/bin/sleep";
    start.arguments = {"sleep", "20"};
    return start_program(start);
}

/// Replaces a pidfd, with readiness that does not mean the program's end.
class fickle_descriptor {
public:
    fickle_descriptor() : watched_(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)), own_(::dup(watched_.get())) {}

    owned_descriptor take() { return std::move(watched_); }
    void set_ready() const { ::eventfd_write(own_.get(), 1); }
    void set_unready() const
    {
        eventfd_t ignored = 0;
        ::eventfd_read(own_.get(), &ignored);
    }

private:
    owned_descriptor watched_;
    owned_descriptor own_;
};

/// Starts a child that leaves its process group, as a shell with job control may.
pid_t start_in_foreign_group()
{
    int ends[2] = {-1, -1};
    REQUIRE(::pipe(ends) == 0);
    const pid_t child = ::fork();
    if (child == 0) {
        ::setpgid(0, 0);
        ::setpgid(0, ::getpgid(::getppid()));
        ::close(ends[0]);
        ::close(ends[1]);
        for (;;)
            ::pause();
    }
    ::close(ends[1]);
    char byte = 0;
    REQUIRE(::read(ends[0], &byte, 1) == 0); // it has moved
    ::close(ends[0]);
    REQUIRE(::getpgid(child) == ::getpgid(0));
    return child;
}

} // namespace

TEST_CASE("spurious readiness is ignored and blocks nothing", "[endpoint][process][blocking]")
{
    asio::io_context context;
    fickle_descriptor fickle;
    started_program program = long_program();
    REQUIRE(program.error == 0);
    const auto running = std::make_shared<process>(context.get_executor(), program.process, fickle.take());
    bool ended = false;
    running->watch([&] { ended = true; });
    for (int i = 0; i != 3; ++i) {
        fickle.set_ready();
        REQUIRE(context.run_one_for(10s) == 1);
        fickle.set_unready();
        CHECK_FALSE(running->exit_code());
        CHECK_FALSE(ended);
    }
    running->release();
    fickle.set_ready();
    while (!ended)
        REQUIRE(context.run_one_for(10s) == 1);
    CHECK(running->exit_code() == 128 + SIGKILL);
    CHECK(::waitpid(program.process, nullptr, WNOHANG) == -1); // reaped
}

TEST_CASE("a program that left its process group is still killed", "[endpoint][process][blocking]")
{
    asio::io_context context;
    const pid_t child = start_in_foreign_group();
    owned_descriptor watch(static_cast<int>(::syscall(SYS_pidfd_open, child, 0U)));
    REQUIRE(watch.get() >= 0);
    const auto running = std::make_shared<process>(context.get_executor(), child, std::move(watch));
    bool ended = false;
    running->watch([&] { ended = true; });
    running->release();
    context.run_for(10s);
    CHECK(ended);
    if (!ended) ::kill(child, SIGKILL);
}

TEST_CASE("a program without a watch is killed and reaped", "[endpoint][process]")
{
    asio::io_context context;
    started_program program = long_program();
    REQUIRE(program.error == 0);
    {
        const process unwatched(context.get_executor(), program.process, std::move(program.watch));
    }
    int status = 0;
    const pid_t found = ::waitpid(program.process, &status, 0); // unless it has been reaped already
    CHECK((found == -1 || (WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL)));
}

TEST_CASE("the predicate of wait_until may use the endpoint", "[endpoint][blocking]")
{
    endpoint host;
    CHECK(host.wait_until([&](const endpoint_statistics& now) {
        return now.open_shells == 0 && host.statistics().open_shells == 0;
    }));
    CHECK_FALSE(host.wait_until([](const endpoint_statistics& now) { return now.open_shells == 1; }, 10ms));
}
#endif
