//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#include <support/catch.hpp>
#include <wsman/security/token_authentication.hpp>

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

using namespace wsman;

namespace {

using answers = std::vector<std::string>;

/// The tokens that the contexts of a test received, and how many contexts were made and destroyed.
struct history {
    std::vector<std::string> taken;
    int made = 0;
    int silent_after = -1; ///< after this many tokens the host may send an empty one
};

/// A context that answers "t1", "t2" … and is established after the given number of host tokens.
class rehearsed_context final : public security_context {
public:
    rehearsed_context(std::shared_ptr<history> told, int legs) : told_(std::move(told)), legs_(legs) {}

    result<std::string> step(std::string_view token) override
    {
        told_->taken.emplace_back(token);
        if (token == "broken") return failure(security_errc::malformed_token);
        if (token == "reject") return failure(security_errc::mechanism_refused);
        if (established()) return std::string();
        return "t" + std::to_string(++said_);
    }
    bool established() const noexcept override { return static_cast<int>(told_->taken.size()) > legs_; }
    bool peer_may_be_silent() const noexcept override
    {
        return static_cast<int>(told_->taken.size()) == told_->silent_after;
    }
    std::string_view mechanism_name() const noexcept override { return "rehearsed"; }
    result<std::string> sign(std::string_view) override { return std::string(); }
    result<void> verify(std::string_view, std::string_view) override { return {}; }
    result<std::size_t> seal(std::string& out, std::string_view plain) override
    {
        out.append("HEAD").append(plain.rbegin(), plain.rend());
        return std::size_t{4};
    }
    result<std::string_view> open(std::span<char> sealed, std::size_t header_size) override
    {
        std::reverse(sealed.begin() + static_cast<std::ptrdiff_t>(header_size), sealed.end());
        return std::string_view(sealed.data() + header_size, sealed.size() - header_size);
    }

private:
    std::shared_ptr<history> told_;
    int legs_;
    int said_ = 0;
};

token_login_options options_for(const std::shared_ptr<history>& told, int legs, answers schemes = {"Negotiate"})
{
    token_login_options options;
    options.scheme = authentication_scheme::negotiate;
    options.seal = true;
    static const answers literals{"Negotiate", "Kerberos", "CredSSP"};
    for (const std::string& scheme : schemes)
        for (const std::string& literal : literals)
            if (scheme == literal)
                options.routes.emplace_back(literal, sealing_protocol::spnego, [told, legs] {
                    ++told->made;
                    return std::unique_ptr<security_context>(new rehearsed_context(told, legs));
                });
    return options;
}

std::string sent(token_authentication& login)
{
    const result<secret> value = login.authorization("POST", "/wsman");
    return value ? std::string(value->reveal()) : value.error().message();
}

error_code code_of(const result<login_step>& step)
{
    return step.has_error() ? step.error().code() : error_code();
}

} // namespace

TEST_CASE("tokens are exchanged until the context is established, and the final 200 is part of it", "[security][token]")
{
    const auto told = std::make_shared<history>();
    token_authentication login(options_for(told, 2));
    CHECK(login.scope() == login_scope::connection);
    CHECK(login.mechanism_name().empty());
    CHECK(sent(login) == "Negotiate dDE=");
    CHECK(login.mechanism_name() == "rehearsed");
    const answers first{"Basic realm=\"a, b\"", "Negotiate aDE="};
    REQUIRE(login.answered(login_answer(401, first)).value() == login_step::again);
    CHECK(sent(login) == "Negotiate dDI=");
    const answers last{"negotiate   aDI="};
    REQUIRE(login.answered(login_answer(200, last)).value() == login_step::done);
    CHECK(told->taken == answers{"", "h1", "h2"});
    CHECK(told->made == 1);
}

TEST_CASE("a host that reports success before the context is established is refused", "[security][token]")
{
    for (const answers& last : {answers{}, answers{"Negotiate"}, answers{"Negotiate aDE="}}) {
        token_authentication login(options_for(std::make_shared<history>(), 2));
        sent(login);
        CHECK(code_of(login.answered(login_answer(200, last))) == security_errc::login_incomplete);
    }
}

TEST_CASE("a response without a token is an empty token if the peer may be silent", "[security][token]")
{
    const answers nothing{"Negotiate"};
    const answers token{"Negotiate aDE="};
    const auto told = std::make_shared<history>();
    told->silent_after = 2;
    token_authentication login(options_for(told, 4));
    sent(login);
    REQUIRE(login.answered(login_answer(401, token)).value() == login_step::again);
    CHECK(sent(login) == "Negotiate dDI=");
    REQUIRE(login.answered(login_answer(401, nothing)).value() == login_step::again);
    CHECK(sent(login) == "Negotiate dDM=");
    CHECK(told->taken == answers{"", "h1", ""});
    CHECK(code_of(login.answered(login_answer(401, nothing))) == transport_errc::http_unauthorized);

    const auto other = std::make_shared<history>();
    other->silent_after = 1;
    token_authentication ended(options_for(other, 4));
    sent(ended);
    CHECK(code_of(ended.answered(login_answer(200, nothing))) == security_errc::login_incomplete);
}

TEST_CASE("a refusal is reported, and no second log-in is begun", "[security][token]")
{
    SECTION("at once")
    {
        const auto told = std::make_shared<history>();
        token_authentication login(options_for(told, 2, {"Kerberos", "Negotiate"}));
        sent(login);
        const answers offered{"Negotiate", "Kerberos"};
        CHECK(code_of(login.answered(login_answer(401, offered))) == transport_errc::http_unauthorized);
        CHECK(told->made == 1);
    }
    SECTION("after a token of the host")
    {
        const auto told = std::make_shared<history>();
        token_authentication login(options_for(told, 2, {"Kerberos", "Negotiate"}));
        sent(login);
        const answers token{"Kerberos aDE="};
        REQUIRE(login.answered(login_answer(401, token)).has_value());
        sent(login);
        const answers offered{"Negotiate"};
        CHECK(code_of(login.answered(login_answer(401, offered))) == transport_errc::http_unauthorized);
        CHECK(told->made == 1);
    }
    SECTION("with a token that rejects the mechanism after both sides had begun it")
    {
        token_authentication login(options_for(std::make_shared<history>(), 2));
        sent(login);
        const answers token{"Negotiate aDE="};
        REQUIRE(login.answered(login_answer(401, token)).has_value());
        sent(login);
        const answers rejection{"Negotiate cmVqZWN0"};
        CHECK(code_of(login.answered(login_answer(401, rejection))) == transport_errc::http_unauthorized);
    }
    SECTION("with a token that rejects the mechanism itself")
    {
        token_authentication login(options_for(std::make_shared<history>(), 2));
        sent(login);
        const answers rejection{"Negotiate cmVqZWN0"};
        CHECK(code_of(login.answered(login_answer(401, rejection))) == security_errc::mechanism_refused);
    }
    SECTION("with a token, although the context has no further token")
    {
        token_authentication login(options_for(std::make_shared<history>(), 1));
        sent(login);
        const answers token{"Negotiate aDE="};
        CHECK(code_of(login.answered(login_answer(401, token))) == transport_errc::http_unauthorized);
    }
}

TEST_CASE("a host that offers other schemes does not change the session's scheme", "[security][token]")
{
    const auto told = std::make_shared<history>();
    token_authentication login(options_for(told, 2));
    sent(login);
    const answers offered{"Basic realm=\"WSMAN\"", "Negotiated abc=", "Digest realm=\"x\""};
    const result<login_step> refused = login.answered(login_answer(401, offered));
    REQUIRE(refused.has_error());
    CHECK(refused.error().code() == security_errc::scheme_not_offered);
    CHECK(refused.error().message().find("Basic, Negotiated, Digest") != std::string::npos);
    CHECK(told->made == 1);
}

TEST_CASE("the same tickets are sent under the scheme that the host supports", "[security][token]")
{
    const auto told = std::make_shared<history>();
    token_authentication login(options_for(told, 5, {"Kerberos", "Negotiate"}));
    CHECK(sent(login) == "Kerberos dDE=");
    const answers offered{"Negotiate"};
    REQUIRE(login.answered(login_answer(401, offered)).value() == login_step::again);
    CHECK(sent(login) == "Negotiate dDE=");
    CHECK(told->made == 2);
}

TEST_CASE("failures of a context or its factory are reported, and explained by the options", "[security][token]")
{
    token_authentication login(options_for(std::make_shared<history>(), 2));
    sent(login);
    const answers broken{"Negotiate YnJva2Vu"};
    CHECK(code_of(login.answered(login_answer(401, broken))) == security_errc::malformed_token);
    const answers no_base64{"Negotiate !!"};
    CHECK(code_of(login.answered(login_answer(401, no_base64))) == security_errc::malformed_token);

    token_login_options options;
    options.routes.emplace_back(
        "Negotiate",
        sealing_protocol::spnego,
        []() -> result<std::unique_ptr<security_context>> { return failure(security_errc::no_ticket); }
    );
    options.explain = [](failure why) {
        CHECK(why.code() == security_errc::no_ticket);
        return failure(security_errc::kerberos_failed);
    };
    token_authentication explained(options);
    CHECK(explained.may_block());
    CHECK(explained.authorization("POST", "/").error().code() == security_errc::kerberos_failed);
}

TEST_CASE("bodies are sealed by the context, and unsealed ones are refused", "[security][token]")
{
    token_authentication login(options_for(std::make_shared<history>(), 1));
    sent(login);
    const answers last{"Negotiate aDE="};
    REQUIRE(login.answered(login_answer(200, last)).has_value());
    REQUIRE(login.seals());
    std::string sealed;
    std::string type = "application/soap+xml;charset=UTF-8";
    REQUIRE(login.wrap("<secret/>", sealed, type));
    CHECK(sealed.find("<secret/>") == std::string::npos);
    REQUIRE(login.unwrap(sealed, type));
    CHECK(sealed == "<secret/>");
    CHECK(type == "application/soap+xml;charset=UTF-8");
    const result<void> plain = login.unwrap(sealed, type);
    REQUIRE(plain.has_error());
    CHECK(plain.error().code() == security_errc::plain_answer);
    CHECK(plain.error().code() == condition::untrusted_peer);
}
