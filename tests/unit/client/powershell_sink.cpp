//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
// Output of a PowerShell script while it runs: the calls of the sink.
#include <support/client_bench.hpp>
#include <wsman/client/blocking_client.hpp>

#include <stdexcept>

using namespace scripted;
using wsman::client_errc;
using wsman::exit_status;
using wsman::output_stream;
using wsman::powershell_script;
using wsman::run_options;

namespace {

constexpr const char* two_records =
    "<Objs Version=\"1.1.0.1\" xmlns=\"http://schemas.microsoft.com/powershell/2004/04\"><S S=\"Error\">no such "
    "service_x000D__x000A_</S><S S=\"progress\">50 %</S></Objs>";

/// A script; the host sends each of its blocks in one answer.
program script_that_writes(std::vector<std::string> output, std::vector<std::string> errors = {})
{
    program script = prints(std::move(output), 3);
    script.errors = std::move(errors);
    return script;
}

class sink_calls {
public:
    wsman::output_sink sink()
    {
        return [this](output_stream stream, const std::string& bytes) {
            if (stream == output_stream::standard_error) {
                errors += bytes;
                return;
            }
            blocks.push_back(bytes);
            if (blocks.size() == throw_at) throw std::runtime_error("disk full");
        };
    }

    std::vector<std::string> blocks;
    std::string errors;
    std::size_t throw_at = 0;
};

} // namespace

TEST_CASE("a script's output arrives block by block, and its errors as text", "[client][powershell][sink]")
{
    bench at;
    const std::string document = two_records;
    at.server->unknown_programs = script_that_writes(
        {"one\r\n", "two\r\n", "three\r\n"},
        {"#< CLI", "XML\r\n" + document.substr(0, 60), document.substr(60) + "from another program\n"}
    );
    sink_calls got;
    const wsman::result<exit_status> ended = at.get(at.client->try_run_powershell("Get-Service", got.sink()));
    REQUIRE(ended);
    CHECK(ended->exit_code == 3);
    CHECK(got.blocks == std::vector<std::string>{"one\r\n", "two\r\n", "three\r\n"});
    CHECK(got.errors == "no such service\r\nfrom another program\n");
    at.check_nothing_left();
}

TEST_CASE("the sink gets a script's output before the script ends", "[client][powershell][sink]")
{
    bench at;
    at.server->unknown_programs = hangs({"step 1\r\n"});
    sink_calls got;
    run_options options;
    options.timeout = 20ms;
    const wsman::result<exit_status> ended = at.get(at.client->try_run_powershell("Step", got.sink(), options));
    REQUIRE(ended.has_error());
    CHECK(ended.error().code() == client_errc::deadline_exceeded);
    CHECK(got.blocks == std::vector<std::string>{"step 1\r\n"});
    at.check_nothing_left();
}

TEST_CASE("after a time-out the sink gets the errors of an incomplete document", "[client][powershell][sink]")
{
    bench at;
    program script = hangs({"", ""});
    script.errors = {"#< CLIXML\n<Objs><S S=\"Error\">what failed</S>", "<S S=\"Error\"> and"};
    at.server->unknown_programs = script;
    sink_calls got;
    run_options options;
    options.timeout = 20ms;
    const wsman::result<exit_status> ended = at.get(at.client->try_run_powershell("Step", got.sink(), options));
    REQUIRE(ended.has_error());
    CHECK(got.errors == "what failed and");
    at.check_nothing_left();
}

TEST_CASE("a sink that throws ends the script, which is removed from the host", "[client][powershell][sink]")
{
    bench at;
    at.server->unknown_programs = script_that_writes({"a", "b"});
    sink_calls got;
    run_options options;
    powershell_script script("Get-Date");
    SECTION("a short script") {}
    SECTION("a script that is stored first")
    {
        script = powershell_script(std::string(20'000, '#'));
        options.input = "text";
        program stored = prints({""}, 0);
        at.server->unknown_programs = stored;
        at.server->unknown_programs->output = {"a", "b"};
    }
    got.throw_at = 1;
    const wsman::result<exit_status> ended = at.get(at.client->try_run_powershell(script, got.sink(), options));
    REQUIRE(ended.has_error());
    CHECK(ended.error().code() == client_errc::sink_failed);
    CHECK(ended.error().message().find("disk full") != std::string::npos);
    CHECK(got.blocks.size() == 1);
    at.check_nothing_left();
}

TEST_CASE("a script that cannot be stored is not run, and the sink is not called", "[client][powershell][sink]")
{
    bench at;
    at.server->unknown_programs = prints({"noise"}, 1);
    sink_calls got;
    run_options options;
    options.input = "text";
    const wsman::result<exit_status> ended =
        at.get(at.client->try_run_powershell(powershell_script(std::string(20'000, '#')), got.sink(), options));
    REQUIRE(ended.has_error());
    CHECK(ended.error().code() == client_errc::script_not_stored);
    CHECK(got.blocks.empty());
    at.check_nothing_left();
}

TEST_CASE("a script with invalid text is refused before anything is sent", "[client][powershell][sink]")
{
    bench at;
    sink_calls got;
    using namespace std::string_literals;
    for (const std::string& text : {"caf\xE9"s, "W\0r\0i\0t\0e\0"s}) {
        const wsman::result<exit_status> ended = at.get(at.client->try_run_powershell(text, got.sink()));
        REQUIRE(ended.has_error());
        CHECK(ended.error().code() == client_errc::invalid_argument);
    }
    CHECK(at.server->shells.empty());
}

TEST_CASE("a blocking client passes a script's output to a sink", "[client][powershell][sink][blocking]")
{
    wsman::blocking_client client(
        wsman::test::plain_session(),
        [](asio::any_io_executor where) {
            auto made = std::make_shared<service>(where);
            made->unknown_programs = script_that_writes({"one", "two"}, {"plain"});
            return made;
        },
        bench::options()
    );
    sink_calls got;
    const exit_status ended = client.run_powershell("Get-Date", got.sink());
    CHECK(ended.exit_code == 3);
    CHECK(got.blocks == std::vector<std::string>{"one", "two"});
    CHECK(got.errors == "plain");
}
