//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
// A probe is cancelled at every point where it waits. A probe opens its own connection, so the tests need a real
// listener.
#include <support/cancel_everywhere.hpp>

#include <boost/asio/buffer.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/write.hpp>

#include <array>
#include <memory>
#include <string>
#include <utility>
#include <vector>

using namespace scripted;
using wsman::client_errc;
using wsman::probe_report;
using wsman::probe_stage;

namespace {

using tcp = asio::ip::tcp;

/// Sends the same bytes on every connection to 127.0.0.1; without bytes it does not answer.
class tiny_listener : public std::enable_shared_from_this<tiny_listener> {
public:
    tiny_listener(asio::io_context& context, std::string says)
        : acceptor_(context, tcp::endpoint(asio::ip::address_v4::loopback(), 0)), says_(std::move(says))
    {
    }

    unsigned short port() const { return acceptor_.local_endpoint().port(); }
    void listen() { asio::co_spawn(acceptor_.get_executor(), accept(shared_from_this()), asio::detached); }
    void stop()
    {
        acceptor_.close();
        const std::vector<std::shared_ptr<tcp::socket>> open = std::move(sockets_);
        for (const auto& one : open) {
            boost::system::error_code ignored;
            one->close(ignored);
        }
    }

private:
    static asio::awaitable<void> accept(std::shared_ptr<tiny_listener> self)
    {
        for (;;) {
            boost::system::error_code stopped;
            auto socket = std::make_shared<tcp::socket>(self->acceptor_.get_executor());
            co_await self->acceptor_.async_accept(*socket, asio::redirect_error(asio::use_awaitable, stopped));
            if (stopped) co_return;
            self->sockets_.push_back(socket);
            asio::co_spawn(self->acceptor_.get_executor(), talk(self, socket), asio::detached);
        }
    }
    static asio::awaitable<void> talk(std::shared_ptr<tiny_listener> self, std::shared_ptr<tcp::socket> socket)
    {
        std::array<char, 4096> room{};
        std::string heard;
        for (;;) {
            boost::system::error_code over;
            const asio::mutable_buffer into(room.data(), room.size());
            const std::size_t bytes =
                co_await socket->async_read_some(into, asio::redirect_error(asio::use_awaitable, over));
            if (over) co_return;
            heard.append(room.data(), bytes);
            if (heard.find("\r\n\r\n") == heard.npos) continue;
            heard.clear();
            if (self->says_.empty()) continue;
            const asio::const_buffer answer(self->says_.data(), self->says_.size());
            co_await asio::async_write(*socket, answer, asio::redirect_error(asio::use_awaitable, over));
            socket->close(over);
            co_return;
        }
    }

    tcp::acceptor acceptor_;
    std::string says_;
    std::vector<std::shared_ptr<tcp::socket>> sockets_;
};

/// Stops the listener at the end of the test stage.
class listening {
public:
    explicit listening(std::shared_ptr<tiny_listener> listener) : listener_(std::move(listener))
    {
        listener_->listen();
    }
    listening(const listening&) = delete;
    listening& operator=(const listening&) = delete;
    ~listening() { listener_->stop(); }

private:
    std::shared_ptr<tiny_listener> listener_;
};

/// Effects: points the scene's client at this port; its other requests still go to the scripted host.
void move_to_port(scene& at, unsigned short port)
{
    at.server = std::make_shared<service>(at.context.get_executor());
    const std::string url = "http://127.0.0.1:" + std::to_string(port);
    at.client.emplace(
        at.context.get_executor(),
        wsman::create_session(url, wsman::session_flag::use_no_authentication).value(),
        at.server,
        scene::options()
    );
    REQUIRE(at.comes_to_rest());
}

void put_listener_on(scene& at, stage& on, std::string says)
{
    auto listener = std::make_shared<tiny_listener>(at.context, std::move(says));
    move_to_port(at, listener->port());
    on.other_end = std::make_shared<listening>(listener);
}

constexpr const char* refuses = "HTTP/1.1 401 \r\nServer: Microsoft-HTTPAPI/2.0\r\nWWW-Authenticate: Negotiate\r\n"
                                "Content-Length: 0\r\nConnection: close\r\n\r\n";

using course = cancellation_course<asio::awaitable<wsman::result<probe_report>>>;

} // namespace

TEST_CASE("probe can be cancelled at every point", "[client][cancellation][everywhere][probe]")
{
    const auto probe = [](scene& at, stage&) { return at.client->try_probe(1h); };
    SECTION("of a host that answers")
    {
        course([](scene& at, stage& on) { put_listener_on(at, on, refuses); }, probe).run();
    }
    SECTION("of a host that does not answer")
    {
        course([](scene& at, stage& on) { put_listener_on(at, on, {}); }, probe).waits_for_ever().run();
    }
    SECTION("of a port without a listener")
    {
        const auto nobody = [](scene& at, stage&) {
            tcp::acceptor gone(at.context, tcp::endpoint(asio::ip::address_v4::loopback(), 0));
            const unsigned short port = gone.local_endpoint().port();
            gone.close();
            move_to_port(at, port);
        };
        course(nobody, probe).run();
    }
    SECTION("of a host that does not answer the log-in")
    {
        const auto silent_log_in = [](scene& at, stage& on) {
            put_listener_on(at, on, refuses);
            at.server->failures = {{"Identify", 1, fails::hangs, wsman::failure(client_errc::cancelled), true}};
        };
        course(silent_log_in, probe).waits_for_ever().run();
    }
}

TEST_CASE("the probe of these tests reaches its log-in", "[client][probe]")
{
    scene at;
    stage on;
    put_listener_on(at, on, refuses);
    const wsman::result<probe_report> report = at.result_of(at.client->try_probe(1h));
    REQUIRE(report);
    CHECK(report->ready());
    CHECK(at.server->count("Identify") == 1);
    REQUIRE(report->find(probe_stage::http));
    CHECK(report->schemes == std::vector<std::string>{"Negotiate"});
}
