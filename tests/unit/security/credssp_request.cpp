//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#include <support/catch.hpp>
#include <wsman/core/encoding.hpp>
#include <wsman/security/credssp.hpp>
#include <wsman/security/impl/credssp/credssp_request.hpp>

#include <string>
#include <vector>

using namespace wsman;
using namespace wsman::detail;

namespace {

std::string bytes(std::string_view hex)
{
    return parse_hex(hex).value();
}

std::string hex(std::string_view octets)
{
    std::string text;
    append_hex(text, octets);
    return text;
}

// Encoded by pyspnego.
const char* const key_proof = "3043a003020106a10f300d300ba00904074e544c4d535350a307040570726f6f66a522042000010203040506"
                              "0708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";
const char* const unsigned_error = "300ea003020106a407020500c000006d";
const char* const signed_error = "300da003020106a4060204c000006d"; // as Windows encodes it: NTSTATUS is signed
const char* const down_level_account =
    "3035a003020101a12e042c302aa00a040843004f0052005000a1080406730076006300a21204107000e4007300730077006f0072006400";
const char* const principal_account = "3039a003020101a1320430302ea0020400a1220420730076006300400063006f00720070002e0065"
                                      "00780061006d0070006c006500a20404027000";

} // namespace

TEST_CASE("a TSRequest is encoded as other implementations encode it", "[security][credssp]")
{
    std::string nonce(32, '\0');
    for (std::size_t i = 0; i != 32; ++i)
        nonce[i] = static_cast<char>(i);
    credssp_request request(6);
    request.nego_token = "NTLMSSP";
    request.pub_key_auth = "proof";
    request.client_nonce = nonce;
    CHECK(hex(encode_credssp_request(request)) == key_proof);

    credssp_request refusal(6);
    refusal.error_code = 0xC000006D;
    CHECK(hex(encode_credssp_request(refusal)) == signed_error);
}

TEST_CASE("a TSRequest of other implementations is parsed", "[security][credssp]")
{
    const std::string text = bytes(key_proof);
    const result<credssp_request> request = decode_credssp_request(text);
    REQUIRE(request.has_value());
    CHECK(request->version == 6);
    CHECK(request->nego_token == "NTLMSSP");
    CHECK(request->pub_key_auth == "proof");
    CHECK(request->client_nonce->size() == 32);
    CHECK_FALSE(request->auth_info);
    CHECK_FALSE(request->error_code);

    for (const char* refusal : {unsigned_error, signed_error}) {
        const std::string encoded = bytes(refusal);
        CHECK(decode_credssp_request(encoded)->error_code == 0xC000006D);
    }
    // A list without tokens, and a field that a later version may add.
    const std::string later = bytes("300ea003020107a1023000a603020101");
    REQUIRE(decode_credssp_request(later).has_value());
    CHECK(decode_credssp_request(later)->version == 7);
    CHECK_FALSE(decode_credssp_request(later)->nego_token);
}

TEST_CASE("malformed TSRequests are refused", "[security][credssp]")
{
    const auto refused = [](const std::string& encoded) {
        const result<credssp_request> request = decode_credssp_request(encoded);
        return request.has_error() && request.error().code() == security_errc::malformed_token;
    };
    const auto sequence_of = [](const char* fields) {
        std::string out;
        der_writer(out).value(der_tag::sequence, bytes(fields));
        return out;
    };
    CHECK_FALSE(refused(sequence_of("a003020106")));
    CHECK(refused(sequence_of("a003020106") + "x"));
    CHECK(refused(bytes("a003020106")));
    for (const char* fields : {
             "",                                   // no version
             "a103020106",                         // another field first
             "a0030201ff",                         // version -1
             "a006020400ffffff",                   // an impossible version
             "a006020106020106",                   // two versions in one
             "a003020106a1",                       // a field without a length
             "a003020106a103040141",               // a token without its lists
             "a003020106a1053003020100",           // a number in the list
             "a003020106a1073005a103040141",       // another field in the list
             "a003020106a1093007a005040141",       // a length beyond the end
             "a003020106a10b30093007a00504014100", // bytes after the token
             "a003020106a203020141",               // authInfo as a number
             "a003020106a20404014100",             // bytes after authInfo
             "a003020106a403040100",               // an error code as octets
             "a003020106a403020100a4",             // a field without a length at the end
         }) {
        INFO(fields);
        CHECK(refused(sequence_of(fields)));
    }
}

TEST_CASE("every truncated TSRequest is refused", "[security][credssp]")
{
    const std::string text = bytes(key_proof);
    for (std::size_t size = 0; size != text.size(); ++size)
        CHECK(decode_credssp_request(text.substr(0, size)).has_error());
}

TEST_CASE("delegated accounts are encoded and parsed as by other implementations", "[security][credssp]")
{
    const auto encoded = [](const char* user, const char* password) {
        return hex(encode_delegated_account(user_password(user, secret(password))).reveal());
    };
    CHECK(encoded("CORP\\svc", "p\xC3\xA4ssword") == down_level_account);
    CHECK(encoded("svc@corp.example", "p") == principal_account);

    const result<user_password> account = decode_delegated_account(bytes(down_level_account));
    REQUIRE(account.has_value());
    CHECK(account->user() == "CORP\\svc");
    CHECK(account->password().reveal() == "p\xC3\xA4ssword");
    CHECK(decode_delegated_account(bytes(principal_account))->user() == "svc@corp.example");
}

TEST_CASE("delegated credentials without a password are refused", "[security][credssp]")
{
    std::string smart_card = bytes(down_level_account);
    const std::size_t type = smart_card.find(bytes("a003020101"));
    smart_card[type + 4] = 2;
    CHECK(decode_delegated_account(smart_card).has_error());
    const std::string whole = bytes(down_level_account);
    for (std::size_t size = 0; size != whole.size(); ++size)
        CHECK(decode_delegated_account(whole.substr(0, size)).has_error());
    std::string lone_surrogate = whole;
    lone_surrogate[lone_surrogate.size() - 1] = static_cast<char>(0xD8);
    CHECK(decode_delegated_account(lone_surrogate).has_error());
}
