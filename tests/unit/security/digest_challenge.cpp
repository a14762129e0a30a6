//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#include <support/catch.hpp>
#include <wsman/security/detail/digest_challenge.hpp>

#include <string>
#include <vector>

using namespace wsman;
using detail::digest_algorithm;
using detail::digest_challenge;
using detail::digest_offer;

namespace {

digest_offer read(std::vector<std::string> values)
{
    return detail::read_digest_challenges(values);
}

digest_challenge only(const std::string& value)
{
    const digest_offer offer = read({value});
    INFO(value << ": " << offer.flaw_text);
    REQUIRE(offer.usable.size() == 1);
    return offer.usable.front();
}

} // namespace

TEST_CASE("a Digest challenge is parsed in every permitted notation", "[security][digest]")
{
    for (const char* text : {
             R"(Digest realm="r", nonce="n", opaque="o", algorithm=SHA-256, qop="auth,auth-int", stale=true)",
             R"(digest REALM="r",NONCE="n",OPAQUE="o",ALGORITHM="sha-256",QOP="auth-int, AUTH",STALE="TRUE")",
             "Digest\trealm\t=\t\"r\" , nonce = \"n\" ,,, opaque=o ,algorithm=SHA-256,qop=auth,stale=True,",
             R"(Digest nonce=n, realm=r, domain="/a /b, /c", opaque="\o", algorithm=SHA-256, qop=auth, stale=true, x="y=\"z\"")",
             R"(Negotiate, Kerberos YIIa==, Digest realm="r", nonce="n", opaque="o", algorithm=SHA-256, qop=" auth ", stale=true, Basic realm="b")",
         }) {
        const digest_challenge one = only(text);
        CHECK(one.realm == "r");
        CHECK(one.nonce == "n");
        CHECK(one.opaque == "o");
        CHECK(one.algorithm == digest_algorithm::sha256);
        CHECK(one.qop_auth);
        CHECK(one.stale);
        CHECK_FALSE(one.session);
        CHECK_FALSE(one.userhash);
        CHECK_FALSE(one.utf8);
    }
}

TEST_CASE("omitted parameters of a Digest challenge have their defaults", "[security][digest]")
{
    const digest_challenge one = only(R"(Digest realm="", nonce="n")");
    CHECK(one.realm.empty());
    CHECK_FALSE(one.opaque);
    CHECK(one.algorithm_name.empty());
    CHECK(one.algorithm == digest_algorithm::md5);
    CHECK_FALSE(one.qop_auth);
    CHECK_FALSE(one.stale);
    CHECK(only(R"(Digest realm="r", nonce="n", opaque="")").opaque == "");
    const digest_challenge full =
        only(R"(Digest realm="r", nonce="n", qop=auth, algorithm=sha-512-256-SESS, userhash=true, charset=utf-8)");
    CHECK(full.algorithm == digest_algorithm::sha512_256);
    CHECK(full.algorithm_name == "sha-512-256-SESS");
    CHECK(full.session);
    CHECK(full.userhash);
    CHECK(full.utf8);
}

TEST_CASE("several challenges are parsed from one value and from several", "[security][digest]")
{
    const std::string md5 = R"(Digest realm="a", nonce="1", algorithm=MD5, qop="auth")";
    const std::string sha = R"(Digest realm="b", nonce="2", algorithm=SHA-256, qop="auth")";
    for (const digest_offer& offer : {read({md5, sha}), read({md5 + ", " + sha}), read({"Basic", md5 + "," + sha})}) {
        REQUIRE(offer.usable.size() == 2);
        CHECK(offer.usable[0].realm == "a");
        CHECK(offer.usable[0].algorithm == digest_algorithm::md5);
        CHECK(offer.usable[1].realm == "b");
        CHECK(offer.usable[1].nonce == "2");
        CHECK(offer.usable[1].algorithm == digest_algorithm::sha256);
    }
    // Parameters do not continue in the next value.
    CHECK(read({R"(Digest realm="a")", R"(nonce="1")"}).usable.empty());
    CHECK_FALSE(read({R"(Basic realm="Digest realm=x, nonce=y")"}).named);
}

TEST_CASE("malformed challenges are refused, and valid ones beside them are parsed", "[security][digest]")
{
    const std::string good = R"(Digest realm="good", nonce="n")";
    const std::string large(4097, 'a');
    std::string crowded = R"(Digest realm="r", nonce="n")";
    for (int i = 0; i != 40; ++i)
        crowded += ", x" + std::to_string(i) + "=1";
    for (const std::string& text : {
             std::string(R"(Digest realm="r")"),
             std::string(R"(Digest nonce="n")"),
             std::string(R"(Digest realm="r", nonce="")"),
             std::string(R"(Digest realm="r", nonce="n", nonce="m")"),
             std::string(R"(Digest realm="r", nonce="n", x=1, X=2)"),
             std::string(R"(Digest realm="r", nonce="n)"),
             std::string(R"(Digest realm="r", nonce="n\")"),
             std::string(R"(Digest realm="r", nonce="n"m)"),
             std::string(R"(Digest realm="r", nonce=n m)"),
             std::string(R"(Digest realm="r", nonce=n"m)"),
             std::string(R"(Digest realm="r", nonce=)"),
             std::string(R"(Digest realm="r", nonce="n", =x)"),
             std::string(R"(Digest token68, realm="r", nonce="n")"),
             std::string("Digest realm=\"r\", nonce=\"n\r\nX: y\""),
             std::string("Digest realm=\"r\", nonce=\"a\\\nb\""),
             std::string("Digest realm=\"r\x01\", nonce=\"n\""),
             std::string("Digest realm=\"r\", nonce=\"a\0b\"", 29),
             std::string("Digest realm=\"r\", nonce=\"n\", opaque=\"\x7F\""),
             R"(Digest realm="r", nonce=")" + large + "\"",
             R"(Digest nonce="n", realm=)" + large,
             crowded,
         }) {
        INFO(text.substr(0, 100));
        const digest_offer offer = read({text});
        CHECK(offer.named);
        CHECK(offer.usable.empty());
        CHECK(offer.flaw == security_errc::malformed_token);
        CHECK(*offer.flaw_text != '\0');
        CHECK(read({text, good}).usable.size() == 1);
        CHECK(read({good, text}).usable.size() == 1);
    }
    CHECK(read({good + ", " + good + ", Digest realm=\"r\", realm=\"s\", nonce=\"n\", " + good}).usable.size() == 3);
}

TEST_CASE("the number of challenges is limited", "[security][digest]")
{
    std::string flood;
    for (int i = 0; i != 5000; ++i)
        flood += "Digest realm=r, nonce=n, ";
    CHECK(read({flood, flood}).usable.size() == 16);
    CHECK(read({std::string(100000, ',')}).usable.empty());
    CHECK(read({std::string(100000, '"')}).usable.empty());
    CHECK(read({std::string(100000, '\\')}).usable.empty());
}
