//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#include <support/catch.hpp>

#include <openssl/evp.h>

#include <memory>
#include <string>
#include <vector>

#include "pools.hpp"

using namespace wsman;
using namespace wsman::test;

namespace {

const std::string good_answer = http_answer_text("200 OK", "<a/>");

std::string md5(const std::string& text)
{
    unsigned char bytes[EVP_MAX_MD_SIZE];
    unsigned size = 0;
    must(EVP_Digest(text.data(), text.size(), bytes, &size, EVP_md5(), nullptr) == 1, "MD5");
    std::string digits;
    for (unsigned i = 0; i != size; ++i) {
        digits += "0123456789abcdef"[bytes[i] >> 4];
        digits += "0123456789abcdef"[bytes[i] & 15];
    }
    return digits;
}

/// Returns: the value of a parameter, bare or in quotes.
std::string parameter(const std::string& request, const std::string& name)
{
    const std::size_t line = request.find("Authorization: Digest ");
    std::size_t at = request.find(name + "=", line);
    if (line == std::string::npos || at == std::string::npos) return {};
    at += name.size() + 1;
    if (request[at] == '"') ++at;
    return request.substr(at, request.find_first_of("\",\r", at) - at);
}

/// A host that wants Digest with user "user" and password "pass"; what it took is kept.
class digest_host {
public:
    explicit digest_host(asio::io_context& context)
        : host(context, [this](std::shared_ptr<peer> one) { return serve(std::move(one)); })
    {
    }

    std::vector<std::string> requests;  ///< all of them, whole
    std::vector<std::string> accepted;  ///< bodies of those that were carried out
    std::size_t requests_per_nonce = 0; ///< then it is stale; 0: never
    bool closes = false;                ///< after each refusal
    bool always_stale = false;

private:
    std::string refusal(bool stale)
    {
        nonce_ = "nonce" + std::to_string(++nonces_);
        taken_ = 0;
        std::string headers = "WWW-Authenticate: Digest realm=\"openwsman\", qop=\"auth\", nonce=\"" + nonce_ + "\"";
        headers += stale ? ", stale=true\r\n" : "\r\n";
        if (closes) headers += "Connection: close\r\n";
        return http_answer_text("401 Unauthorized", "", headers);
    }
    bool right(const std::string& request) const
    {
        const std::string key = md5("user:openwsman:pass");
        const std::string what = md5("POST:/wsman");
        return parameter(request, "response") == md5(key + ":" + nonce_ + ":" + parameter(request, "nc") + ":" +
                                                     parameter(request, "cnonce") + ":auth:" + what);
    }
    asio::awaitable<void> serve(std::shared_ptr<peer> one)
    {
        for (;;) {
            const std::string got = co_await one->read_request();
            if (got.empty()) co_return;
            requests.push_back(got);
            const bool stale = always_stale || (requests_per_nonce != 0 && taken_ == requests_per_nonce);
            const bool known = !stale && right(got) && parameter(got, "nonce") == nonce_;
            if (known) {
                ++taken_;
                accepted.push_back(got.substr(got.find("\r\n\r\n") + 4));
            }
            const std::string answer = known ? good_answer : refusal(stale && !parameter(got, "nonce").empty());
            co_await one->write(answer);
            if (!known && closes) {
                one->close();
                co_return;
            }
        }
    }

    std::string nonce_;
    std::size_t nonces_ = 0;
    std::size_t taken_ = 0;

public:
    scripted_host host;
};

session digest_session_to(const std::string& url, std::string_view password = "pass")
{
    session_draft draft;
    draft.set_connection(url).value();
    session_flags flags = session_flag::use_digest | session_flag::cred_username_password;
    if (url.starts_with("http:")) flags |= session_flag::no_encryption;
    client_policy policy;
    policy.allow_unencrypted = true;
    draft.set_flags(flags).value();
    draft.set_policy(policy).value();
    draft.set_credentials(user_password("user", secret(password))).value();
    return draft.build().value();
}

std::shared_ptr<exchange>
pool_to(asio::io_context& context, const scripted_host& host, std::string_view password = "pass")
{
    return make_connection_pool(context.get_executor(), digest_session_to(host.url(), password), quick_options());
}

request command()
{
    return simple_request("Command", false);
}

} // namespace

TEST_CASE("Digest hears the challenge without a body, and then counts its requests", "[transport][digest]")
{
    asio::io_context context;
    digest_host digest(context);
    const auto wire = pool_to(context, digest.host);
    for (int i = 0; i != 3; ++i)
        REQUIRE(ask(context, *wire, command()));
    CHECK(digest.host.connections() == 1);
    REQUIRE(digest.requests.size() == 4);
    CHECK(digest.requests[0].find("Content-Length: 0\r\n") != std::string::npos);
    CHECK(digest.requests[0].find("Authorization") == std::string::npos);
    CHECK(parameter(digest.requests[1], "nc") == "00000001");
    CHECK(parameter(digest.requests[3], "nc") == "00000003");
    CHECK(digest.accepted == std::vector<std::string>(3, "<envelope/>"));
}

TEST_CASE("a stale nonce is replaced, and the request is carried out once", "[transport][digest]")
{
    asio::io_context context;
    digest_host digest(context);
    digest.requests_per_nonce = 2;
    const auto wire = pool_to(context, digest.host);
    for (int i = 0; i != 5; ++i)
        REQUIRE(ask(context, *wire, command()));
    CHECK(digest.host.connections() == 1);
    CHECK(digest.accepted.size() == 5);
    CHECK(digest.requests.size() == 1 + 5 + 2);

    digest.always_stale = true;
    const result<response> outcome = ask(context, *wire, command());
    CHECK(code_of(outcome) == transport_errc::http_unauthorized);
    CHECK(digest.requests.size() <= 8 + 3);
    CHECK(digest.accepted.size() == 5);
}

TEST_CASE("a wrong password is tried once", "[transport][digest]")
{
    asio::io_context context;
    digest_host digest(context);
    const auto wire = pool_to(context, digest.host, "canary-7");
    const result<response> outcome = ask(context, *wire, command());
    CHECK(code_of(outcome) == transport_errc::http_unauthorized);
    CHECK(outcome.error().message().find("canary-7") == std::string::npos);
    CHECK(digest.requests.size() == 2);
    CHECK(digest.accepted.empty());
}

TEST_CASE("a host that closes with its challenge is connected to again", "[transport][digest]")
{
    asio::io_context context;
    digest_host digest(context);
    digest.closes = true;
    digest.requests_per_nonce = 2;
    const auto wire = pool_to(context, digest.host);
    for (int i = 0; i != 3; ++i)
        REQUIRE(ask(context, *wire, command()));
    CHECK(digest.host.connections() == 3); // one ended with the challenge, one with the stale nonce
    CHECK(digest.accepted.size() == 3);
    const auto wrong = pool_to(context, digest.host, "canary-7");
    CHECK(code_of(ask(context, *wrong, command())) == transport_errc::http_unauthorized);
}

TEST_CASE("a host that offers no Digest gets no message and no other scheme", "[transport][digest]")
{
    asio::io_context context;
    std::vector<std::string> seen;
    scripted_host host(context, [&](std::shared_ptr<peer> one) -> asio::awaitable<void> {
        for (;;) {
            const std::string got = co_await one->read_request();
            if (got.empty()) co_return;
            seen.push_back(got);
            const std::string headers = "WWW-Authenticate: Negotiate\r\nWWW-Authenticate: Basic realm=\"x\"\r\n";
            const std::string answer = http_answer_text("401 Unauthorized", "", headers);
            co_await one->write(answer);
        }
    });
    const auto wire = pool_to(context, host);
    const result<response> outcome = ask(context, *wire, command());
    CHECK(code_of(outcome) == security_errc::scheme_not_offered);
    CHECK(outcome.error().message().find("Negotiate, Basic") != std::string::npos);
    REQUIRE(seen.size() == 1);
    CHECK(seen[0].find("<envelope/>") == std::string::npos);
    CHECK(seen[0].find("Authorization") == std::string::npos);
}

TEST_CASE("a host that asks for no log-in is served, whatever it says to an empty body", "[transport][digest]")
{
    for (const char* status : {"200 OK", "400 Bad Request", "500 Internal Server Error"}) {
        asio::io_context context;
        std::vector<std::string> seen;
        scripted_host host(context, [&](std::shared_ptr<peer> one) -> asio::awaitable<void> {
            for (;;) {
                const std::string got = co_await one->read_request();
                if (got.empty()) co_return;
                seen.push_back(got);
                const std::string answer = seen.size() == 1 ? http_answer_text(status, "") : good_answer;
                co_await one->write(answer);
            }
        });
        const auto wire = pool_to(context, host);
        REQUIRE(ask(context, *wire, command()));
        REQUIRE(seen.size() == 2);
        CHECK(seen[1].find("Authorization") == std::string::npos);
    }
}

TEST_CASE("a challenge that does not come, or comes to its end, has its time", "[transport][digest]")
{
    asio::io_context context;
    scripted_host silent(context, [](std::shared_ptr<peer> one) -> asio::awaitable<void> {
        co_await one->until_closed();
    });
    const result<response> unanswered = ask(context, *pool_to(context, silent), command());
    REQUIRE(code_of(unanswered) == transport_errc::login_timeout);
    CHECK(unanswered.error().message().find("awaited: the challenge of digest") != std::string::npos);
    CHECK(unanswered.error().hint().find("needs no challenge") != std::string::npos);
    scripted_host closing(context, [](std::shared_ptr<peer> one) -> asio::awaitable<void> {
        const std::string got = co_await one->read_request();
        one->close();
    });
    CHECK(code_of(ask(context, *pool_to(context, closing), command())) == transport_errc::connection_closed);
}

TEST_CASE("anonymous requests need no challenge, and those behind them do", "[transport][digest]")
{
    asio::io_context context;
    digest_host digest(context);
    const auto wire = pool_to(context, digest.host);
    request asked = simple_request();
    asked.anonymous = true;
    CHECK(code_of(ask(context, *wire, asked)) == transport_errc::http_unauthorized); // this host knows no anonymous
    CHECK(digest.requests.size() == 1);
    REQUIRE(ask(context, *wire, command()));
    CHECK(digest.accepted.size() == 1);
}
