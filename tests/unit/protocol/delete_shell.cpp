//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#include <support/scripted_operation.hpp>
#include <support/xml_meaning.hpp>
#include <wsman/protocol/delete_shell.hpp>

using namespace wsman;
using namespace wsman::test;

namespace {

const shell_id shell("11111111-2222-4333-8444-555555555555");

} // namespace

TEST_CASE("delete_shell sends the request of the specification", "[protocol][shell]")
{
    script_of<delete_shell>(shell)
        .expect_send(actions::transfer_delete)
        .that([](const request& asked) {
            CHECK(xml_meaning(std::string(asked.envelope)) == xml_meaning(golden("ms_wsmv_3_1_4_4_delete")));
            CHECK(asked.after_loss == wsman::repeatability::repeatable);
        })
        .reply(200, response_envelope(actions::transfer_delete, ""))
        .succeeds();
}

TEST_CASE("delete_shell uses the resource URI of the kind of shell", "[protocol][shell]")
{
    script_of<delete_shell>(shell_id("7F2A", "urn:custom"))
        .expect_send(actions::transfer_delete)
        .that([](const request& asked) { CHECK(asked.envelope.find(">urn:custom<") != std::string_view::npos); })
        .reply(200, response_envelope(actions::transfer_delete, ""))
        .succeeds();
}

TEST_CASE("delete_shell reports a shell that the host has already closed", "[protocol][shell][fault]")
{
    script_of<delete_shell> script(shell);
    script.expect_send(actions::transfer_delete)
        .reply(500, windows_fault("w:InvalidSelectors", "2150858843", "The shell was not found on the server."));
    const failure why = script.fails_with(condition::shell_gone);
    CHECK(why.details().operation == "Delete");
}

TEST_CASE("delete_shell returns the failure of each step", "[protocol][shell]")
{
    script_of<delete_shell>(shell)
        .expect_send(actions::transfer_delete)
        .reply(200, response_envelope(actions::transfer_delete, ""))
        .every_wire_failure();
}
