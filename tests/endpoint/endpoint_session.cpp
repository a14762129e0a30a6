//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#include <support/catch.hpp>
#include <wsman/session/session.hpp>
#include <wsman/testing/endpoint.hpp>

#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/host_name_verification.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <openssl/ssl.h>
#include <openssl/x509.h>

#include <chrono>
#include <string>

#include "endpoint_raw_client.hpp"

using namespace wsman::testing;

namespace {

namespace asio = boost::asio;
using asio::ip::tcp;

/// The result of a TLS connection to `name` by a client that trusts only `ca_pem`.
class tls_visit {
public:
    tls_visit(const endpoint& host, const std::string& name)
        : context_(asio::ssl::context::tls_client), stream_(io_, context_)
    {
        stream_.set_verify_mode(asio::ssl::verify_peer);
        context_.add_certificate_authority(asio::buffer(host.ca_pem()));
        stream_.set_verify_callback([this, name](bool good, asio::ssl::verify_context& verification) {
            if (!good) verify_error = X509_STORE_CTX_get_error(verification.native_handle());
            if (!good) return false;
            if (!asio::ssl::host_name_verification(name)(good, verification)) {
                name_matches = false;
                return false;
            }
            return true;
        });
        stream_.next_layer().connect(tcp::endpoint(asio::ip::address_v4::loopback(), host.port()));
        boost::system::error_code error;
        stream_.handshake(asio::ssl::stream_base::client, error);
        trusted = !error;
        if (!trusted) return;
        std::string pair = host.user() + ':' + std::string(host.password().reveal());
        std::string authorization;
        wsman::append_base64(authorization, pair);
        const std::string request = "POST /wsman HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                                    "Content-Type: application/soap+xml;charset=UTF-8\r\nAuthorization: Basic " +
                                    authorization +
                                    "\r\nContent-Length: " + std::to_string(raw::identify_envelope.size()) +
                                    "\r\n\r\n" + raw::identify_envelope;
        asio::write(stream_, asio::buffer(request));
        asio::read(stream_, asio::dynamic_buffer(answer), error);
    }

    bool trusted = false;
    bool name_matches = true;
    int verify_error = X509_V_OK;
    std::string answer;

private:
    asio::io_context io_;
    asio::ssl::context context_;
    asio::ssl::stream<tcp::socket> stream_;
};

} // namespace

TEST_CASE("an endpoint with TLS shows a certificate that its authority has signed", "[endpoint][tls]")
{
    endpoint_options options;
    options.tls = true;
    endpoint host(options);
    CHECK(host.url() == "https://127.0.0.1:" + std::to_string(host.port()) + "/wsman");
    CHECK(host.ca_pem().starts_with("-----BEGIN CERTIFICATE-----"));
    CHECK(host.certificate_pem() != host.ca_pem());
    CHECK(host.certificate_sha256().size() == 64);
    for (const std::string name : {"localhost", "127.0.0.1", "::1"}) {
        const tls_visit visit(host, name);
        CAPTURE(name);
        CHECK(visit.trusted);
        CHECK(visit.answer.starts_with("HTTP/1.1 200 OK\r\n"));
    }
    const tls_visit wrong(host, "example.org");
    CHECK_FALSE(wrong.trusted);
    CHECK_FALSE(wrong.name_matches);
}

TEST_CASE("certificates can have the errors that clients must detect", "[endpoint][tls]")
{
    endpoint_options options;
    options.tls = true;
    SECTION("a different name")
    {
        options.certificate_names = {"build01.example"};
        endpoint host(options);
        CHECK(tls_visit(host, "build01.example").trusted);
        CHECK_FALSE(tls_visit(host, "localhost").trusted);
    }
    SECTION("expired")
    {
        options.certificate_age = std::chrono::hours(48);
        options.certificate_life = std::chrono::hours(-24);
        endpoint host(options);
        const tls_visit visit(host, "localhost");
        CHECK_FALSE(visit.trusted);
        CHECK(visit.verify_error == X509_V_ERR_CERT_HAS_EXPIRED);
    }
    SECTION("from another authority")
    {
        endpoint host(options);
        endpoint other(options);
        CHECK(host.ca_pem() != other.ca_pem());
        CHECK(host.certificate_sha256() != other.certificate_sha256());
    }
    SECTION("self-signed")
    {
        options.self_signed = true;
        endpoint host(options);
        CHECK(host.ca_pem() == host.certificate_pem());
    }
}

TEST_CASE("plain HTTP to a TLS port ends the connection, TLS to a plain port is a bad request", "[endpoint][tls]")
{
    endpoint_options options;
    options.tls = true;
    endpoint secured(options);
    raw::connection plain(secured);
    plain.send(raw::identify_envelope);
    CHECK(plain.receive().status == 0);
    CHECK(secured.wait_until([](const endpoint_statistics& s) { return s.open_connections == 0; }));
}

TEST_CASE("an endpoint makes a session for itself", "[endpoint][session]")
{
    endpoint_options options;
    SECTION("over HTTP in clear text, on purpose")
    {
        endpoint host(options);
        const wsman::session session = host.session();
        CHECK(session.clear_text());
        CHECK(session.connection().port() == host.port());
        CHECK(session.connection().transport() == wsman::transport_kind::http);
        CHECK(session.authentication().scheme == wsman::authentication_scheme::basic);
    }
    SECTION("over TLS, trusting only its authority")
    {
        options.tls = true;
        endpoint host(options);
        const wsman::session session = host.session();
        CHECK_FALSE(session.clear_text());
        CHECK(session.tls().ca_pem == host.ca_pem());
        CHECK_FALSE(session.tls().system_store);
        CHECK(session.connection().transport() == wsman::transport_kind::https);
    }
    SECTION("over IPv6")
    {
        options.address = loopback::v6;
        endpoint host(options);
        CHECK(host.session().connection().host() == "::1");
    }
}
