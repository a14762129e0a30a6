//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#include <support/catch.hpp>
#include <support/certificates.hpp>
#include <support/toy_security_context.hpp>
#include <wsman/core/encoding.hpp>
#include <wsman/security/credssp.hpp>
#include <wsman/security/message_sealing.hpp>
#include <wsman/security/ntlm.hpp>
#include <wsman/security/spnego.hpp>
#include <wsman/security/impl/credssp/credssp_acceptor.hpp>
#include <wsman/security/impl/credssp/credssp_certificate.hpp>
#include <wsman/security/impl/credssp/credssp_initiator.hpp>
#include <wsman/security/impl/credssp/credssp_refusal.hpp>

#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

using namespace wsman;
using namespace wsman::detail;

namespace {

/// A context with the rounds of NTLM inside SPNEGO: the client's last token is followed by one final token of the host,
/// and sealing works before that.
class toy_log_in final : public test::toy_security_context {
public:
    explicit toy_log_in(std::string password) : password_(std::move(password)) {}
    explicit toy_log_in(std::string password, int) : password_(std::move(password)), accepts_(true) {}

    result<std::string> step(std::string_view token) override
    {
        if (!accepts_ && token.empty()) return std::string("negotiate");
        if (!accepts_ && token == "challenge") {
            can_seal_ = true;
            return "authenticate:" + password_;
        }
        if (!accepts_ && token == "accepted") {
            established_ = true;
            return std::string();
        }
        if (accepts_ && token == "negotiate") return std::string("challenge");
        if (accepts_ && token == "authenticate:" + password_) {
            can_seal_ = established_ = true;
            return std::string("accepted");
        }
        return failure(security_errc::password_refused);
    }
    bool established() const noexcept override { return established_; }
    bool can_seal() const noexcept override { return can_seal_; }
    std::string peer_name() const override { return "TOY\\user"; }

private:
    std::string password_;
    bool accepts_ = false;
    bool established_ = false;
    bool can_seal_ = false;
};

const test::certificate& host_certificate()
{
    static const test::certificate made = test::make_certificate(test::certificate_request("host"));
    return made;
}
const test::certificate& other_certificate()
{
    static const test::certificate made = test::make_certificate(test::certificate_request("other"));
    return made;
}

/// A client and a host, and the accounts that the host received.
class pair_of_sides {
public:
    std::string client_password = "canary-1";
    std::string account = "CORP\\svc";
    unsigned minimum = credssp::safe_version;
    unsigned host_version = credssp::newest_version;
    bool accepts_credentials = true;
    std::vector<user_password> delegated;
    std::function<void(SSL*)> limit_tls = [](SSL*) {};
    std::unique_ptr<security_context> client;
    std::unique_ptr<security_context> host;

    void begin()
    {
        auto client_tunnel = tls_tunnel::client().value();
        limit_tls(client_tunnel->native());
        client = std::make_unique<credssp_initiator>(
            std::move(client_tunnel),
            std::make_unique<toy_log_in>(client_password),
            user_password(account, secret("canary-2")),
            minimum
        );
        auto host_tunnel = tls_tunnel::server(host_certificate().pem(), host_certificate().key_pem()).value();
        limit_tls(host_tunnel->native());
        host = std::make_unique<credssp_acceptor>(
            std::move(host_tunnel),
            std::make_unique<toy_log_in>("canary-1", 0),
            host_version,
            [this](const user_password& given) {
                delegated.push_back(given);
                return accepts_credentials;
            }
        );
    }

    /// Passes tokens until none is left. Returns: the failure of the side that fails first.
    result<void> log_in()
    {
        begin();
        std::string token;
        for (int round = 0; round != 20; ++round) {
            result<std::string> sent = client->step(token);
            if (sent.has_error()) return sent.error();
            if (client->established() && sent->empty()) return {};
            result<std::string> answer = host->step(*sent);
            if (answer.has_error()) return answer.error();
            if (client->established() && answer->empty()) return {};
            token = std::move(*answer);
        }
        return failure(security_errc::login_incomplete, "the test used all its rounds");
    }
};

void only_tls_1_2(SSL* connection)
{
    SSL_set_max_proto_version(connection, TLS1_2_VERSION);
}

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

TEST_CASE("CredSSP authenticates and delegates with every version that is allowed", "[security][credssp]")
{
    for (const bool old_tls : {false, true})
        for (unsigned version = 2; version <= 6; ++version) {
            INFO("version " << version << (old_tls ? ", TLS 1.2" : ", TLS 1.3"));
            pair_of_sides sides;
            sides.host_version = version;
            sides.minimum = 2;
            if (old_tls) sides.limit_tls = only_tls_1_2;
            REQUIRE(sides.log_in().has_value());
            CHECK(sides.client->established());
            CHECK(sides.host->established());
            CHECK(sides.host->peer_name() == "TOY\\user");
            REQUIRE(sides.delegated.size() == 1);
            CHECK(sides.delegated[0].user() == "CORP\\svc");
            CHECK(sides.delegated[0].password().reveal() == "canary-2");
        }
}

TEST_CASE("CredSSP authenticates by NTLM inside SPNEGO", "[security][credssp]")
{
    for (const bool right : {true, false})
        for (const unsigned version : {2U, 4U, 5U, 6U}) {
            INFO("version " << version << (right ? "" : ", wrong password"));
            const user_password account("CORP\\svc", secret(right ? "canary-1" : "canary-2"));
            const auto ntlm_client = [&] { return wsman::make_ntlm_initiator(ntlm_initiator_options(account)); };
            const auto inside_client = [&] {
                return wsman::make_spnego_initiator({spnego_candidate(spnego_mechanism::ntlm, ntlm_client)});
            };
            credssp_initiator_options client_options(account, inside_client);
            client_options.minimum_version = 2;

            const auto ntlm_host = [] {
                ntlm_acceptor_options options;
                options.password = [](std::string_view, std::string_view) { return std::optional(secret("canary-1")); };
                return wsman::make_ntlm_acceptor(options);
            };
            std::vector<std::string> delegated;
            credssp_acceptor_options host_options;
            host_options.version = version;
            host_options.inner = [&] {
                return wsman::make_spnego_acceptor({spnego_candidate(spnego_mechanism::ntlm, ntlm_host)});
            };
            host_options.delegated = [&](const user_password& given) {
                delegated.push_back(given.user());
                return true;
            };
            const auto client = make_credssp_initiator(client_options).value();
            const auto host = make_credssp_acceptor(host_options).value();

            result<std::string> token = client->step({});
            while (token.has_value() && !token->empty()) {
                token = host->step(*token);
                if (token.has_value() && !host->established()) token = client->step(*token);
            }
            CHECK(token.has_value() == right);
            CHECK(client->established() == right);
            CHECK(host->established() == right);
            CHECK(delegated == (right ? std::vector<std::string>{"CORP\\svc"} : std::vector<std::string>()));
            if (!right) {
                CHECK(token.error().code() == security_errc::password_refused);
                continue;
            }
            CHECK(client->mechanism_name() == "ntlm");
            CHECK(host->peer_name() == "CORP\\svc");
            std::string body;
            std::string type = "application/soap+xml;charset=UTF-8";
            const auto style = part_header_style::tab;
            REQUIRE(seal_message(*client, sealing_protocol::credssp, style, "<s/>", body, type).has_value());
            REQUIRE(open_message(*host, sealing_protocol::credssp, body, type).has_value());
            CHECK(body == "<s/>");
        }
}

TEST_CASE("CredSSP refuses a host whose version is below the minimum, before a password is used", "[security][credssp]")
{
    for (unsigned version = 2; version <= 4; ++version) {
        pair_of_sides sides;
        sides.host_version = version;
        const result<void> outcome = sides.log_in();
        REQUIRE(outcome.has_error());
        CHECK(outcome.error().code() == security_errc::credssp_version);
        CHECK(sides.delegated.empty());
        CHECK_FALSE(sides.client->established());
        CHECK(sides.client->step({}).has_error());
    }
    pair_of_sides strict;
    strict.host_version = 5;
    strict.minimum = 6;
    CHECK(strict.log_in().error().code() == security_errc::credssp_version);
}

TEST_CASE("CredSSP reports the host's error code, without the password", "[security][credssp]")
{
    for (const unsigned version : {3U, 4U, 5U, 6U}) {
        pair_of_sides sides;
        sides.host_version = version;
        sides.minimum = 2;
        sides.client_password = "canary-3";
        const result<void> outcome = sides.log_in();
        REQUIRE(outcome.has_error());
        CHECK(sides.delegated.empty());
        CHECK(outcome.error().message().find("canary") == std::string::npos);
        CHECK(outcome.error().code() == security_errc::password_refused);
        CHECK(outcome.error().code() == condition::invalid_credentials);
        // Version 5 has no error code: the host only ends the login.
        if (version == 5) continue;
        CHECK(outcome.error().message().find("0xC000006D: wrong user name or password") != std::string::npos);
        CHECK(outcome.error().hint().find("password") != std::string_view::npos);
        CHECK(sides.host->step({}).error().code() == security_errc::password_refused);
    }
}

TEST_CASE("NTSTATUS values about the account become distinct errors", "[security][credssp]")
{
    const std::pair<std::uint32_t, security_errc> known[] = {
        {0xC000006D, security_errc::password_refused},
        {0x8009030C, security_errc::password_refused},
        {0xC0000064, security_errc::account_unknown},
        {0xC0000071, security_errc::password_expired},
        {0xC0000224, security_errc::password_expired},
        {0xC0000072, security_errc::account_locked},
        {0xC0000193, security_errc::account_locked},
        {0xC0000234, security_errc::account_locked},
        {0xC0000022, security_errc::credssp_refused},
    };
    for (const auto& [status, code] : known) {
        const failure why = detail::credssp_refusal(status);
        CAPTURE(why.message());
        CHECK(why.code() == code);
        CHECK(why.code() == condition::access_denied);
        CHECK((why.code() == condition::account_restricted) == (code == security_errc::account_locked));
        CHECK(why.message().find("CredSSP, NTSTATUS 0x") != std::string::npos);
    }
}

TEST_CASE("CredSSP reports that the host refused the delegated account", "[security][credssp]")
{
    pair_of_sides sides;
    sides.accepts_credentials = false;
    CHECK(sides.log_in().error().code() == security_errc::password_refused); // STATUS_LOGON_FAILURE
    CHECK(sides.delegated.size() == 1);
    CHECK_FALSE(sides.host->established());
}

TEST_CASE("CredSSP delegates the account in the form in which it was given", "[security][credssp]")
{
    for (const auto& [given, seen] : std::vector<std::pair<std::string, std::string>>{
             {"svc", "svc"},
             {"svc@corp.example", "svc@corp.example"},
             {".\\Administrator", ".\\Administrator"},
             {"CORP\\J\xC3\xB6rg\xF0\x9F\x98\x80", "CORP\\J\xC3\xB6rg\xF0\x9F\x98\x80"},
         }) {
        pair_of_sides sides;
        sides.account = given;
        REQUIRE(sides.log_in().has_value());
        CHECK(sides.delegated.at(0).user() == seen);
    }
}

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

TEST_CASE("CredSSP refuses malformed tokens", "[security][credssp]")
{
    for (const std::string& token :
         {std::string("garbage"), std::string(300000, 'x'), std::string("\x15\3\3\0\2\2\x28", 7), std::string(5, '\x16')
         }) {
        pair_of_sides sides;
        sides.begin();
        REQUIRE(sides.client->step({}).has_value());
        result<std::string> outcome = sides.client->step(token);
        // A truncated record may continue in the next token, up to a limit.
        for (int i = 0; i != 50 && outcome.has_value(); ++i)
            outcome = sides.client->step({});
        REQUIRE(outcome.has_error());
        CHECK(sides.client->step({}).has_error());
        CHECK(sides.host->step(token == "garbage" ? "" : token).has_error());
    }
}

TEST_CASE("CredSSP is made only with usable settings", "[security][credssp]")
{
    const auto inner = []() -> result<std::unique_ptr<security_context>> {
        return std::make_unique<toy_log_in>("canary-1");
    };
    const auto code = [](const auto& outcome) { return outcome.has_error() ? outcome.error().code() : error_code(); };
    CHECK_FALSE(code(make_credssp_initiator({user_password("svc", secret("p")), inner})).failed());
    CHECK(code(make_credssp_initiator({user_password("\xFF", secret("p")), inner})) == client_errc::invalid_argument);
    CHECK(code(make_credssp_initiator({user_password("svc", secret("\xFF")), inner})) == client_errc::invalid_argument);
    CHECK(code(make_credssp_initiator({user_password("svc", secret("p")), nullptr})) == client_errc::invalid_argument);

    credssp_acceptor_options options;
    options.certificate_pem = host_certificate().pem();
    options.key_pem = host_certificate().key_pem();
    options.inner = inner;
    CHECK_FALSE(code(make_credssp_acceptor(options)).failed());
    credssp_acceptor_options wrong_key = options;
    wrong_key.key_pem = other_certificate().key_pem();
    CHECK(code(make_credssp_acceptor(wrong_key)) == client_errc::invalid_argument);
    credssp_acceptor_options wrong_version = options;
    wrong_version.version = 7;
    CHECK(code(make_credssp_acceptor(wrong_version)) == client_errc::invalid_argument);
}

TEST_CASE("a CredSSP acceptor without a certificate uses one with an RSA key", "[security][credssp]")
{
    const credssp_certificate& own = credssp_certificate::of_this_process();
    CHECK(&own == &credssp_certificate::of_this_process());
    auto tunnel = tls_tunnel::server(own.certificate_pem(), own.key_pem()).value();
    const std::string key = tunnel->public_key();
    der_reader in(key); // RSAPublicKey, RFC 8017, A.1.1
    std::optional<der_reader> numbers = in.sequence();
    REQUIRE((numbers && in.at_end()));
    CHECK(numbers->value(der_tag::integer)->size() == 257);
    CHECK(numbers->integer() == 65537);

    credssp_acceptor_options options;
    options.inner = []() -> result<std::unique_ptr<security_context>> {
        return std::make_unique<toy_log_in>("canary-1", 0);
    };
    CHECK(make_credssp_acceptor(options).has_value());
}
