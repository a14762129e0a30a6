//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#include <support/catch.hpp>
#include <support/ntlm_pair.hpp>
#include <wsman/core/encoding.hpp>
#include <wsman/security/ntlm.hpp>
#include <wsman/security/impl/ntlm/ntlm_messages.hpp>
#include <wsman/security/impl/ntlm/upper_case.hpp>

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

using namespace wsman;
using wsman::testing::ntlm_pair;

namespace {

/// Seals on one side, opens on the other. Returns: the text that arrived.
result<std::string> send(security_context& from, security_context& to, std::string_view text)
{
    std::string sealed;
    const result<std::size_t> header = from.seal(sealed, text);
    if (header.has_error()) return header.error();
    const result<std::string_view> plain = to.open(sealed, *header);
    if (plain.has_error()) return plain.error();
    return std::string(*plain);
}

detail::ntlm_authenticate last_message(const ntlm_pair& pair)
{
    return detail::ntlm_authenticate::parse(pair.authenticate).value();
}

/// The AV_PAIRs that the client sent; views into the message.
detail::ntlm_av_pairs sent_pairs(const detail::ntlm_authenticate& message)
{
    return detail::ntlm_av_pairs::parse(std::string_view(message.nt_response).substr(44)).value();
}

std::string capitals(std::string_view utf8)
{
    std::string text = utf8_to_utf16le(utf8);
    detail::make_capitals_utf16le(text);
    return utf16_to_utf8(text, false);
}

} // namespace

TEST_CASE("NTLM authenticates and seals in both directions", "[security][ntlm]")
{
    ntlm_pair pair;
    CHECK(pair.log_in().value().empty());
    CHECK(pair.client->established());
    CHECK(pair.host->established());
    CHECK(pair.host->peer_name() == "CORP\\User");
    CHECK(pair.client->peer_name().empty());
    CHECK(pair.client->mechanism_name() == "ntlm");
    CHECK_FALSE(pair.client->may_block());
    for (const std::string& text : {std::string("first"), std::string(), std::string(100'000, 'x'), std::string("z")}) {
        CHECK(send(*pair.client, *pair.host, text).value() == text);
        CHECK(send(*pair.host, *pair.client, text).value() == text);
    }
}

TEST_CASE("A sealed text is encrypted and follows its signature", "[security][ntlm]")
{
    ntlm_pair pair;
    pair.log_in().value();
    std::string sealed = "head:";
    CHECK(pair.client->seal(sealed, "plain text").value() == 16);
    CHECK(sealed.size() == 5 + 16 + 10);
    CHECK(sealed.find("plain") == std::string::npos);
    const std::string_view opened = pair.host->open(std::span<char>(sealed).subspan(5), 16).value();
    CHECK(opened == "plain text");
    CHECK(opened.data() == sealed.data() + 21);
}

TEST_CASE("NTLM protects its messages with an integrity code if the host sends a time stamp", "[security][ntlm]")
{
    ntlm_pair pair;
    pair.log_in().value();
    CHECK(pair.client->requires_mechanism_list_signature());
    CHECK(pair.host->requires_mechanism_list_signature());
    const detail::ntlm_authenticate message = last_message(pair);
    CHECK(message.has_mic);
    CHECK(message.lm_response == std::string(24, '\0'));
    CHECK((sent_pairs(message).flags() & detail::ntlm_av_flag_mic) != 0);

    // The code protects each flag of the first message.
    ntlm_pair changed;
    changed.begin();
    std::string negotiate = changed.client->step({}).value();
    negotiate[12] = static_cast<char>(negotiate[12] ^ 0x40);
    const std::string answer = changed.client->step(changed.host->step(negotiate).value()).value();
    CHECK(changed.host->step(answer).error().code() == security_errc::signature_mismatch);
}

TEST_CASE("Without the host's time stamp there is an LMv2 response and no integrity code", "[security][ntlm]")
{
    ntlm_pair pair;
    pair.begin();
    std::string negotiate = pair.client->step({}).value();
    detail::ntlm_challenge challenge = detail::ntlm_challenge::parse(pair.host->step(negotiate).value()).value();
    challenge.target_info.resize(challenge.target_info.size() - 4 - 12);
    challenge.target_info.append(4, '\0');
    pair.authenticate = pair.client->step(challenge.text()).value();
    const detail::ntlm_authenticate message = last_message(pair);
    CHECK_FALSE(message.has_mic);
    CHECK(message.lm_response.size() == 24);
    CHECK(message.lm_response != std::string(24, '\0'));
    CHECK_FALSE(pair.client->requires_mechanism_list_signature());
    // Our acceptor sent a time stamp, and detects that it was not returned.
    CHECK(pair.host->step(pair.authenticate).error().code() == security_errc::weak_protection);
}

TEST_CASE("The acceptor distinguishes a wrong password from an unknown account", "[security][ntlm]")
{
    ntlm_pair pair;
    pair.host_password = secret("other");
    CHECK(pair.log_in().error().code() == security_errc::password_refused);
    CHECK_FALSE(pair.host->established());
    CHECK(pair.host->step(pair.authenticate).error().code() == security_errc::malformed_token);
    pair.host_password.reset();
    CHECK(pair.log_in().error().code() == security_errc::account_unknown);
}

TEST_CASE("Each form of an account is sent to the host as Windows sends it", "[security][ntlm]")
{
    struct form {
        const char* given;
        const char* domain;
        const char* user;
    };
    for (const form& each : std::vector<form>{
             {"CORP\\user", "CORP", "user"},
             {"user@corp.example", "", "user@corp.example"},
             {".\\user", "BUILD01", "user"},
             {"user", "", "user"},
             {"CORP\\a@b", "CORP", "a@b"},
             {"山田", "", "山田"},
             {"ドメイン\\山田太郎", "ドメイン", "山田太郎"},
             {"straße\\ßıſ", "straße", "ßıſ"},
             {"𝒞orp\\𝓊ser", "𝒞orp", "𝓊ser"},
         }) {
        CAPTURE(each.given);
        ntlm_pair pair;
        pair.client_options.account = user_password(each.given, secret("パスワードß"));
        pair.host_password = secret("パスワードß");
        CHECK(pair.log_in().has_value());
        CHECK(pair.asked_domain == each.domain);
        CHECK(pair.asked_user == each.user);
        CHECK(send(*pair.client, *pair.host, "text").value() == "text");
    }
}

TEST_CASE("User names are compared in upper case, one code unit for one, as Windows does", "[security][ntlm]")
{
    CHECK(capitals("user_Name-09") == "USER_NAME-09");
    CHECK(capitals("äöüéñÿžğ") == "ÄÖÜÉÑŸŽĞ");
    CHECK(capitals("αβγς σώ") == "ΑΒΓΣ ΣΏ");
    CHECK(capitals("приветёѓ") == "ПРИВЕТЁЃ");
    CHECK(capitals("ﬀßıſµŉ") == "ﬀßıſµŉ"); // no upper case of one code unit, or one that does not map back
    CHECK(capitals("İIǅ山ガ𐐨") == "İIǅ山ガ𐐨");
    CHECK(capitals("ⓐⅳａ") == "ⒶⅣＡ");
    static_assert(detail::capital_of(0x0131) == 0x0131);
    static_assert(detail::capital_of(0x012F) == 0x012E);
    static_assert(detail::capital_of(0x012E) == 0x012E);
    static_assert(detail::capital_of(0xFFFF) == 0xFFFF);
}

TEST_CASE("Target name and channel binding are sent only if they are set", "[security][ntlm]")
{
    ntlm_pair pair;
    pair.log_in().value();
    detail::ntlm_authenticate message = last_message(pair);
    CHECK_FALSE(sent_pairs(message).find(detail::ntlm_av::channel_bindings));
    CHECK_FALSE(sent_pairs(message).find(detail::ntlm_av::target_name));

    pair.client_options.target_name = "HTTP/build01";
    pair.client_options.channel_binding = "tls-server-end-point:1234";
    pair.client_options.workstation = "here";
    pair.host_options.channel_binding = "tls-server-end-point:1234";
    pair.log_in().value();
    message = last_message(pair);
    CHECK(sent_pairs(message).find(detail::ntlm_av::target_name).value() == utf8_to_utf16le("HTTP/build01"));
    CHECK(message.workstation == utf8_to_utf16le("here"));
    // MD5 over 16 zeros, 25 as four bytes, and the text, by openssl dgst
    std::string binding;
    append_hex(binding, sent_pairs(message).find(detail::ntlm_av::channel_bindings).value());
    CHECK(binding == "45587c02b8d76494139659cb0e5e9da1");
}

TEST_CASE("The acceptor checks channel bindings by its policy", "[security][ntlm]")
{
    struct judgement {
        binding_policy policy;
        const char* sent;
        const char* own;
        error_code code;
    };
    for (const judgement& each : std::vector<judgement>{
             {binding_policy::none, "a", "b", {}},
             {binding_policy::none, "", "b", {}},
             {binding_policy::relaxed, "b", "b", {}},
             {binding_policy::relaxed, "", "b", {}},
             {binding_policy::relaxed, "a", "b", security_errc::signature_mismatch},
             {binding_policy::relaxed, "", "", {}},
             {binding_policy::strict, "b", "b", {}},
             {binding_policy::strict, "", "b", security_errc::weak_protection},
             {binding_policy::strict, "a", "b", security_errc::signature_mismatch},
             {binding_policy::strict, "", "", {}},
         }) {
        CAPTURE(static_cast<int>(each.policy), each.sent, each.own);
        ntlm_pair pair;
        pair.client_options.channel_binding = each.sent;
        pair.host_options.channel_binding = each.own;
        pair.host_options.binding = each.policy;
        const result<std::string> outcome = pair.log_in();
        CHECK((outcome.has_value() ? error_code() : outcome.error().code()) == each.code);
    }
}

TEST_CASE("The mechanism list is signed, and the cipher of each direction restarts", "[security][ntlm]")
{
    ntlm_pair pair;
    pair.log_in().value();
    const std::string from_client = pair.client->sign("list").value();
    CHECK(from_client.size() == 16);
    pair.client->mechanism_list_signed();
    std::string sealed;
    pair.client->seal(sealed, "before the host signs").value();
    CHECK(sealed.substr(12, 4) == std::string("\x01\0\0\0", 4)); // the sequence number continues

    CHECK(pair.host->verify("list", from_client).has_value());
    pair.host->mechanism_list_verified();
    CHECK(pair.host->open(sealed, 16).value() == "before the host signs");

    const std::string from_host = pair.host->sign("list").value();
    pair.host->mechanism_list_signed();
    CHECK(pair.client->verify("list", from_host).has_value());
    pair.client->mechanism_list_verified();
    CHECK(send(*pair.host, *pair.client, "answer").value() == "answer");
    CHECK(send(*pair.client, *pair.host, "request").value() == "request");

    // If only one side restarts, the signatures differ.
    ntlm_pair other;
    other.log_in().value();
    other.host->verify("list", other.client->sign("list").value()).value();
    other.client->mechanism_list_signed();
    CHECK(send(*other.client, *other.host, "text").error().code() == security_errc::signature_mismatch);
}

TEST_CASE("A signature of another text is refused", "[security][ntlm]")
{
    ntlm_pair pair;
    pair.log_in().value();
    const std::string signature = pair.client->sign("list").value();
    CHECK(pair.host->verify("lisp", signature).error().code() == security_errc::signature_mismatch);
    CHECK(pair.host->verify("list", "short").error().code() == security_errc::signature_mismatch);
}

TEST_CASE("Each changed byte of a sealed message is detected", "[security][ntlm]")
{
    const std::string text = "a message";
    for (std::size_t place = 0; place != 16 + text.size(); ++place) {
        CAPTURE(place);
        ntlm_pair pair;
        pair.log_in().value();
        std::string sealed;
        pair.client->seal(sealed, text).value();
        sealed[place] = static_cast<char>(sealed[place] ^ 1);
        CHECK(pair.host->open(sealed, 16).error().code() == security_errc::signature_mismatch);
    }
}

TEST_CASE("Sealed messages that are out of order, repeated or of a wrong size are refused", "[security][ntlm]")
{
    ntlm_pair pair;
    pair.log_in().value();
    std::string first;
    std::string second;
    pair.client->seal(first, "first").value();
    pair.client->seal(second, "second").value();
    CHECK(pair.host->open(second, 16).error().code() == security_errc::signature_mismatch);

    ntlm_pair again;
    again.log_in().value();
    first.clear();
    again.client->seal(first, "first").value();
    std::string copy = first;
    CHECK(again.host->open(first, 16).has_value());
    CHECK(again.host->open(copy, 16).error().code() == security_errc::signature_mismatch);

    for (const std::size_t header : {0U, 15U, 17U}) {
        std::string sealed(100, 'x');
        CHECK(again.host->open(sealed, header).error().code() == security_errc::malformed_sealed_message);
    }
    std::string cut(15, 'x');
    CHECK(again.host->open(cut, 16).error().code() == security_errc::malformed_sealed_message);
}

TEST_CASE("Nothing is sealed before the log-in has completed", "[security][ntlm]")
{
    ntlm_pair pair;
    pair.begin();
    std::string out;
    CHECK(pair.client->seal(out, "text").error().code() == security_errc::login_incomplete);
    CHECK(pair.client->sign("text").error().code() == security_errc::login_incomplete);
    CHECK(out.empty());
}

TEST_CASE("A challenge whose time stamp was removed is refused if integrity is required", "[security][ntlm]")
{
    // One changed byte makes it another pair, as an attacker on the network could do.
    const auto without_time = [](std::string challenge) {
        const std::size_t at = challenge.find(std::string("\x07\0\x08\0", 4));
        REQUIRE(at != std::string::npos);
        challenge[at] = 0x0B;
        return challenge;
    };
    ntlm_pair strict;
    strict.client_options.require_integrity = true;
    strict.begin();
    const std::string challenge = without_time(strict.host->step(strict.client->step({}).value()).value());
    const result<std::string> refused = strict.client->step(challenge);
    REQUIRE(refused.has_error());
    CHECK(refused.error().code() == security_errc::weak_protection);
    CHECK(refused.error().message().find("time stamp") != std::string::npos);

    // The host of such a client detects that its own pair is missing.
    ntlm_pair tolerant;
    tolerant.begin();
    const std::string changed = without_time(tolerant.host->step(tolerant.client->step({}).value()).value());
    const std::string answer = tolerant.client->step(changed).value();
    CHECK(tolerant.host->step(answer).error().code() == security_errc::weak_protection);

    ntlm_pair untouched;
    untouched.client_options.require_integrity = true;
    CHECK(untouched.log_in());
    CHECK(untouched.host->can_seal());
}
