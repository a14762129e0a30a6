//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#include <support/catch.hpp>
#include <wsman/transport/impl/connection/happy_eyeballs.hpp>

#include "pools.hpp"

using namespace wsman;
using namespace wsman::test;
using std::chrono::milliseconds;

namespace {

tcp::endpoint address(const char* text, std::uint16_t port = 1)
{
    return tcp::endpoint(asio::ip::make_address(text), port);
}

asio::awaitable<result<std::uint16_t>>
race(std::vector<tcp::endpoint> addresses, milliseconds delay, milliseconds limit)
{
    result<tcp::socket> socket =
        co_await detail::connect_first(std::move(addresses), delay, std::chrono::steady_clock::now() + limit);
    if (socket.has_error()) co_return socket.error();
    co_return socket->remote_endpoint().port();
}

/// A port whose queue is full: connections get no response.
class deaf_address {
public:
    explicit deaf_address(asio::io_context& context) : acceptor_(context, tcp::v4())
    {
        acceptor_.bind(tcp::endpoint(asio::ip::address_v4::loopback(), 0));
        acceptor_.listen(0);
        for (auto* filler : {&first_, &second_}) {
            filler->emplace(context, tcp::v4());
            (*filler)->async_connect(acceptor_.local_endpoint(), [](boost::system::error_code) {});
        }
    }
    tcp::endpoint endpoint() const { return acceptor_.local_endpoint(); }

private:
    tcp::acceptor acceptor_;
    std::optional<tcp::socket> first_;
    std::optional<tcp::socket> second_;
};

} // namespace

TEST_CASE("address families alternate, beginning with the resolver's first one", "[transport][happy_eyeballs]")
{
    const std::vector<tcp::endpoint> mixed = detail::interleave_families(
        {address("::1"), address("::2"), address("::3"), address("10.0.0.1"), address("10.0.0.2")}
    );
    CHECK(
        mixed ==
        std::vector<tcp::endpoint>{
            address("::1"), address("10.0.0.1"), address("::2"), address("10.0.0.2"), address("::3")
        }
    );
    const std::vector<tcp::endpoint> four =
        detail::interleave_families({address("10.0.0.1"), address("10.0.0.2"), address("::1")});
    CHECK(four == std::vector<tcp::endpoint>{address("10.0.0.1"), address("::1"), address("10.0.0.2")});
    CHECK(detail::interleave_families({}).empty());
}

TEST_CASE("an unreachable first address does not prevent the use of the second", "[transport][happy_eyeballs]")
{
    asio::io_context context;
    deaf_address deaf(context);
    tcp::acceptor alive(context, tcp::endpoint(asio::ip::address_v4::loopback(), 0));
    const std::uint16_t port = alive.local_endpoint().port();
    const result<std::uint16_t> reached =
        run(context, race({deaf.endpoint(), alive.local_endpoint()}, milliseconds(10), milliseconds(5000)));
    REQUIRE(reached);
    CHECK(*reached == port);
}

TEST_CASE("an address that refuses is followed by the next at once", "[transport][happy_eyeballs]")
{
    asio::io_context context;
    std::uint16_t closed = 0;
    {
        tcp::acceptor taken(context, tcp::endpoint(asio::ip::address_v4::loopback(), 0));
        closed = taken.local_endpoint().port();
    }
    tcp::acceptor alive(context, tcp::endpoint(asio::ip::address_v4::loopback(), 0));
    // The delay is beyond the limit: only the refusal can have started the second attempt.
    const result<std::uint16_t> reached =
        run(context,
            race({address("127.0.0.1", closed), alive.local_endpoint()}, milliseconds(60000), milliseconds(20000)));
    REQUIRE(reached);
    const result<std::uint16_t> nobody =
        run(context, race({address("127.0.0.1", closed)}, milliseconds(1), milliseconds(20000)));
    REQUIRE(nobody.has_error());
    CHECK(nobody.error().code() == transport_errc::connection_refused);
}

TEST_CASE("addresses that never answer end at the deadline", "[transport][happy_eyeballs]")
{
    asio::io_context context;
    deaf_address deaf(context);
    const result<std::uint16_t> nobody =
        run(context, race({deaf.endpoint(), deaf.endpoint()}, milliseconds(5), milliseconds(50)));
    REQUIRE(nobody.has_error());
    CHECK(nobody.error().code() == transport_errc::connect_timeout);
}

TEST_CASE("an address is used without the resolver and a name is resolved", "[transport][happy_eyeballs]")
{
    asio::io_context context;
    const auto soon = std::chrono::steady_clock::now() + std::chrono::seconds(20);
    const auto literal = run(context, detail::resolve("fe80::1%1", 5985, soon));
    REQUIRE(literal);
    CHECK(literal->size() == 1);
    CHECK(literal->front().address().to_v6().scope_id() == 1);
    const auto local = run(context, detail::resolve("localhost", 5985, soon));
    REQUIRE(local);
    CHECK(local->front().address().is_loopback());
}
