//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#include <support/catch.hpp>
#include <wsman/core/encoding.hpp>
#include <wsman/security/impl/ntlm/ntlm_acceptor.hpp>
#include <wsman/security/impl/ntlm/ntlm_initiator.hpp>
#include <wsman/security/impl/ntlm/ntlm_keys.hpp>

#include <memory>
#include <optional>
#include <string>
#include <string_view>

// The values of MS-NLMP 4.2.1 and the results of 4.2.4.

using namespace wsman;

namespace {

std::string bytes(std::string_view hex)
{
    return parse_hex(hex).value();
}

std::string hex(std::string_view text)
{
    std::string out;
    append_hex(out, text);
    return out;
}

const std::string user = utf8_to_utf16le("User");
const std::string domain = utf8_to_utf16le("Domain");
constexpr detail::ntlm_challenge_bytes server_challenge{0x01, 0x23, 0x45, 0x67, '\x89', '\xAB', '\xCD', '\xEF'};
constexpr detail::ntlm_challenge_bytes client_challenge{'\xAA', '\xAA', '\xAA', '\xAA', '\xAA', '\xAA', '\xAA', '\xAA'};

const std::string target_info = bytes("02000c0044006f006d00610069006e00"
                                      "01000c00530065007200760065007200"
                                      "00000000");

/// 4.2.4.3, the host's message.
const std::string challenge_message = bytes("4e544c4d53535000020000000c000c0038000000"
                                            "33828ae20123456789abcdef0000000000000000"
                                            "2400240044000000060070170000000f"
                                            "530065007200760065007200") +
                                      target_info;

/// 4.2.4.3, the client's message.
const std::string authenticate_message = bytes("4e544c4d535350000300000018001800"
                                               "6c00000054005400840000000c000c00"
                                               "480000000800080054000000"
                                               "100010005c00000010001000d8000000"
                                               "358288e20501280a0000000f"
                                               "44006f006d00610069006e00"
                                               "5500730065007200"
                                               "43004f004d0050005500540045005200"
                                               "86c35097ac9cec102554764a57cccc19aaaaaaaaaaaaaaaa"
                                               "68cd0ab851e51c96aabc927bebef6a1c"
                                               "01010000000000000000000000000000aaaaaaaaaaaaaaaa00000000") +
                                         target_info + bytes("00000000c5dad2544fc9799094ce1ce90bc9d03e");

detail::ntlm_environment fixed_values()
{
    detail::ntlm_environment values;
    values.challenge = client_challenge;
    values.session_key.emplace().fill(0x55);
    values.file_time = 0;
    return values;
}

std::unique_ptr<security_context> logged_in_client()
{
    ntlm_initiator_options options(user_password("Domain\\User", secret("Password")));
    options.workstation = "COMPUTER";
    auto client = detail::make_ntlm_initiator(options, fixed_values()).value();
    client->step({}).value();
    return client;
}

} // namespace

TEST_CASE("NTLMv2 computes the keys and responses of MS-NLMP 4.2.4", "[security][ntlm]")
{
    detail::md5_engine engine = detail::md5_engine::fetch().value();
    const detail::digest128 account = detail::ntlm_account_key(engine, "Password", user, domain);
    CHECK(hex(account.view()) == "0c868a403bfd7a93a3001ef22ef02e3f"); // 4.2.4.1.1

    const std::string blob = detail::ntlm_client_blob(0, client_challenge, target_info);
    CHECK(
        hex(blob) == "01010000000000000000000000000000aaaaaaaaaaaaaaaa00000000"
                     "02000c0044006f006d00610069006e0001000c005300650072007600650072000000000000000000"
    ); // 4.2.4.1.3
    const detail::digest128 proof = detail::ntlm_proof(engine, account, server_challenge, blob);
    CHECK(hex(proof.view()) == "68cd0ab851e51c96aabc927bebef6a1c"); // 4.2.4.2.2
    CHECK(
        hex(detail::lm_v2_response(engine, account, server_challenge, client_challenge)) ==
        "86c35097ac9cec102554764a57cccc19aaaaaaaaaaaaaaaa"
    ); // 4.2.4.2.1
    const detail::digest128 base = detail::ntlm_base_key(engine, account, proof);
    CHECK(hex(base.view()) == "8de40ccadbc14a82f15cb0ad0de95ca3"); // 4.2.4.1.2
    CHECK(
        hex(detail::ntlm_exchange(base, std::string(16, 0x55)).view()) == "c5dad2544fc9799094ce1ce90bc9d03e"
    ); // 4.2.4.2.3
    CHECK_FALSE(engine.failed());
}

TEST_CASE("A client answers the challenge of MS-NLMP 4.2.4.3 with the printed message", "[security][ntlm]")
{
    std::string answer = logged_in_client()->step(challenge_message).value();
    REQUIRE(answer.size() == authenticate_message.size());
    answer.replace(64, 8, authenticate_message, 64, 8); // Version may differ: the example is of Windows XP
    CHECK(hex(answer) == hex(authenticate_message));
}

TEST_CASE("A client seals the message of MS-NLMP 4.2.4.4", "[security][ntlm]")
{
    const auto client = logged_in_client();
    client->step(challenge_message).value();
    std::string sealed = "before";
    CHECK(client->seal(sealed, utf8_to_utf16le("Plaintext")).value() == 16);
    CHECK(hex(sealed) == hex("before") + "010000007fb38ec5c55d497600000000" + "54e50165bf1936dc996020c1811b0f06fb5f");
}

TEST_CASE("The keys of the two directions differ, and are those of MS-NLMP 4.2.4.4", "[security][ntlm]")
{
    detail::md5_engine engine = detail::md5_engine::fetch().value();
    detail::digest128 session_key;
    for (std::size_t i = 0; i != detail::digest128::size; ++i)
        session_key[i] = 0x55;
    CHECK(
        hex(engine.md5({session_key.view(), detail::ntlm_key_magic(detail::ntlm_direction::to_host, true)}).view()) ==
        "59f600973cc4960a25480a7c196e4c58"
    );
    CHECK(
        hex(engine.md5({session_key.view(), detail::ntlm_key_magic(detail::ntlm_direction::to_host, false)}).view()) ==
        "4788dc861b4782f35d43fd98fe1a2d39"
    );
    CHECK(
        hex(engine.md5({session_key.view(), detail::ntlm_key_magic(detail::ntlm_direction::to_client, true)}).view()) !=
        "59f600973cc4960a25480a7c196e4c58"
    );
}
