//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
// The last handle of a blocking client may be destroyed on any thread, including the client's own.
#include <support/client_scene.hpp>
#include <support/observed_service.hpp>
#include <wsman/client/blocking_client.hpp>

#include <atomic>
#include <future>

using namespace scripted;
using wsman::blocking_client;
using wsman::blocking_command;
using wsman::blocking_shell;
using wsman::client_errc;
using wsman::command;
using wsman::exit_status;
using wsman::output_sink;
using wsman::output_stream;

namespace {

/// A blocking client with shared ownership, and the end of its host.
class shared_blocking_client {
public:
    shared_blocking_client() : gone_(promise_.get_future())
    {
        client = std::make_shared<blocking_client>(
            wsman::test::plain_session(),
            [this](asio::any_io_executor where) {
                auto made = std::make_shared<observed_service>(where, std::move(promise_));
                made->programs["a"] = prints({"x", "y"}, 2);
                made->programs["cat"] = copies();
                made->programs["hang"] = hangs();
                made->on_request = [this](const wsman::request& asked) { look(asked); };
                return made;
            },
            scene::options()
        );
    }
    shared_blocking_client(const shared_blocking_client&) = delete;
    shared_blocking_client& operator=(const shared_blocking_client&) = delete;

    /// Effects: the client's thread destroys the last handle when the host gets such a request.
    void drop_client_at(std::string operation)
    {
        drop_at_ = std::move(operation);
        dropped_there_ = std::move(client);
        armed_ = true;
    }

    /// Waits for the host's destruction, and checks that nothing was left on it.
    void check_gone()
    {
        REQUIRE(gone_.wait_for(scene::patience) == std::future_status::ready);
        const last_state last = gone_.get();
        CHECK(last.closed);
        CHECK(last.shells == 0);
        CHECK(last.unfinished == 0);
        CHECK(last.most_terminates <= 1);
    }

    std::shared_ptr<blocking_client> client;

private:
    void look(const wsman::request& asked)
    {
        if (armed_ && asked.operation == drop_at_) dropped_there_.reset();
    }

    std::atomic<bool> armed_{false};
    std::string drop_at_;
    std::shared_ptr<blocking_client> dropped_there_;
    std::promise<last_state> promise_;
    std::future<last_state> gone_;
};

} // namespace

TEST_CASE("a blocking client may be destroyed by its own sink", "[client][blocking][sink]")
{
    shared_blocking_client at;
    blocking_client* const raw = at.client.get();
    unsigned calls = 0;
    output_sink sink([owner = std::move(at.client), &calls](output_stream, std::string) mutable {
        ++calls;
        owner.reset(); // the last one, on the client's own thread
    });
    const wsman::result<exit_status> ended = raw->try_run(command("a"), std::move(sink));
    CHECK(calls >= 1);
    if (ended.has_error()) CHECK(ended.error().code() == client_errc::closed);
    at.check_gone();
}

TEST_CASE("a blocking client may be destroyed with the sink that owns it", "[client][blocking][sink]")
{
    shared_blocking_client at;
    blocking_client* const raw = at.client.get();
    unsigned calls = 0;
    output_sink sink([owner = std::move(at.client), &calls](output_stream, std::string) { ++calls; });
    const wsman::result<exit_status> ended = raw->try_run(command("a"), std::move(sink));
    REQUIRE(ended);
    CHECK(ended->exit_code == 2);
    CHECK(calls == 2);
    at.check_gone();
}

TEST_CASE("a blocking client may be destroyed by its own exchange", "[client][blocking]")
{
    for (const std::string operation : {"Signal", "Delete"}) {
        CAPTURE(operation);
        shared_blocking_client at;
        {
            blocking_shell in = at.client->open_shell();
            blocking_command cmd = in.start(command("hang"));
            at.drop_client_at(operation); // which is sent because these handles are destroyed
        }
        at.check_gone();
    }
}

TEST_CASE("commands and shells of a blocking client outlive its handle", "[client][blocking]")
{
    shared_blocking_client at;
    blocking_shell in = at.client->open_shell();
    blocking_command cmd = in.start(command("cat"));
    at.client.reset();
    // They share the thread. The client is closed when the last of them is destroyed.
    CHECK(cmd.try_write("x"));
    cmd = blocking_command();
    in = blocking_shell();
    at.check_gone();
}

TEST_CASE("a blocking client may be destroyed while another thread waits for a command of it", "[client][blocking]")
{
    shared_blocking_client at;
    blocking_shell in = at.client->open_shell();
    auto cmd = std::make_shared<blocking_command>(in.start(command("hang")));
    std::future<wsman::error_code> waiting = std::async(std::launch::async, [cmd] {
        const auto ended = cmd->try_wait();
        return ended.has_error() ? ended.error().code() : wsman::error_code();
    });
    at.client.reset();
    CHECK(in.try_close()); // ends the command
    REQUIRE(waiting.wait_for(scene::patience) == std::future_status::ready);
    CHECK(waiting.get() == client_errc::closed);
    in = blocking_shell();
    cmd.reset();
    at.check_gone();
}
