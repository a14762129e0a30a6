//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#include <support/catch.hpp>
#include <wsman/client/powershell_script.hpp>
#include <wsman/testing/endpoint.hpp>

#include <string>

#include "endpoint_raw_client.hpp"

using namespace wsman::testing;

namespace {

/// Runs one step of a plan.
raw::outcome take_step(raw::connection& wire, const wsman::powershell_step& step, const std::string& callers_input = {})
{
    const std::string shell = raw::open_shell(wire);
    const auto request = step.run.request();
    REQUIRE(request);
    std::string line = request.value().command;
    for (const std::string& argument : request.value().arguments)
        line += ' ' + argument;
    const std::string command = raw::start(wire, shell, line);
    const std::string input = step.standard_input.value_or(callers_input);
    for (std::size_t at = 0; at < input.size(); at += 100'000)
        REQUIRE(wire.post(raw::send_text(shell, command, input.substr(at, 100'000))).status == 200);
    // A program that reads no input may have ended already.
    wire.post(raw::send_text(shell, command, "", true));
    raw::outcome result = raw::finish(wire, shell, command);
    wire.post(raw::in_shell(shell, "Delete", ""));
    return result;
}

raw::outcome carry_out(raw::connection& wire, const wsman::powershell_plan& plan, const std::string& input = {})
{
    for (const wsman::powershell_step& step : plan.preparation)
        REQUIRE(take_step(wire, step).exit_code == 0);
    return take_step(wire, plan.run, input);
}

std::string padded(const std::string& script, std::size_t size)
{
    return "# " + std::string(size, 'x') + "\n" + script;
}

} // namespace

TEST_CASE("the stand-in for PowerShell runs a script of any length by every route", "[endpoint][hook]")
{
    endpoint_options options;
    options.program = powershell_stand_in();
    endpoint host(options);
    raw::connection wire(host);
    const std::string work = "echo out; echo err >&2; exit 6";
    SECTION("without further input")
    {
        const auto size = GENERATE(std::size_t{1}, std::size_t{2'000}, std::size_t{30'000}, std::size_t{1'000'000});
        const auto plan = wsman::powershell_script(padded(work, size)).plan();
        REQUIRE(plan);
        const raw::outcome result = carry_out(wire, plan.value());
        CHECK(result.output == "out\n");
        CHECK(result.error_output == "err\n");
        CHECK(result.exit_code == 6);
    }
    SECTION("with input from the caller")
    {
        const auto size = GENERATE(std::size_t{1}, std::size_t{30'000});
        const auto plan = wsman::powershell_script(padded("cat; exit 2", size)).plan(true);
        REQUIRE(plan);
        const raw::outcome result = carry_out(wire, plan.value(), "typed\n");
        CHECK(result.output == "typed\n");
        CHECK(result.exit_code == 2);
    }
    SECTION("a script that needs its own block")
    {
        const auto plan = wsman::powershell_script("[ 1 = 1 ] && echo equal").plan();
        REQUIRE(plan);
        CHECK(carry_out(wire, plan.value()).output == "equal\n");
    }
}
