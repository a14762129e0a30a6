//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#include <support/catch.hpp>
#include <wsman/core/encoding.hpp>
#include <wsman/security/impl/credssp/credssp_request.hpp>

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "credssp_sides.hpp"

using namespace wsman;
using namespace wsman::detail;
using namespace wsman::test;

namespace {

/// A man in the middle with TLS connections to both sides, who reads and changes each TSRequest.
class man_in_the_middle {
public:
    using change = std::function<void(credssp_request&)>;

    /// Returns: the first failure of the client or of the host.
    static result<void> relay(pair_of_sides& sides, const test::certificate& shown, change to_host, change to_client)
    {
        sides.begin();
        auto near = tls_tunnel::server(shown.pem(), shown.key_pem()).value();
        auto far = tls_tunnel::client().value();
        std::string from_client = shake_hands_with_client(*sides.client, *near);
        shake_hands_with_host(*sides.host, *far);
        for (int round = 0; round != 10 && !from_client.empty(); ++round) {
            const std::string request = passed_on(*near, *far, from_client, to_host);
            const result<std::string> answer = sides.host->step(request);
            if (answer.has_error()) return answer.error();
            if (sides.host->established()) return {};
            const std::string to_pass = passed_on(*far, *near, *answer, to_client);
            const result<std::string> next = sides.client->step(to_pass);
            if (next.has_error()) return next.error();
            from_client = *next;
        }
        return failure(security_errc::login_incomplete, "the test used all its rounds");
    }

private:
    static std::string shake_hands_with_client(security_context& client, tls_tunnel& near)
    {
        std::string token = client.step({}).value();
        for (bool over = false; !over;) {
            std::string out;
            over = near.handshake(token, out).value();
            token = client.step(out).value();
        }
        return token;
    }
    static void shake_hands_with_host(security_context& host, tls_tunnel& far)
    {
        std::string token;
        for (bool over = false; !over;) {
            std::string out;
            over = far.handshake(token, out).value();
            token = host.step(out).value();
        }
        std::string tickets;
        far.read(token, tickets).value();
    }
    static std::string passed_on(tls_tunnel& from, tls_tunnel& to, const std::string& token, const change& by)
    {
        std::string plain;
        from.read(token, plain).value();
        credssp_request request = decode_credssp_request(plain).value();
        by(request);
        std::string out;
        to.write(encode_credssp_request(request), out).value();
        return out;
    }
};

void unchanged(credssp_request&) {}

} // namespace

TEST_CASE("CredSSP detects TLS that ends at a man in the middle", "[security][credssp]")
{
    SECTION("with the host's own key there is nothing to detect, and the login completes")
    {
        pair_of_sides sides;
        REQUIRE(man_in_the_middle::relay(sides, host_certificate(), unchanged, unchanged).has_value());
        CHECK(sides.delegated.size() == 1);
    }
    SECTION("with another key the host refuses the proof")
    {
        for (const unsigned version : {2U, 4U, 5U, 6U}) {
            pair_of_sides sides;
            sides.host_version = version;
            sides.minimum = 2;
            CHECK(man_in_the_middle::relay(sides, other_certificate(), unchanged, unchanged).has_error());
            CHECK(sides.delegated.empty());
            CHECK_FALSE(sides.client->established());
        }
    }
    SECTION("a lowered version is refused")
    {
        pair_of_sides sides;
        const result<void> outcome =
            man_in_the_middle::relay(sides, other_certificate(), unchanged, [](credssp_request& answer) {
                answer.version = 4;
            });
        CHECK(outcome.error().code() == security_errc::credssp_version);
    }
    SECTION("a version that changes during the exchange is refused")
    {
        pair_of_sides sides;
        int answers = 0;
        const result<void> outcome =
            man_in_the_middle::relay(sides, host_certificate(), unchanged, [&](credssp_request& answer) {
                if (++answers == 2) answer.version = 5;
            });
        CHECK(outcome.error().code() == security_errc::malformed_token);
    }
}

TEST_CASE("CredSSP sends no credentials unless the host's proof is correct", "[security][credssp]")
{
    std::string proof;
    const std::vector<man_in_the_middle::change> changes{
        [&](credssp_request& answer) { // any bit
            if (!answer.pub_key_auth) return;
            proof = *answer.pub_key_auth;
            proof.back() = static_cast<char>(proof.back() ^ 1);
            answer.pub_key_auth = proof;
        },
        [&](credssp_request& answer) {
            if (answer.pub_key_auth) answer.pub_key_auth = answer.pub_key_auth->substr(0, 20);
        },
        [](credssp_request& answer) {
            if (answer.pub_key_auth) answer.pub_key_auth = "";
        },
        [](credssp_request& answer) { answer.pub_key_auth.reset(); },
    };
    for (const man_in_the_middle::change& change : changes) {
        pair_of_sides sides;
        const result<void> outcome = man_in_the_middle::relay(sides, host_certificate(), unchanged, change);
        REQUIRE(outcome.has_error());
        const bool left_out = &change == &changes.back();
        CHECK(
            outcome.error().code() == (left_out ? security_errc::login_incomplete : security_errc::credssp_key_mismatch)
        );
        CHECK(sides.delegated.empty());
        CHECK_FALSE(sides.client->established());
    }
}

TEST_CASE("a client's own proof sent back to it is refused", "[security][credssp]")
{
    for (const unsigned version : {4U, 6U}) {
        pair_of_sides sides;
        sides.host_version = version;
        sides.minimum = 2;
        std::string proof;
        const result<void> outcome = man_in_the_middle::relay(
            sides,
            host_certificate(),
            [&](credssp_request& request) { proof = request.pub_key_auth.value_or(""); },
            [&](credssp_request& answer) {
                if (answer.pub_key_auth) answer.pub_key_auth = proof;
            }
        );
        CHECK(outcome.error().code() == security_errc::credssp_key_mismatch);
        CHECK(sides.delegated.empty());
    }
}

TEST_CASE("the binding hashes of CredSSP are those of MS-CSSP", "[security][credssp]")
{
    const auto hashed = [](std::string_view magic, std::string_view nonce, std::string_view key) {
        const std::string input = std::string(magic).append(nonce).append(key);
        unsigned char digest[EVP_MAX_MD_SIZE];
        std::size_t size = 0;
        test::must(EVP_Q_digest(nullptr, "SHA256", nullptr, input.data(), input.size(), digest, &size) == 1, "digest");
        return std::string(reinterpret_cast<const char*>(digest), size);
    };
    const std::string nonce = make_credssp_nonce();
    REQUIRE(nonce.size() == 32);
    CHECK(nonce != make_credssp_nonce());
    const std::string_view to_host("CredSSP Client-To-Server Binding Hash\0", 38);
    const std::string_view to_client("CredSSP Server-To-Client Binding Hash\0", 38);
    CHECK(credssp_key_proof(credssp_direction::client_to_server, nonce, "key") == hashed(to_host, nonce, "key"));
    CHECK(credssp_key_proof(credssp_direction::server_to_client, nonce, "key") == hashed(to_client, nonce, "key"));

    // Computed with Python's hashlib.
    std::string counting(32, '\0');
    for (std::size_t i = 0; i != 32; ++i)
        counting[i] = static_cast<char>(i);
    std::string hex;
    append_hex(hex, credssp_key_proof(credssp_direction::client_to_server, counting, "0\x82"));
    CHECK(hex == "01e1652d0b46b59224c9c8d497416de12a3ee80867d16a1904c4925acbabbe55");
    hex.clear();
    append_hex(hex, credssp_key_proof(credssp_direction::server_to_client, counting, "0\x82"));
    CHECK(hex == "2d20cf0251667ce847148c5983f51a6983dda173cfa0217a5f38369897d174d1");

    // Versions 2 to 4: the key itself, and returned with its first byte incremented.
    CHECK(credssp_key_proof(credssp_direction::client_to_server, "", "0\x82") == "0\x82");
    CHECK(credssp_key_proof(credssp_direction::server_to_client, "", "0\x82") == "1\x82");
    CHECK(credssp_key_proof(credssp_direction::server_to_client, "", "\xFF\x82") == std::string("\0\x82", 2));
}

TEST_CASE("the key that CredSSP binds is the content of the certificate's BIT STRING", "[security][credssp]")
{
    auto tunnel = tls_tunnel::server(host_certificate().pem(), host_certificate().key_pem()).value();
    std::size_t size = 0;
    unsigned char point[256];
    test::must(
        EVP_PKEY_get_octet_string_param(host_certificate().key(), "encoded-pub-key", point, sizeof point, &size) == 1,
        "public key"
    );
    CHECK(tunnel->public_key() == std::string(reinterpret_cast<const char*>(point), size));
}
