//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
// Measures sealing and opening of whole messages with every mechanism, and the underlying functions on the same bytes:
// RC4 with HMAC-MD5 and AES-256-GCM of OpenSSL, gss_wrap of GSS-API. Kerberos needs a realm:
//
//   sealing_throughput
//   sh tests/peers/realm.sh FOLDER sealing_throughput
#include <wsman/security/credssp.hpp>
#include <wsman/security/kerberos.hpp>
#include <wsman/security/message_sealing.hpp>
#include <wsman/security/ntlm.hpp>
#include <wsman/security/spnego.hpp>

#include <boost/json.hpp>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

#include "raw_sealing.hpp"

namespace {

using wsman::result;
using wsman::secret;
using wsman::security_context;
using wsman::user_password;
using made_context = result<std::unique_ptr<security_context>>;

constexpr std::array<std::size_t, 3> body_sizes{64 * 1024, 500 * 1024, 100'000'000};

/// Returns: the seconds that `rounds` calls take.
template <class Work>
double seconds_of(std::size_t rounds, Work work)
{
    const auto start = std::chrono::steady_clock::now();
    for (std::size_t i = 0; i != rounds; ++i)
        work();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

struct sides {
    std::unique_ptr<security_context> client;
    std::unique_ptr<security_context> host;
};

/// Exchanges tokens until both sides are established. Returns: both sides, or the error.
result<sides> logged_in(made_context client, made_context host)
{
    if (client.has_error()) return client.error();
    if (host.has_error()) return host.error();
    std::string token;
    do {
        result<std::string> sent = (*client)->step(token);
        if (sent.has_error()) return sent.error();
        if ((*client)->established() && (*host)->established()) break;
        result<std::string> answer = (*host)->step(*sent);
        if (answer.has_error()) return answer.error();
        token = std::move(*answer);
    } while (!(*client)->established() || !(*host)->established());
    return sides{std::move(*client), std::move(*host)};
}

void measure(const char* name, std::string_view protocol, result<sides> both, const char* raw_name, raw_cipher* raw)
{
    if (both.has_error()) {
        std::printf("%-8s skipped: %s\n", name, both.error().message().c_str());
        return;
    }
    for (const std::size_t size : body_sizes) {
        const std::size_t rounds = std::max<std::size_t>(1, 32'000'000 / size);
        const std::string plain(size, 'x');
        std::string body;
        std::string type;
        double sealing = 0;
        double opening = 0;
        for (std::size_t i = 0; i != rounds; ++i) {
            type = "application/soap+xml;charset=UTF-8";
            sealing += seconds_of(1, [&] {
                const auto style = wsman::part_header_style::tab;
                wsman::seal_message(*both->client, protocol, style, plain, body, type).value();
            });
            opening += seconds_of(1, [&] { wsman::open_message(*both->host, protocol, body, type).value(); });
        }
        if (body != plain) throw std::runtime_error(std::string(name) + " returned different bytes");
        const double bytes = static_cast<double>(size) * static_cast<double>(rounds) / 1e6;
        std::printf("%-8s %9zu bytes  seal %6.0f MB/s  open %6.0f MB/s", name, size, bytes / sealing, bytes / opening);
        if (raw) {
            std::string out;
            const double taken = seconds_of(rounds, [&] { raw->seal(plain, out); });
            std::printf("  %s %6.0f MB/s  seal/raw %.2f", raw_name, bytes / taken, taken / sealing);
        }
        std::puts("");
    }
}

made_context ntlm_client()
{
    return wsman::make_ntlm_initiator(wsman::ntlm_initiator_options(user_password("user", secret("password"))));
}
made_context ntlm_host()
{
    wsman::ntlm_acceptor_options options;
    options.password = [](std::string_view, std::string_view) { return std::optional<secret>(secret("password")); };
    return wsman::make_ntlm_acceptor(options);
}

made_context credssp_client()
{
    const auto inside = [] { return wsman::make_spnego_initiator({{wsman::spnego_mechanism::ntlm, &ntlm_client}}); };
    return wsman::make_credssp_initiator(
        wsman::credssp_initiator_options(user_password("user", secret("password")), inside)
    );
}
made_context credssp_host()
{
    wsman::credssp_acceptor_options options;
    options.inner = [] { return wsman::make_spnego_acceptor({{wsman::spnego_mechanism::ntlm, &ntlm_host}}); };
    return wsman::make_credssp_acceptor(options);
}

/// The temporary realm of tests/peers/realm.sh.
class realm {
public:
    static std::optional<realm> of_environment()
    {
        const char* const file = std::getenv("WSMAN_TEST_REALM");
        if (!file) return std::nullopt;
        std::ifstream in(file);
        const boost::json::value all = boost::json::parse(std::string(std::istreambuf_iterator<char>(in), {}));
        realm made;
        made.name = all.at("realm").as_string();
        made.service_keytab = all.at("service_keytab").as_string();
        made.user_keytab = all.at("user_keytab").as_string();
        return made;
    }

    std::string name;
    std::string service_keytab;
    std::string user_keytab;
};

void measure_kerberos()
{
    const std::optional<realm> scratch = realm::of_environment();
    if (!scratch) {
        std::puts("kerberos skipped: no realm (run this program with tests/peers/realm.sh)");
        return;
    }
    wsman::kerberos_initiator_options client;
    client.login_credentials = wsman::ticket_source::keytab("alice@" + scratch->name, scratch->user_keytab);
    client.target_name = "HTTP/host.wsman.test";
    wsman::kerberos_acceptor_options host;
    host.key_table = scratch->service_keytab;
    const std::unique_ptr<raw_cipher> raw =
        make_raw_gss_wrap(client.target_name, scratch->user_keytab, scratch->service_keytab);
    measure(
        "kerberos",
        wsman::sealing_protocol::kerberos,
        logged_in(wsman::make_kerberos_initiator(client), wsman::make_kerberos_acceptor(host)),
        "gss_wrap",
        raw.get()
    );
}

} // namespace

int main()
try {
    const std::unique_ptr<raw_cipher> rc4 = make_raw_rc4_with_hmac_md5();
    if (!rc4) std::puts("RC4 is not available: OpenSSL's legacy provider is missing");
    measure("ntlm", wsman::sealing_protocol::spnego, logged_in(ntlm_client(), ntlm_host()), "RC4+HMAC-MD5", rc4.get());
    measure(
        "credssp",
        wsman::sealing_protocol::credssp,
        logged_in(credssp_client(), credssp_host()),
        "AES-256-GCM",
        make_raw_aes_gcm().get()
    );
    measure_kerberos();
}
catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 1;
}
