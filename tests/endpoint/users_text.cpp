//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
// Text in any language, and bytes that are not text, are sent to a real program and returned.
#include <support/catch.hpp>
#include <wsman/client/blocking_client.hpp>
#include <wsman/testing/endpoint.hpp>

#include <string>

using wsman::blocking_client;
using wsman::command;
using wsman::run_options;
using wsman::session_option;
using wsman::testing::endpoint;

namespace {

const std::string many_scripts = "Grüße – 日本語 – Ελληνικά – 😀 e\xCC\x81";

} // namespace

TEST_CASE("text in any script is returned unchanged: argument, input, variable", "[client][endpoint]")
{
    const bool utf16 = GENERATE(false, true);
    const endpoint host;
    blocking_client client(host.session().with_option(session_option::utf16, utf16).value());
    CHECK(client.run(command("echo", many_scripts)).standard_output.text() == many_scripts + "\n");

    run_options options;
    options.input = many_scripts;
    CHECK(client.run(command("cat"), options).standard_output.text() == many_scripts);

    run_options with_variable;
    with_variable.environment.emplace_back("GREETING", many_scripts);
    CHECK(
        client.run(command("sh", "-c", "echo \"$GREETING\" >&2"), with_variable).standard_error.text() ==
        many_scripts + "\n"
    );
}

TEST_CASE("every printable ASCII character arrives unchanged", "[client][endpoint]")
{
    std::string all;
    for (char c = ' '; c <= '~'; ++c)
        all += c;
    const endpoint host;
    blocking_client client(host.session());
    CHECK(client.run(command("echo", all)).standard_output.text() == all + "\n");
}

TEST_CASE("every byte is returned unchanged, and text() never throws", "[client][endpoint]")
{
    std::string bytes;
    for (int i = 0; i != 256; ++i)
        bytes += static_cast<char>(i);
    const endpoint host;
    blocking_client client(host.session());
    run_options options;
    options.input = bytes;
    const wsman::command_result copied = client.run(command("cat"), options);
    CHECK(copied.standard_output.bytes() == bytes);
    CHECK_NOTHROW(copied.standard_output.text());
}
