//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#include <support/catch.hpp>
#include <support/temporary_file.hpp>

#include <boost/asio/post.hpp>

#include <fcntl.h>
#include <filesystem>
#include <future>
#include <iterator>
#include <sys/stat.h>
#include <thread>
#include <unistd.h>

#include "pools.hpp"

using namespace wsman;
using namespace wsman::test;
using wsman::tests::temporary_file;

namespace {

const certificate& authority()
{
    static const certificate one = make_authority();
    return one;
}

const certificate& client()
{
    static const certificate one = [] {
        certificate_request wanted("client");
        wanted.extended_usage = "clientAuth";
        return make_certificate(wanted, &authority());
    }();
    return one;
}

/// A named pipe; its reader waits until the test writes.
class named_pipe {
public:
    named_pipe()
    {
        std::filesystem::remove(file_.path());
        must(::mkfifo(file_.path().c_str(), S_IRUSR | S_IWUSR) == 0, "the pipe cannot be created");
    }

    std::string path() const { return file_.path(); }
    /// Effects: waits for a reader and writes the text.
    void write(const std::string& text) const
    {
        const int end = ::open(path().c_str(), O_WRONLY | O_CLOEXEC);
        must(end >= 0 && ::write(end, text.data(), text.size()) == static_cast<ssize_t>(text.size()), "no reader");
        ::close(end);
    }
    /// Effects: ends the wait of a reader that still waits for a writer.
    void release() const
    {
        const int end = ::open(path().c_str(), O_RDWR | O_NONBLOCK | O_CLOEXEC);
        ::close(end);
    }

private:
    temporary_file file_;
};

/// Waits for the abandoned thread: it must not use OpenSSL while the program's exit handlers clean OpenSSL up. The thread
/// is detached, so no event tells of its end.
bool other_threads_end()
{
    const std::filesystem::path tasks("/proc/self/task");
    if (!std::filesystem::exists(tasks)) return true;
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(60);
    while (std::distance(std::filesystem::directory_iterator(tasks), std::filesystem::directory_iterator()) > 1) {
        if (std::chrono::steady_clock::now() > end) return false;
        std::this_thread::yield();
    }
    return true;
}

enum class setting { ca_file, certificate_file, key_file };

std::string content_of(setting which)
{
    switch (which) {
    case setting::ca_file: return authority().pem();
    case setting::certificate_file: return client().pem();
    case setting::key_file: return client().key_pem();
    }
    return {};
}

/// A session that reads one of its files from the pipe.
session session_with(const named_pipe& pipe, setting which, const std::string& url, const temporary_file (&files)[3])
{
    const auto file = [&](setting one) {
        return one == which ? pipe.path() : files[static_cast<std::size_t>(one)].path();
    };
    session_draft draft;
    draft.set_connection(url).value();
    draft.set_flags(session_flag::use_client_certificate).value();
    draft.set_credentials(client_certificate(file(setting::certificate_file), file(setting::key_file))).value();
    tls_policy policy;
    policy.system_store = false;
    policy.ca_file = file(setting::ca_file);
    draft.set_tls(policy).value();
    return draft.build().value();
}

} // namespace

TEST_CASE("a file that is a pipe is read once, without blocking the loop", "[transport][tls][blocking]")
{
    const temporary_file files[3] = {
        temporary_file(authority().pem()), temporary_file(client().pem()), temporary_file(client().key_pem())
    };
    const certificate shown = make_certificate(certificate_request("host", "IP:127.0.0.1"), &authority());
    for (const setting which : {setting::ca_file, setting::certificate_file, setting::key_file}) {
        asio::io_context context;
        scripted_host host(context, answer_always(http_answer_text("200 OK", "<a/>")), &shown);
        const named_pipe pipe;
        const auto wire = make_connection_pool(context.get_executor(), session_with(pipe, which, host.url(), files));
        // Each of two requests opens a connection; both need the content that the pipe delivers once.
        pending first(context, wire, simple_request());
        pending second(context, wire, simple_request());
        std::promise<void> loop_goes_on;
        asio::post(context, [&] { loop_goes_on.set_value(); });
        std::future<void> went_on = loop_goes_on.get_future();
        bool in_time = false;
        std::thread writer([&] {
            in_time = went_on.wait_for(std::chrono::seconds(5)) == std::future_status::ready;
            pipe.write(content_of(which));
        });
        CHECK(run_until(context, [&] { return first.done() && second.done(); }));
        writer.join();
        CHECK(in_time);
        CHECK(first.outcome());
        CHECK(second.outcome());
    }
}

TEST_CASE("a pipe without a writer ends at the connect time-out", "[transport][tls][blocking]")
{
    const temporary_file files[3] = {
        temporary_file(authority().pem()), temporary_file(client().pem()), temporary_file(client().key_pem())
    };
    asio::io_context context;
    const named_pipe pipe;
    const session target = session_with(pipe, setting::key_file, "https://127.0.0.1:5986", files);
    const auto wire = make_connection_pool(context.get_executor(), target, impatient_options());
    std::promise<void> told;
    bool held_up = false;
    std::thread rescue([&, ended = told.get_future()] {
        held_up = ended.wait_for(std::chrono::seconds(10)) == std::future_status::timeout;
        pipe.release();
    });
    pending asked(context, wire, quick_request());
    CHECK(run_until(context, [&] { return asked.done(); }));
    told.set_value();
    rescue.join();
    CHECK(code_of(asked.outcome()) == transport_errc::certificate_unreadable);
    CHECK_FALSE(held_up);
    CHECK(other_threads_end());
}
