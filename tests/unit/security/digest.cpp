//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#include <support/catch.hpp>
#include <wsman/security/digest.hpp>

#include <openssl/evp.h>

#include <string>
#include <vector>

using namespace wsman;

namespace {

using values = std::vector<std::string>;

digest_client client_of(std::string user, std::string_view password)
{
    return digest_client(user_password(std::move(user), secret(password)));
}

digest_client mufasa()
{
    digest_client client = client_of("Mufasa", "Circle of Life");
    client.use_client_nonce("f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ");
    return client;
}

std::string published(const std::string& algorithm)
{
    return "Digest realm=\"http-auth@example.org\", qop=\"auth, auth-int\", algorithm=" + algorithm +
           ", nonce=\"7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v\", "
           "opaque=\"FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS\"";
}

bool holds(const result<secret>& value, const std::string& text)
{
    const bool there = value.has_value() && value->reveal().find(text) != std::string_view::npos;
    if (!there && value.has_value()) UNSCOPED_INFO(value->reveal());
    return there;
}

result<secret> published_answer(digest_client& client)
{
    return client.authorization("GET", "/dir/index.html");
}

} // namespace

TEST_CASE("Digest computes the response of RFC 7616, 3.9.1, and counts requests per nonce", "[security][digest]")
{
    digest_client client = mufasa();
    CHECK(client.wants_challenge());
    CHECK(published_answer(client)->empty());
    REQUIRE(client.challenged(values{published("MD5")}).value());
    CHECK_FALSE(client.wants_challenge());
    CHECK(
        published_answer(client)->reveal() ==
        "Digest username=\"Mufasa\", realm=\"http-auth@example.org\", uri=\"/dir/index.html\", algorithm=MD5, "
        "nonce=\"7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v\", nc=00000001, "
        "cnonce=\"f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ\", qop=auth, "
        "opaque=\"FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS\", response=\"8ca523f5e9506fed4657c9700eebdbec\""
    );
    const result<secret> second = published_answer(client);
    CHECK(holds(second, "nc=00000002, "));
    CHECK(holds(second, "response=\"4b5d595ecf2db9df612ea5b45cd97101\""));

    digest_client stronger = mufasa();
    REQUIRE(stronger.challenged(values{published("SHA-256")}).value());
    CHECK(holds(
        published_answer(stronger), "response=\"753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1\""
    ));
}

TEST_CASE("the strongest offered algorithm is selected, in any order", "[security][digest]")
{
    const values offers[] = {
        {published("MD5"), published("SHA-256")},
        {published("SHA-256"), published("MD5")},
        {"Negotiate, " + published("MD5") + ", " + published("sha-256") + ", Basic realm=\"x\""},
        {published("MD5"), published("SHA-384"), published("SHA-256")},
    };
    for (const values& offer : offers) {
        digest_client client = mufasa();
        REQUIRE(client.challenged(offer).value());
        CHECK(holds(
            published_answer(client), "response=\"753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1\""
        ));
    }
    digest_client client = mufasa();
    REQUIRE(client.challenged(values{published("SHA-256"), published("SHA-512-256"), published("MD5")}).value());
    CHECK(holds(published_answer(client), "algorithm=SHA-512-256, "));
}

TEST_CASE("non-ASCII names are hashed, extended, or sent unchanged", "[security][digest]")
{
    // RFC 7616, 3.9.2, with erratum 4897: the printed values were computed with another hash function.
    const std::string challenge = "Digest realm=\"api@example.org\", qop=\"auth\", algorithm=SHA-512-256, "
                                  "nonce=\"5TsQWLVdgBdmrQ0XsxbDODV+57QdFR34I9HAbC/RVvkK\", "
                                  "opaque=\"HRPCssKJSGjCrkzDg8OhwpzCiGPChXYjwrI2QmXDnsOS\", charset=UTF-8";
    const std::string response = "response=\"3798d4131c277846293534c3edc11bd8a5e4cdcbff78b05db9d95eeb1cec68a5\"";
    digest_client client = client_of("J\xC3\xA4s\xC3\xB8n Doe", "Secret, or not?");
    client.use_client_nonce("NTg6RKcb9boFIAS3KrFK9BGeh+iDa/sm6jUMp2wds69v");

    digest_client hashed = client;
    REQUIRE(hashed.challenged(values{challenge + ", userhash=true"}).value());
    const result<secret> by_hash = hashed.authorization("GET", "/doe.json");
    CHECK(holds(by_hash, "username=\"793263caabb707a56211940d90411ea4a575adeccb7e360aeb624ed06ece9b0b\", "));
    CHECK(holds(by_hash, "userhash=true"));
    CHECK(holds(by_hash, response));

    digest_client extended = client;
    REQUIRE(extended.challenged(values{challenge}).value());
    const result<secret> by_extension = extended.authorization("GET", "/doe.json");
    CHECK(holds(by_extension, "Digest username*=UTF-8''J%C3%A4s%C3%B8n%20Doe, realm="));
    CHECK(holds(by_extension, response));
    CHECK_FALSE(holds(by_extension, "userhash"));

    REQUIRE(client.challenged(values{"Digest realm=\"old\", nonce=\"1\", qop=auth"}).value());
    CHECK(holds(client.authorization("GET", "/"), "username=\"J\xC3\xA4s\xC3\xB8n Doe\", realm=\"old\""));
}

TEST_CASE("a session key is derived from the first nonces", "[security][digest]")
{
    digest_client client = mufasa();
    REQUIRE(client.challenged(values{published("MD5-sess")}).value());
    const result<secret> first = published_answer(client);
    CHECK(holds(first, "algorithm=MD5-sess, "));
    CHECK(holds(first, "response=\"e783283f46242139c486a698fec7211d\""));
    CHECK(holds(published_answer(client), "response=\"6914b51e16f9459d9abc967ad41c4599\""));
    digest_client stronger = mufasa();
    REQUIRE(stronger.challenged(values{published("SHA-256-SESS")}).value());
    CHECK(holds(
        published_answer(stronger), "response=\"2fd51b3a77ad75bad6afad6003e818d767133c46d9e2749e7f5232ae1ea3efd7\""
    ));
}

TEST_CASE("a service without qop is answered in the form of RFC 2069", "[security][digest]")
{
    digest_client client = client_of("admin", "secret");
    REQUIRE(client.challenged(values{"Digest realm=\"openwsman\", nonce=\"1718000000\""}).value());
    CHECK(
        client.authorization("POST", "/wsman")->reveal() ==
        "Digest username=\"admin\", realm=\"openwsman\", uri=\"/wsman\", nonce=\"1718000000\", "
        "response=\"d9a4b1750bff0bfc211821f9ca90013f\""
    );
}

TEST_CASE("quotes and backslashes are hashed unescaped and sent escaped", "[security][digest]")
{
    digest_client client = client_of("DOM\\a\"b", "pw");
    REQUIRE(client.challenged(values{R"(Digest realm="re\"al\\m", nonce="\n")"}).value());
    const result<secret> value = client.authorization("POST", "/wsman");
    CHECK(holds(value, R"(username="DOM\\a\"b", realm="re\"al\\m", uri="/wsman", nonce="n", )"));
    CHECK(holds(value, "response=\"b32dec27bb449c2ce9ae9bff5e8e0e43\""));
}

TEST_CASE("a refusal is final, unless the nonce was stale", "[security][digest]")
{
    const std::string first = "Digest realm=\"r\", nonce=\"1\", qop=\"auth\"";
    const std::string second = "Digest realm=\"r\", nonce=\"2\", qop=\"auth\"";
    digest_client client = client_of("user", "canary-7");
    REQUIRE(client.challenged(values{first}).value());
    REQUIRE(client.authorization("POST", "/wsman"));
    digest_client refused = client;
    CHECK_FALSE(refused.challenged(values{second}).value());
    CHECK_FALSE(refused.challenged(values{second + ", stale=false"}).value());
    CHECK_FALSE(refused.challenged(values{first + ", stale=true"}).value()); // it would be refused again
    CHECK_FALSE(refused.challenged(values{"Negotiate", "Basic realm=\"x\""}).value());
    CHECK_FALSE(refused.challenged(values{}).value());

    REQUIRE(client.challenged(values{second + ", stale=TRUE"}).value());
    const result<secret> again = client.authorization("POST", "/wsman");
    CHECK(holds(again, "nonce=\"2\", nc=00000001, "));
    CHECK_FALSE(client.challenged(values{first}).value());
}

TEST_CASE("each nonce of the host gets a new random client nonce", "[security][digest]")
{
    const auto nonce_of = [](digest_client& client) {
        const std::string text(client.authorization("POST", "/")->reveal());
        const std::size_t at = text.find("cnonce=\"") + 8;
        return text.substr(at, text.find('"', at) - at);
    };
    digest_client client = client_of("user", "pass");
    REQUIRE(client.challenged(values{"Digest realm=\"r\", nonce=\"1\", qop=auth"}).value());
    const std::string first = nonce_of(client);
    CHECK(first.size() == 24);
    CHECK(nonce_of(client) == first);
    REQUIRE(client.challenged(values{"Digest realm=\"r\", nonce=\"2\", qop=auth, stale=true"}).value());
    CHECK(nonce_of(client) != first);
}

TEST_CASE("unsupported challenges give distinct errors", "[security][digest]")
{
    const std::pair<values, error_code> offers[] = {
        {{}, security_errc::scheme_not_offered},
        {{"Negotiate", "Basic realm=\"x\""}, security_errc::scheme_not_offered},
        {{"Digestive realm=\"r\", nonce=\"n\""}, security_errc::scheme_not_offered},
        {{"Digest realm=\"r\", nonce=\"n\", qop=\"auth-int\""}, security_errc::digest_unsupported},
        {{"Digest realm=\"r\", nonce=\"n\", qop=\"\""}, security_errc::digest_unsupported},
        {{"Digest realm=\"r\", nonce=\"n\", algorithm=SHA-384"}, security_errc::digest_unsupported},
        {{"Digest realm=\"r\", nonce=\"n\", algorithm=-sess"}, security_errc::digest_unsupported},
        {{"Digest realm=\"r\", nonce=\"n\", algorithm=MD5-sess"}, security_errc::digest_unsupported},
        {{"Digest"}, security_errc::malformed_token},
    };
    for (const auto& [offer, code] : offers) {
        digest_client client = client_of("user", "canary-7");
        const result<bool> outcome = client.challenged(offer);
        REQUIRE(outcome.has_error());
        CHECK(outcome.error().code() == code);
        CHECK(outcome.error().message().find("canary") == std::string::npos);
    }
    digest_client client = client_of("user", "pass");
    CHECK(
        client.challenged(values{"Negotiate, Basic realm=\"x\""}).error().message().find("Negotiate, Basic") !=
        std::string::npos
    );
}

TEST_CASE("a user name that a header cannot carry is refused before it is sent", "[security][digest]")
{
    for (const char* user : {"a\r\nX: y", "a\x7F", "\xFF"}) {
        digest_client client = client_of(user, "pass");
        REQUIRE(client.challenged(values{"Digest realm=\"r\", nonce=\"n\""}).value());
        const result<secret> value = client.authorization("POST", "/");
        REQUIRE(value.has_error());
        CHECK(value.error().code() == client_errc::invalid_argument);
    }
}

TEST_CASE("without MD5 another algorithm is used, or its absence is reported", "[security][digest]")
{
    // As in FIPS mode: only algorithms of a FIPS provider may be used, and none is loaded here.
    REQUIRE(EVP_default_properties_enable_fips(nullptr, 1) == 1);
    digest_client client = mufasa();
    const result<bool> outcome = client.challenged(values{published("MD5")});
    REQUIRE(EVP_default_properties_enable_fips(nullptr, 0) == 1);
    REQUIRE(outcome.has_error());
    CHECK(outcome.error().code() == security_errc::algorithm_unavailable);
}

TEST_CASE("the Digest authenticator reports its scope and its need for a challenge", "[security][digest]")
{
    digest_authentication login(user_password("user", secret("canary-7")));
    CHECK(login.scheme() == authentication_scheme::digest);
    CHECK(login.scope() == login_scope::request);
    CHECK(login.wants_challenge());
    CHECK_FALSE(login.seals());
    const values challenges{"Digest realm=\"r\", nonce=\"n\", qop=auth", "Basic realm=\"r\""};
    CHECK(login.answered(login_answer(401, challenges)).value() == login_step::again);
    CHECK(login.authorization("POST", "/wsman")->reveal().starts_with("Digest username=\"user\", "));
    const result<login_step> refused = login.answered(login_answer(401, challenges));
    REQUIRE(refused.has_error());
    CHECK(refused.error().code() == transport_errc::http_unauthorized);
    CHECK(refused.error().message().find("Digest, Basic") != std::string::npos);

    digest_authentication other(user_password("user", secret("canary-7")));
    const values none{"Negotiate"};
    const result<login_step> not_offered = other.answered(login_answer(401, none));
    CHECK(not_offered.error().code() == security_errc::scheme_not_offered);
    CHECK(not_offered.error().details().http_status == 401U);
}
