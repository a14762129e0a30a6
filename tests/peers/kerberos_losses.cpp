//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//

#include <support/kerberos_realm.hpp>
#include <support/sealed_losses.hpp>

using namespace wsman;
using namespace wsman::test;

TEST_CASE("kerberos: each operation ends as documented for each loss of a sealed request", "[peers][kerberos]")
{
    const auto realm = kerberos_realm::find();
    if (!realm) return;
    testing::endpoint_options options;
    options.allow_unencrypted = false;
    options.key_table = realm->service_keytab();
    options.service_host = "host.wsman.test";
    options.user = "alice@WSMAN.TEST";
    options.password = secret(realm->password());
    testing::endpoint host(options);
    end_each_operation_in_each_way(host, host.session(authentication_scheme::kerberos));
}
