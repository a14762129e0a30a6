//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#include <support/catch.hpp>
#include <support/ntlm_pair.hpp>
#include <wsman/core/encoding.hpp>
#include <wsman/security/ntlm.hpp>
#include <wsman/security/impl/ntlm/ntlm_context.hpp>
#include <wsman/security/impl/ntlm/ntlm_keys.hpp>
#include <wsman/security/impl/ntlm/ntlm_messages.hpp>

#include <openssl/crypto.h>
#include <openssl/provider.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

using namespace wsman;
using wsman::testing::ntlm_pair;

TEST_CASE("A challenge without required protection is refused, and the missing flags are named", "[security][ntlm]")
{
    const std::vector<std::pair<std::uint32_t, std::string>> needed = {
        {detail::ntlm_flag::unicode, "Unicode"},
        {detail::ntlm_flag::target_info, "NTLMv2"},
        {detail::ntlm_flag::extended_session_security, "extended session security"},
        {detail::ntlm_flag::key_128, "128-bit keys"},
        {detail::ntlm_flag::key_exchange, "key exchange"},
        {detail::ntlm_flag::sign, "signing"},
        {detail::ntlm_flag::seal, "sealing"},
    };
    for (const auto& [flag, name] : needed) {
        CAPTURE(name);
        ntlm_pair pair;
        pair.begin();
        const std::string negotiate = pair.client->step({}).value();
        detail::ntlm_challenge challenge = detail::ntlm_challenge::parse(pair.host->step(negotiate).value()).value();
        challenge.flags &= ~flag;
        const result<std::string> answer = pair.client->step(challenge.text());
        REQUIRE(answer.has_error());
        CHECK(answer.error().code() == security_errc::weak_protection);
        CHECK(answer.error().details().client_text.find(name) != std::string::npos);
        CHECK_FALSE(pair.client->established());
    }
}

TEST_CASE("A client that sends an NTLMv1 response is refused", "[security][ntlm]")
{
    ntlm_pair pair;
    pair.begin();
    pair.host->step(pair.client->step({}).value()).value();
    detail::ntlm_authenticate message;
    message.flags = detail::ntlm_flag::supported;
    message.user = utf8_to_utf16le("User");
    message.nt_response.assign(24, 'x');
    CHECK(pair.host->step(message.text()).error().code() == security_errc::weak_protection);
}

TEST_CASE("A session key of another size is refused, since it would be predictable", "[security][ntlm]")
{
    ntlm_pair pair;
    pair.log_in().value();
    ntlm_pair attacked;
    attacked.begin();
    const std::string challenge = attacked.host->step(attacked.client->step({}).value()).value();
    detail::ntlm_authenticate message =
        detail::ntlm_authenticate::parse(attacked.client->step(challenge).value()).value();
    message.session_key.clear();
    CHECK(attacked.host->step(message.text()).error().code() == security_errc::malformed_token);
}

TEST_CASE("A client that requests no sealing may log in, but nothing is sealed then", "[security][ntlm]")
{
    // The client's messages are made by hand, as of a client that uses NTLM over HTTPS only.
    ntlm_pair pair;
    pair.begin();
    detail::ntlm_negotiate negotiate;
    negotiate.flags =
        detail::ntlm_flag::unicode | detail::ntlm_flag::ntlm | detail::ntlm_flag::extended_session_security;
    const detail::ntlm_challenge challenge =
        detail::ntlm_challenge::parse(pair.host->step(negotiate.text()).value()).value();
    detail::md5_engine engine = detail::md5_engine::fetch().value();
    detail::ntlm_authenticate message;
    message.flags = negotiate.flags;
    message.user = utf8_to_utf16le("User");
    const detail::digest128 key = detail::ntlm_account_key(engine, "Password", message.user, {});
    const std::string blob = detail::ntlm_client_blob(0, {}, challenge.target_info);
    message.nt_response.append(detail::ntlm_proof(engine, key, challenge.challenge, blob).view()).append(blob);
    CHECK(pair.host->step(message.text()).has_value());
    CHECK(pair.host->established());
    CHECK(pair.host->peer_name() == "User");
    std::string out;
    CHECK(pair.host->seal(out, "text").error().code() == security_errc::weak_protection);
}

TEST_CASE("Every truncated message of NTLM is refused", "[security][ntlm]")
{
    ntlm_pair whole;
    whole.client_options.channel_binding = "binding";
    whole.host_options.channel_binding = "binding";
    whole.client_options.target_name = "HTTP/build01";
    whole.log_in().value();
    for (std::size_t size = 0; size < whole.authenticate.size(); ++size) {
        CAPTURE(size);
        ntlm_pair pair;
        pair.begin();
        if (size < whole.negotiate.size()) {
            const result<std::string> answer = pair.host->step(whole.negotiate.substr(0, size));
            CHECK(answer.has_value() == (size >= 16)); // old clients send nothing after the flags
        }
        if (size < whole.challenge.size()) {
            pair.client->step({}).value();
            CHECK(pair.client->step(whole.challenge.substr(0, size)).error().code() == security_errc::malformed_token);
            CHECK_FALSE(pair.client->established());
        }
        ntlm_pair last;
        last.begin();
        last.host->step(last.client->step({}).value()).value();
        CHECK(last.host->step(whole.authenticate.substr(0, size)).has_error());
        CHECK_FALSE(last.host->established());
    }
}

TEST_CASE("Fields that point outside a message are refused", "[security][ntlm]")
{
    ntlm_pair whole;
    whole.log_in().value();
    const auto changed = [](std::string message, std::size_t place, std::uint32_t value, std::size_t size) {
        for (std::size_t i = 0; i != size; ++i)
            message[place + i] = static_cast<char>(value >> (8 * i) & 0xFF);
        return message;
    };
    for (const std::uint32_t offset : {0U, 47U, 0x7FFFFFFFU, 0xFFFFFFFFU, 0xFFFFFFF0U}) {
        CAPTURE(offset);
        for (const std::size_t field : {12U, 40U}) {
            ntlm_pair pair;
            pair.begin();
            pair.client->step({}).value();
            const std::string challenge = changed(whole.challenge, field + 4, offset, 4);
            CHECK(pair.client->step(challenge).error().code() == security_errc::malformed_token);
        }
        for (const std::size_t field : {12U, 20U, 28U, 36U, 52U})
            CHECK_FALSE(detail::ntlm_authenticate::parse(changed(whole.authenticate, field + 4, offset, 4)));
    }
    CHECK_FALSE(detail::ntlm_challenge::parse(changed(whole.challenge, 12, 0xFFFF, 2)));
    CHECK_FALSE(detail::ntlm_challenge::parse(changed(whole.challenge, 12, 7, 2))); // half a code unit of UTF-16
    CHECK_FALSE(detail::ntlm_challenge::parse(changed(whole.challenge, 8, 3, 4)));  // another type
}

TEST_CASE("Lists of pairs must be terminated", "[security][ntlm]")
{
    using detail::ntlm_av_pairs;
    const std::string end(4, '\0');
    const std::string name("\x02\0\x02\0A\0", 6);
    CHECK(ntlm_av_pairs::parse(end));
    CHECK(ntlm_av_pairs::parse(name + end));
    CHECK(ntlm_av_pairs::parse(name + end + "more"));
    CHECK_FALSE(ntlm_av_pairs::parse(name));
    CHECK_FALSE(ntlm_av_pairs::parse(std::string()));
    CHECK_FALSE(ntlm_av_pairs::parse(std::string("\0\0\x01\0x", 5)));                // a terminator with a value
    CHECK_FALSE(ntlm_av_pairs::parse(std::string("\x06\0\x03\0xyz", 7) + end));      // flags
    CHECK_FALSE(ntlm_av_pairs::parse(std::string("\x07\0\x04\0xyzx", 8) + end));     // time stamp
    CHECK_FALSE(ntlm_av_pairs::parse(std::string("\x0A\0\x04\0xyzx", 8) + end));     // channel bindings
    CHECK_FALSE(ntlm_av_pairs::parse(std::string("\x02\0\xFF\xFF", 4) + "A" + end)); // longer than the list
    std::string many;
    for (int i = 0; i != 1000; ++i)
        many += name;
    CHECK_FALSE(ntlm_av_pairs::parse(many + end));
}

TEST_CASE("An NTLM context accepts no more tokens than the protocol has", "[security][ntlm]")
{
    ntlm_pair pair;
    pair.log_in().value();
    CHECK(pair.client->step({}).value().empty()); // an empty token gives an empty token
    CHECK(pair.client->established());
    CHECK(pair.client->step(pair.challenge).error().code() == security_errc::malformed_token);
    CHECK_FALSE(pair.client->established());
    CHECK(pair.host->step(pair.authenticate).error().code() == security_errc::malformed_token);
    ntlm_pair early;
    early.begin();
    CHECK(early.client->step(pair.challenge).error().code() == security_errc::malformed_token);
}

TEST_CASE("Names and passwords that NTLM cannot encode are refused before anything is sent", "[security][ntlm]")
{
    const auto code = [](const std::string& user, std::string_view password, const std::string& target) {
        ntlm_initiator_options options(user_password(user, secret(password)));
        options.target_name = target;
        const auto made = make_ntlm_initiator(options);
        return made.has_value() ? error_code() : made.error().code();
    };
    CHECK(code("user", "", "") == error_code());
    CHECK(code("us\xFFr", "p", "") == client_errc::invalid_argument);
    CHECK(code("user", "p\xFF", "") == client_errc::invalid_argument);
    CHECK(code("user", "p", "\xFF") == client_errc::invalid_argument);
    CHECK(code(std::string(5000, 'u'), "p", "") == client_errc::invalid_argument);
    CHECK(code("", "p", "") == session_errc::invalid_text);
    CHECK(code("CORP\\", "p", "") == session_errc::invalid_text);
}

TEST_CASE("If MD5 is not available, NTLM reports it", "[security][ntlm]")
{
    // The property of a FIPS configuration, which the default provider's MD5 does not have.
    detail::ntlm_environment fips;
    fips.properties = "fips=yes";
    ntlm_pair pair;
    CHECK(
        detail::make_ntlm_initiator(pair.client_options, fips).error().code() == security_errc::algorithm_unavailable
    );
    CHECK(detail::make_ntlm_acceptor(pair.host_options, fips).error().code() == security_errc::algorithm_unavailable);

    // A library context whose only provider has no algorithms.
    const std::unique_ptr<OSSL_LIB_CTX, void (*)(OSSL_LIB_CTX*)> library(OSSL_LIB_CTX_new(), OSSL_LIB_CTX_free);
    OSSL_PROVIDER* const nothing = OSSL_PROVIDER_load(library.get(), "null");
    REQUIRE(nothing);
    detail::ntlm_environment empty;
    empty.library = library.get();
    CHECK(
        detail::make_ntlm_initiator(pair.client_options, empty).error().code() == security_errc::algorithm_unavailable
    );
    OSSL_PROVIDER_unload(nothing);

    // The other algorithms need no legacy provider.
    CHECK(OSSL_PROVIDER_available(nullptr, "legacy") == 0);
    CHECK(pair.log_in().has_value());
}

TEST_CASE("No failure of NTLM contains the password or bytes of the host", "[security][ntlm]")
{
    ntlm_pair pair;
    pair.client_options.account = user_password("CORP\\User", secret("canary-1"));
    CHECK(pair.log_in().error().message().find("canary-1") == std::string::npos);
    pair.begin();
    pair.client->step({}).value();
    const std::string hostile = std::string("NTLMSSP\0\x02\0\0\0canary-2", 20) + std::string(60, '\xEE');
    CHECK(pair.client->step(hostile).error().message().find("canary-2") == std::string::npos);
}
