//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#include <support/catch.hpp>
#include <wsman/security/message_sealing.hpp>

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "credssp_sides.hpp"

using namespace wsman;
using namespace wsman::detail;
using namespace wsman::test;

TEST_CASE("messages of CredSSP are TLS records, with the trailer size that Windows uses", "[security][credssp]")
{
    struct suite {
        const char* name; // nullptr: TLS 1.3
        std::size_t before;
        std::function<std::size_t(std::size_t)> trailer;
    };
    const auto of_cbc = [](std::size_t mac) {
        return [mac](std::size_t size) { return mac + 16 - (size + mac) % 16; };
    };
    const auto fixed = [](std::size_t size) { return [size](std::size_t) { return size; }; };
    const std::vector<suite> suites{
        {nullptr, 5, fixed(17)},
        {"ECDHE-ECDSA-AES256-GCM-SHA384", 5 + 8, fixed(16)},
        {"ECDHE-ECDSA-AES128-CCM", 5 + 8, fixed(16)},
        {"ECDHE-ECDSA-AES128-CCM8", 5 + 8, fixed(8)},
        {"ECDHE-ECDSA-CHACHA20-POLY1305", 5, fixed(16)},
        {"ECDHE-ECDSA-AES256-SHA384", 5 + 16, of_cbc(48)},
        {"ECDHE-ECDSA-AES128-SHA", 5 + 16, of_cbc(20)},
    };
    for (const suite& one : suites) {
        INFO((one.name ? one.name : "TLS 1.3"));
        pair_of_sides sides;
        if (one.name)
            sides.limit_tls = [&one](SSL* connection) {
                only_tls_1_2(connection);
                SSL_set_security_level(connection, 0);
                SSL_set_options(connection, SSL_OP_NO_ENCRYPT_THEN_MAC); // as Windows
                test::must(SSL_set_cipher_list(connection, one.name) == 1, "cipher");
            };
        REQUIRE(sides.log_in().has_value());
        for (const std::size_t size : {1U, 15U, 16U, 1000U, 16384U}) {
            std::string out = "before";
            const std::string plain(size, 'p');
            const result<std::size_t> trailer = sides.client->seal(out, plain);
            REQUIRE(trailer.has_value());
            CHECK(*trailer == one.trailer(size));
            CHECK(out.size() == 6 + one.before + size + *trailer);
            const result<std::string_view> text = sides.host->open(std::span<char>(out).subspan(6), *trailer);
            REQUIRE(text.has_value());
            CHECK((*text == plain));
            CHECK(text->data() == out.data() + 6); // overwrites the record
        }
    }
}

TEST_CASE("sealed messages are exchanged in both directions through CredSSP", "[security][credssp]")
{
    for (const bool old_tls : {false, true}) {
        pair_of_sides sides;
        if (old_tls) sides.limit_tls = only_tls_1_2;
        REQUIRE(sides.log_in().has_value());
        for (const std::size_t size : {0U, 1U, 16383U, 16384U, 16385U, 100000U}) {
            INFO(size);
            std::string plain(size, '\0');
            for (std::size_t i = 0; i != size; ++i)
                plain[i] = static_cast<char>(i * 31 + i / 255);
            for (const bool answer : {false, true}) {
                security_context& from = answer ? *sides.host : *sides.client;
                security_context& to = answer ? *sides.client : *sides.host;
                std::string body;
                std::string type = "application/soap+xml;charset=UTF-8";
                const auto style = part_header_style::tab;
                REQUIRE(seal_message(from, sealing_protocol::credssp, style, plain, body, type).has_value());
                CHECK((type.find("x-multi-encrypted") != std::string::npos) == (size > 16384));
                REQUIRE(open_message(to, sealing_protocol::credssp, body, type).has_value());
                CHECK((body == plain));
            }
        }
    }
}

TEST_CASE("records of CredSSP that were changed, truncated or repeated are refused", "[security][credssp]")
{
    std::string text;
    const auto code_of = [&](const std::function<void(std::string&)>& change) {
        pair_of_sides sides;
        REQUIRE(sides.log_in().has_value());
        std::string sealed;
        sides.client->seal(sealed, "<s/>").value();
        change(sealed);
        const result<std::string_view> outcome = sides.host->open(std::span<char>(sealed), 17);
        if (outcome.has_error()) return outcome.error().code();
        text = *outcome;
        return error_code();
    };
    CHECK_FALSE(code_of([](std::string&) {}).failed());
    CHECK(text == "<s/>");
    CHECK(code_of([](std::string& sealed) { sealed[6] ^= 1; }) == security_errc::signature_mismatch);
    CHECK(code_of([](std::string& sealed) { sealed.back() ^= 1; }) == security_errc::signature_mismatch);
    CHECK(code_of([](std::string& sealed) { sealed += std::string(sealed); }) == security_errc::signature_mismatch);
    CHECK(code_of([](std::string& sealed) { sealed.pop_back(); }) == security_errc::malformed_sealed_message);
    CHECK(code_of([](std::string& sealed) { sealed += '\x17'; }) == security_errc::malformed_sealed_message);
    CHECK(code_of([](std::string& sealed) { sealed = "no records at all"; }).failed());
}
