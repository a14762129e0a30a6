//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#include <support/catch.hpp>
#include <support/temporary_file.hpp>
#include <wsman/core/encoding.hpp>

#include <boost/json/parse.hpp>

#include <algorithm>
#include <map>
#include <sstream>

#include "command_line.hpp"

using namespace wsman::tests;
using wsman::testing::endpoint;

namespace {

using words = std::vector<std::string>;

std::vector<std::string> lines_of(const std::string& text)
{
    std::vector<std::string> lines;
    std::istringstream stream(text);
    for (std::string line; std::getline(stream, line);)
        lines.push_back(line);
    return lines;
}

/// One endpoint that acts as several hosts, through the different names of loopback.
class several_hosts {
public:
    std::string first() const { return "http://localhost:" + std::to_string(host_.port()); }
    std::string second() const { return "http://127.0.0.1:" + std::to_string(host_.port()); }
    endpoint& host() { return host_; }

    cli_outcome call(const std::string& file, const words& rest) const
    {
        const temporary_file hosts(file);
        const words call{
            "--hosts",
            hosts.path(),
            "--auth",
            "basic",
            "--user",
            host_.user(),
            "--no-encryption",
            "--retries",
            "0",
        };
        return wsman_cli(call + rest, std::string(host_.password().reveal()));
    }

private:
    endpoint host_;
};

} // namespace

TEST_CASE("a program runs on many hosts, and each line names its host", "[cli]")
{
    const several_hosts hosts;
    const std::string file = "# the first floor\n" + hosts.first() + "  # a comment\n\n\t" + hosts.second() + "\r\n";
    const cli_outcome outcome =
        hosts.call(file, {"run", "sh", "-c", "printf 'one\\ntwo'; echo trouble >&2; sleep 0.1; echo; echo three"});
    INFO(outcome.errors);
    CHECK(outcome.status == 0);
    const auto output = lines_of(outcome.output);
    const auto errors = lines_of(outcome.errors);
    CHECK(output.size() == 6);
    for (const std::string& host : {hosts.first(), hosts.second()}) {
        for (const char* line : {": one", ": two", ": three"})
            CHECK(std::count(output.begin(), output.end(), host + line) == 1);
        CHECK(std::count(errors.begin(), errors.end(), host + ": trouble") == 1);
    }
}

TEST_CASE("JSON for many hosts is one object in each line, with its host", "[cli]")
{
    const several_hosts hosts;
    const std::string file = hosts.first() + "\n" + hosts.second() + "\n";
    const cli_outcome outcome = hosts.call(file, {"--output", "json", "run", "sh", "-c", "echo out; exit 4"});
    CHECK(outcome.status == 4);
    CHECK(outcome.errors.empty());
    std::map<std::string, boost::json::object> found;
    for (const std::string& line : lines_of(outcome.output)) {
        const auto object = boost::json::parse(line).as_object();
        found[std::string(object.at("host").as_string())] = object;
    }
    REQUIRE(found.size() == 2);
    for (const std::string& host : {hosts.first(), hosts.second()}) {
        CHECK(found.at(host).at("exit_code").to_number<int>() == 4);
        CHECK(found.at(host).at("stdout").as_string() == "out\n");
    }
}

TEST_CASE("identify on many hosts", "[cli]")
{
    const several_hosts hosts;
    const std::string file = hosts.first() + "\n" + hosts.second() + "\n";
    const cli_outcome known = hosts.call(file, {"identify"});
    INFO(known.errors);
    CHECK(known.status == 0);
    CHECK(known.output.find(hosts.first() + ": vendor    wsman-cpp\n") != std::string::npos);
    CHECK(known.output.find(hosts.second() + ": vendor    wsman-cpp\n") != std::string::npos);
}

TEST_CASE("a failed host does not affect the others, and determines the exit status", "[cli]")
{
    const several_hosts hosts;
    const std::string dead = "http://127.0.0.1:1";
    const std::string file = dead + "\n" + hosts.first() + "\n";
    const cli_outcome text = hosts.call(file, {"--parallel", "1", "run", "sh", "-c", "echo alive; exit 3"});
    CHECK(text.status == 255);
    CHECK(text.output == hosts.first() + ": alive\n");
    CHECK(text.errors.find("wsman-cli: " + dead + ": transport/connection_refused: ") != std::string::npos);
    CHECK(
        text.errors.find("wsman-cli: " + hosts.first() + ": the program ended with exit code 3") != std::string::npos
    );

    const cli_outcome json = hosts.call(file, {"--output", "json", "identify"});
    CHECK(json.status == 255);
    CHECK(json.errors.empty());
    std::map<std::string, boost::json::object> found;
    for (const std::string& line : lines_of(json.output)) {
        const auto object = boost::json::parse(line).as_object();
        found[std::string(object.at("host").as_string())] = object;
    }
    REQUIRE(found.size() == 2);
    CHECK(found.at(dead).at("error").at("name").as_string() == "connection_refused");
    CHECK(found.at(hosts.first()).contains("product_vendor"));
}

TEST_CASE("all hosts are reported, however few run at the same time", "[cli]")
{
    const several_hosts hosts;
    std::string file;
    for (int number = 1; number <= 6; ++number)
        file += "http://localhost:1/" + std::to_string(number) + "\n"; // a closed port
    const cli_outcome outcome = hosts.call(file, {"--parallel", "2", "identify"});
    CHECK(outcome.status == 255);
    CHECK(lines_of(outcome.errors).size() == 6);
}

TEST_CASE("an invalid file of hosts is reported before anything is sent", "[cli]")
{
    several_hosts hosts;
    const auto refuses = [&](const std::string& file, const words& rest, const std::string& why) {
        const cli_outcome outcome = hosts.call(file, rest);
        CAPTURE(outcome.errors, why);
        CHECK(outcome.status == 255);
        CHECK(outcome.errors.find(why) != std::string::npos);
        CHECK(lines_of(outcome.errors).size() == 1);
    };
    const std::string good = hosts.first() + "\n";
    refuses("# nobody\n", {"identify"}, "names no host");
    refuses(good + "\n" + good, {"identify"}, ":3: " + hosts.first() + " is named twice, first in line 1");
    refuses(good + "http://a b\n", {"identify"}, ":2: ");
    refuses("http://a b\n" + good, {"identify"}, ":1: ");
    refuses(good + "http://a b\n", {"identify"}, "rule R1");
    refuses(good + "https://build01\n", {"identify"}, ":2: ");
    refuses("# first\nhttps://build01\n", {"identify"}, ":2: ");
    refuses(good + "https://build01\n", {"identify"}, "rule F18");
    refuses(good + std::string("a\0b\n", 4), {"identify"}, ":2: a NUL");
    refuses(good + "caf\xE9\n", {"identify"}, ":2: a byte that is not UTF-8");
    refuses(good, {"--connect", "http://a", "identify"}, "--connect");
    refuses(good, {"--connect-address", "127.0.0.1:1", "identify"}, "--connect-address");
    refuses(good, {"session"}, "--hosts does not fit");
    refuses(good, {"--parallel", "0", "identify"}, "--parallel");
    refuses(good, {"run", "--stdin", "-", "cat"}, "--stdin -");
    CHECK(wsman_cli({"--hosts", "/no/such/file", "identify"}).status == 255);
    CHECK(hosts.host().statistics().requests.empty());
}

TEST_CASE("the time-out limits each of many hosts", "[cli]")
{
    several_hosts hosts;
    hosts.host().inject(wsman::testing::scripted_fault::hang().times(0));
    const cli_outcome outcome =
        hosts.call(hosts.first() + "\n" + hosts.second() + "\n", {"--timeout", "300ms", "identify"});
    CHECK(outcome.status == 255);
    const auto errors = lines_of(outcome.errors);
    REQUIRE(errors.size() == 2);
    for (const std::string& line : errors)
        CHECK(line.find("client/deadline_exceeded") != std::string::npos);
}

TEST_CASE("a file of hosts may begin with a byte order mark", "[cli]")
{
    const several_hosts hosts;
    const std::string text = hosts.first() + "\r\n" + hosts.second() + "\r\n";
    for (const std::string& file : {"\xEF\xBB\xBF" + text, "\xFF\xFE" + wsman::utf8_to_utf16le(text)}) {
        const cli_outcome outcome = hosts.call(file, {"run", "echo", "hi"});
        CAPTURE(outcome.errors);
        CHECK(outcome.status == 0);
        CHECK(outcome.output.find(hosts.first() + ": hi\n") != std::string::npos);
        CHECK(outcome.output.find(hosts.second() + ": hi\n") != std::string::npos);
    }
}

TEST_CASE("after a time-out the output of many hosts is one object for each host", "[cli]")
{
    const several_hosts hosts;
    const cli_outcome outcome = hosts.call(
        hosts.first() + "\n" + hosts.second() + "\n",
        {"--output", "json", "--timeout", "700ms", "run", "sh", "-c", "echo step; exec sleep 600"}
    );
    CHECK(outcome.status == 255);
    CHECK(outcome.errors.empty());
    const auto lines = lines_of(outcome.output);
    REQUIRE(lines.size() == 2);
    for (const std::string& line : lines) {
        const auto object = boost::json::parse(line).as_object();
        CHECK(object.at("stdout").as_string() == "step\n");
        CHECK(object.at("incomplete").as_bool());
        CHECK(object.at("error").at("name").as_string() == "deadline_exceeded");
    }
}
