//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//

// Digest at the endpoint. The client's side is implemented here again, independently of the library's client.
#include <support/catch.hpp>
#include <wsman/testing/endpoint.hpp>
#include <wsman/testing/impl/log_in/digest_fields.hpp>
#include <wsman/testing/impl/log_in/digest_nonces.hpp>

#include <openssl/evp.h>

#include <map>
#include <string>
#include <vector>

#include "endpoint_raw_client.hpp"

using namespace wsman::testing;
using wsman::testing::detail::digest_fields;
using wsman::testing::detail::digest_nonces;

namespace {

std::string hash(const std::string& algorithm, const std::string& text)
{
    const std::map<std::string, const char*> names{
        {"MD5", "MD5"}, {"SHA-256", "SHA256"}, {"SHA-512-256", "SHA512-256"}
    };
    unsigned char bytes[EVP_MAX_MD_SIZE];
    std::size_t size = 0;
    REQUIRE(EVP_Q_digest(nullptr, names.at(algorithm), nullptr, text.data(), text.size(), bytes, &size) == 1);
    std::string hex;
    wsman::append_hex(hex, std::string_view(reinterpret_cast<const char*>(bytes), size));
    return wsman::ascii_lower(hex);
}

/// The parts of a Digest header; tests set invalid values.
struct digest_header {
    explicit digest_header(const endpoint& host) : user(host.user()), password(host.password().reveal()) {}

    std::string text() const
    {
        std::string key = hash(algorithm, user + ":" + realm + ":" + password);
        if (session) key = hash(algorithm, key + ":" + nonce + ":" + client_nonce);
        const std::string request = hash(algorithm, "POST:" + uri);
        const std::string response =
            hash(algorithm, key + ":" + nonce + ":" + count + ":" + client_nonce + ":" + qop + ":" + request);
        return "Digest " + (name.empty() ? "username=\"" + user + "\"" : name) + ", realm=\"" + realm + "\", nonce=\"" +
               nonce + "\", uri=\"" + uri + "\", algorithm=" + algorithm + (session ? "-sess" : "") + ", qop=" + qop +
               ", nc=" + count + ", cnonce=\"" + client_nonce + "\", response=\"" + response + "\"";
    }

    std::string user, password;
    std::string name; // the parameters that name the user, if not `username`
    std::string realm = "WSMAN", nonce, uri = "/wsman", algorithm = "SHA-256", qop = "auth", count = "00000001";
    std::string client_nonce = "0a4f113b";
    bool session = false;
};

std::string challenge_of(raw::connection& wire)
{
    wire.authorization.clear();
    const raw::http_response response = wire.post("");
    REQUIRE(response.status == 401);
    return response.headers.at("www-authenticate");
}

std::string nonce_in(const std::string& challenge)
{
    const std::size_t begin = challenge.find("nonce=\"") + 7;
    return challenge.substr(begin, challenge.find('"', begin) - begin);
}

unsigned status_of(raw::connection& wire, const std::string& header)
{
    wire.authorization = header;
    return wire.post("").status;
}

bool says_stale(raw::connection& wire, const std::string& header)
{
    wire.authorization = header;
    const raw::http_response response = wire.post("");
    return response.status == 401 && response.headers.at("www-authenticate").find("stale=true") != std::string::npos;
}

} // namespace

TEST_CASE("Digest is accepted with each algorithm, on any connection", "[endpoint][digest]")
{
    endpoint host;
    raw::connection wire(host);
    const std::string challenge = challenge_of(wire);
    digest_header header(host);
    header.nonce = nonce_in(challenge);
    unsigned count = 0;
    for (const char* algorithm : {"MD5", "SHA-256", "SHA-512-256"}) {
        CHECK(challenge.find("algorithm=" + std::string(algorithm) + ",") != std::string::npos);
        for (const bool session : {false, true}) {
            header.algorithm = algorithm;
            header.session = session;
            header.count = "0000000" + std::to_string(++count);
            raw::connection other(host);
            CHECK(status_of(other, header.text()) == 200);
        }
    }
    header.count = "00000010";
    wire.authorization = header.text();
    CHECK(wire.post(raw::identify_envelope).text("ProductVendor") == "wsman-cpp");
    wire.authorization.clear();
    CHECK(wire.post("").status == 401); // challenged with each request
    CHECK(host.statistics().count_logins("digest") == 7);
}

TEST_CASE("Digest is refused if any part is wrong", "[endpoint][digest]")
{
    endpoint host;
    raw::connection wire(host);
    digest_header header(host);
    header.nonce = nonce_in(challenge_of(wire));
    digest_header right = header;
    SECTION("password")
    {
        header.password = "wrong";
    }
    SECTION("user")
    {
        header.user = "nobody";
    }
    SECTION("realm")
    {
        header.realm = "elsewhere";
    }
    SECTION("URI")
    {
        header.uri = "/other";
    }
    SECTION("quality of protection")
    {
        header.qop = "auth-int";
    }
    SECTION("nonce count that is not a number")
    {
        header.count = "0000000g";
    }
    SECTION("short nonce count")
    {
        header.count = "1";
    }
    SECTION("no client nonce")
    {
        header.client_nonce.clear();
    }
    CHECK_FALSE(says_stale(wire, header.text()));
    CHECK(wire.post("").status == 401);
    CHECK(status_of(wire, right.text()) == 200);
    CHECK(host.statistics().refused_logins == 2);
}

TEST_CASE("a nonce that is used up, counted twice or unknown is stale", "[endpoint][digest]")
{
    endpoint_options options;
    options.digest_nonce_uses = 2;
    endpoint host(options);
    raw::connection wire(host);
    digest_header header(host);
    header.nonce = nonce_in(challenge_of(wire));
    CHECK(status_of(wire, header.text()) == 200);
    CHECK(says_stale(wire, header.text())); // the same again
    header.count = "00000002";
    CHECK(status_of(wire, header.text()) == 200);
    header.count = "00000003";
    CHECK(says_stale(wire, header.text()));
    header.nonce = "made up";
    CHECK(says_stale(wire, header.text()));
    CHECK(challenge_of(wire).find("stale") == std::string::npos);
    header.password = "wrong"; // then the nonce does not matter
    CHECK_FALSE(says_stale(wire, header.text()));
}

TEST_CASE("Digest accepts the user's name as a hash and in extended notation", "[endpoint][digest]")
{
    endpoint_options options;
    options.user = "J\xC3\xA4s\xC3\xB8n \"Doe\"";
    options.digest_userhash = true;
    endpoint host(options);
    raw::connection wire(host);
    const std::string challenge = challenge_of(wire);
    CHECK(challenge.find("userhash=true") != std::string::npos);
    CHECK(challenge.find("charset=UTF-8") != std::string::npos);
    digest_header header(host);
    header.nonce = nonce_in(challenge);
    SECTION("hash")
    {
        header.name = "username=\"" + hash("SHA-256", host.user() + ":WSMAN") + "\", userhash=true";
    }
    SECTION("percent encoding")
    {
        header.name = "username*=UTF-8''J%C3%A4s%c3%B8n%20%22Doe%22";
    }
    SECTION("quoted pairs")
    {
        header.name = "username=\"J\xC3\xA4s\xC3\xB8n \\\"Doe\\\"\"";
    }
    CHECK(status_of(wire, header.text()) == 200);
}

TEST_CASE("Digest offers the options' algorithms, and over HTTP only if clear text is allowed", "[endpoint][digest]")
{
    endpoint_options options;
    options.digest_algorithms = {"MD5"};
    options.schemes = accepted_scheme::digest | accepted_scheme::negotiate;
    SECTION("one algorithm")
    {
        endpoint host(options);
        raw::connection wire(host);
        digest_header header(host);
        header.nonce = nonce_in(challenge_of(wire));
        CHECK(status_of(wire, header.text()) == 401); // SHA-256
        header.algorithm = "MD5";
        CHECK(status_of(wire, header.text()) == 200);
    }
    SECTION("no clear text")
    {
        options.allow_unencrypted = false;
        endpoint host(options);
        raw::connection wire(host);
        CHECK(challenge_of(wire) == "Negotiate");
    }
}

TEST_CASE("malformed Digest headers are refused", "[endpoint][digest][hostile]")
{
    endpoint host;
    raw::connection wire(host);
    for (const char* header :
         {"Digest",
          "Digest ",
          "Digest ,,,",
          "Digest username",
          "Digest =",
          "Digest username=\"",
          "Digest username=\"\\",
          "Digest a=1, a=2",
          "Digest username*=UTF-8''%",
          "Digest username*=UTF-8''%zz",
          "Digest username=\"x\", username*=UTF-8''x",
          "Digest a=1,b=1,c=1,d=1,e=1,f=1,g=1,h=1,i=1,j=1,k=1,l=1,m=1,n=1,"
          "o=1,p=1,q=1,r=1,s=1,t=1,u=1,v=1,w=1,x=1,y=1,z=1"})
        CHECK(status_of(wire, header) == 401);
    CHECK(host.statistics().refused_logins == 12);
}

TEST_CASE("the parameters of a Digest header are parsed", "[endpoint][digest]")
{
    const auto read = digest_fields::parse(R"(a=1 ,B = "x, \"y\"" ,, c="",d=)");
    REQUIRE(read);
    CHECK((*read)["a"] == "1");
    CHECK((*read)["b"] == "x, \"y\"");
    CHECK(read->has("c"));
    CHECK((*read)["c"].empty());
    CHECK(read->has("d"));
    CHECK_FALSE(read->has("e"));
    CHECK_FALSE(digest_fields::parse("a=1, b"));
}

TEST_CASE("each nonce count is accepted once, also slightly out of order", "[endpoint][digest]")
{
    digest_nonces nonces(0);
    const std::string nonce = nonces.issue();
    CHECK(nonces.use(nonce, 5));
    CHECK(nonces.use(nonce, 3));
    CHECK_FALSE(nonces.use(nonce, 3));
    CHECK_FALSE(nonces.use(nonce, 5));
    CHECK_FALSE(nonces.use(nonce, 0));
    CHECK(nonces.use(nonce, 100));
    CHECK(nonces.use(nonce, 99));
    CHECK(nonces.use(nonce, 37));
    CHECK_FALSE(nonces.use(nonce, 36)); // too old to be recorded
    CHECK(nonces.use(nonce, 0xFFFFFFFF));
    CHECK_FALSE(nonces.use(nonce, 100));
    CHECK_FALSE(nonces.use("another", 1));
    for (int i = 0; i < 300; ++i)
        nonces.issue();
    CHECK_FALSE(nonces.use(nonce, 0xFFFFFFFE)); // outside the recorded window
}
