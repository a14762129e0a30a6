//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//

// A request that the host may have carried out is never sent again, whatever unauthenticated answer arrives.
#include <support/sealed_losses.hpp>

#include <fstream>
#include <iterator>

using namespace wsman;
using namespace wsman::test;
using wsman::testing::endpoint;
using wsman::testing::endpoint_options;
using wsman::testing::scripted_fault;

TEST_CASE("each operation ends as documented for each loss of a sealed request", "[endpoint][sealing][loss]")
{
    for (const auto scheme :
         {authentication_scheme::negotiate, authentication_scheme::ntlm, authentication_scheme::credssp}) {
        endpoint_options options;
        options.allow_unencrypted = false;
        endpoint host(options);
        end_each_operation_in_each_way(host, host.session(scheme));
    }
}

TEST_CASE("the table of lost sealed requests in the chapter equals the one in the code", "[endpoint][sealing][loss]")
{
    std::ifstream file(std::string(WSMAN_TEST_DATA) + "/../include/wsman/security/README.md");
    const std::string chapter{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
    REQUIRE_FALSE(chapter.empty());
    CHECK(chapter.find("<!-- sealed losses -->\n" + sealed_loss_markdown() + "<!-- end -->") != std::string::npos);
}

TEST_CASE("a sealed refusal is accepted as the host's answer", "[endpoint][sealing][loss]")
{
    endpoint_options options;
    options.allow_unencrypted = false;
    endpoint host(options);
    lost_request request(host, host.session(authentication_scheme::negotiate));
    const std::uint64_t connections = host.statistics().connections_accepted;
    host.inject(scripted_fault::soap_fault(5, "denied").on("Command"));
    const std::optional<failure> why = request.ask(operation_kind::command);
    REQUIRE(why);
    CHECK(why->code() == condition::access_denied);
    CHECK_FALSE(request.ask(operation_kind::identify));
    CHECK(host.statistics().connections_accepted == connections);
}
