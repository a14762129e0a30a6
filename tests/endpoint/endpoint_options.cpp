//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#include <support/catch.hpp>
#include <wsman/security/kerberos.hpp>
#include <wsman/testing/endpoint.hpp>

#include <string>
#include <utility>

using namespace wsman;

namespace {

error_code refusal_of(testing::endpoint_options options)
{
    try {
        const testing::endpoint host(std::move(options));
    }
    catch (const exception& e) {
        INFO(e.what());
        CHECK(!e.error().details().client_text.empty());
        return e.code();
    }
    return {};
}

} // namespace

TEST_CASE("an endpoint refuses options that it cannot fulfil", "[endpoint]")
{
    const auto refused = [](auto change) {
        testing::endpoint_options options;
        change(options);
        return refusal_of(std::move(options)) == client_errc::invalid_argument;
    };
    using options = testing::endpoint_options;
    CHECK(refused([](options& given) { given.credssp_version = 7; }));
    CHECK(refused([](options& given) { given.credssp_version = 1; }));
    CHECK(refused([](options& given) { given.digest_algorithms = {"MD5", "SHA-1"}; }));
    CHECK(refused([](options& given) {
        given.tls = true;
        given.tls_minimum = testing::tls_version::v1_3;
        given.tls_maximum = testing::tls_version::v1_2;
    }));
    CHECK(refused([](options& given) {
        given.tls = true;
        given.own_key_pem = "a key";
    }));
    CHECK(refused([](options& given) {
        given.own_certificate_pem = "a certificate";
        given.own_key_pem = "a key";
    }));
    for (const char* const name : {"", "a,DNS:b", "a b"}) {
        CAPTURE(name);
        CHECK(refused([&](options& given) {
            given.tls = true;
            given.certificate_names = {name};
        }));
    }
    // Text that resembles an address.
    CHECK(refused([](options& given) {
        given.tls = true;
        given.certificate_names = {"1.2.3"};
    }));
    CHECK_FALSE(refused([](options& given) { given.digest_algorithms = {"sha-256", "MD5-sess"}; }));

    testing::endpoint_options with_keys;
    with_keys.key_table = "/nowhere/keytab";
    if (!kerberos_available()) CHECK(refusal_of(with_keys) == transport_errc::scheme_not_supported);
}
