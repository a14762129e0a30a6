//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#include <support/catch.hpp>
#include <wsman/client/command.hpp>
#include <wsman/testing/impl/programs/split_command_line.hpp>

#include <random>
#include <string>
#include <string_view>
#include <vector>

using namespace std::string_literals;
using wsman::client_errc;
using wsman::command;
using wsman::raw_command_line;
using strings = std::vector<std::string>;

namespace {

std::string line_of(const wsman::command_request& request)
{
    std::string line = request.command;
    for (const std::string& argument : request.arguments)
        line += " " + argument;
    return line;
}

std::string line_of(const command& given)
{
    const auto request = given.request();
    REQUIRE(request.has_value());
    return line_of(*request);
}

// First reader: CommandLineToArgvW as it is documented and as it behaves. After 2n backslashes a quote begins or ends
// a quoted part; of three quotes in a row (the opening one counts) the third is text and ends the quoted part.
strings read_as_shell32(std::string_view line)
{
    strings found;
    std::size_t at = 0;
    const auto blank = [&] { return line[at] == ' ' || line[at] == '\t'; };
    std::string program;
    if (at < line.size() && line[at] == '"') {
        for (++at; at < line.size() && line[at] != '"'; ++at)
            program += line[at];
        if (at < line.size()) ++at;
    } else {
        for (; at < line.size() && !blank(); ++at)
            program += line[at];
    }
    found.push_back(program);
    while (at < line.size()) {
        while (at < line.size() && blank())
            ++at;
        if (at == line.size()) break;
        std::string argument;
        unsigned quotes = 0;
        while (at < line.size() && (quotes == 1 || !blank())) {
            std::size_t backslashes = 0;
            for (; at < line.size() && line[at] == '\\'; ++at)
                ++backslashes;
            if (at == line.size() || line[at] != '"') {
                argument.append(backslashes, '\\');
                if (backslashes == 0) argument += line[at++];
                continue;
            }
            argument.append(backslashes / 2, '\\');
            if (backslashes % 2 == 1)
                argument += '"';
            else
                ++quotes;
            for (++at; at < line.size() && line[at] == '"'; ++at)
                if (++quotes == 3) {
                    argument += '"';
                    quotes = 0;
                }
            if (quotes == 2) quotes = 0;
        }
        found.push_back(argument);
    }
    return found;
}

/// The characters that cmd.exe finds outside quotes. Every quote changes the quoting state, unless a caret escapes it.
struct cmd_reading {
    bool acts = false;    ///< an operator, escape or group was seen
    bool expands = false; ///< a variable could be expanded, quotes or not
    bool cut = false;     ///< a line end was seen
};

// Second reader.
cmd_reading read_as_cmd(std::string_view line, std::string_view operators)
{
    cmd_reading seen;
    bool quoted = false;
    std::size_t percents = 0;
    for (const char c : line) {
        if (c == '"')
            quoted = !quoted;
        else if (c == '\r' || c == '\n')
            seen.cut = true;
        else if (c == '%')
            ++percents;
        else if (!quoted && operators.find(c) != std::string_view::npos)
            seen.acts = true;
    }
    seen.expands = percents > 1;
    return seen;
}

// Models `cmd /c` for a line that begins with a quote, unless the only two quotes enclose a program's name.
std::string without_outer_quotes(std::string line)
{
    if (line.empty() || line.front() != '"') return line;
    line.erase(line.rfind('"'), 1);
    line.erase(0, 1);
    return line;
}

void check_both_readers(const std::string& program, const strings& arguments)
{
    const std::string line = line_of(command(program, arguments));
    INFO("line: " << line);
    strings expected = arguments;
    expected.insert(expected.begin(), program);
    CHECK(read_as_shell32(line) == expected);
    CHECK(wsman::testing::detail::split_command_line(line) == expected); // the C runtime's rule for a doubled quote
    const cmd_reading cmd = read_as_cmd(line, "&|<>()^");
    CHECK_FALSE(cmd.acts);
    CHECK_FALSE(cmd.expands);
    CHECK_FALSE(cmd.cut);
    CHECK_FALSE(read_as_cmd(without_outer_quotes(line), "&|<>^").acts); // parentheses are not special after a name
}

wsman::failure refused(const command& given)
{
    const auto request = given.request();
    REQUIRE(!request.has_value());
    return request.error();
}

} // namespace

TEST_CASE("command does not quote arguments that need no quotes", "[client][command]")
{
    CHECK(line_of(command("ipconfig", "/all")) == "ipconfig /all");
    CHECK(line_of(command("cmd.exe", "/c", "set")) == "cmd.exe /c set");
    CHECK(line_of(command("msbuild", "/p:A=B;C", "x,y")) == "msbuild /p:A=B;C x,y");
    CHECK(line_of(command("C:\\x.exe", "C:\\dir\\", "\\\\server\\share")) == "C:\\x.exe C:\\dir\\ \\\\server\\share");
    const auto request = command("a", "b", "c d").request();
    CHECK(request->command == "a");
    CHECK(request->arguments == strings{"b", "\"c d\""});
}

TEST_CASE("command quotes blanks, operators, quotes and empty arguments", "[client][command]")
{
    CHECK(line_of(command("x", "")) == R"(x "")");
    CHECK(line_of(command("x", "a b")) == R"(x "a b")");
    CHECK(line_of(command("x", "a\tb")) == "x \"a\tb\"");
    CHECK(line_of(command("x", "a&b")) == R"(x "a&b")");
    CHECK(line_of(command("x", R"(a b\)")) == R"(x "a b\\")");
    CHECK(line_of(command("x", R"(say "hi")")) == R"(x "say \"hi\"")");
    CHECK(line_of(command("x", R"(a\"b)")) == R"(x a\\\"b)");
    CHECK(line_of(command("x", R"({"k":"a & b"})")) == R"(x "{\"k\":\"a "&" b\"}")");
    CHECK(line_of(command("C:\\Program Files\\a.exe", "b")) == R"("C:\Program Files\a.exe" b)");
    CHECK(line_of(command("/bin/sh", "-c", "a && b")) == R"(/bin/sh -c "a && b")");
    CHECK(line_of(command("a,b(c)")) == "\"a,b(c)\"");
}

TEST_CASE("command tracks the quoting state of cmd.exe from one argument to the next", "[client][command]")
{
    // After one literal quote the quoting state of cmd.exe is the opposite of the program's.
    CHECK(line_of(command("x", "5\"", "a&b")) == R"(x 5\" a&b)");
    CHECK(line_of(command("x", "5\"", "a & b")) == R"(x 5\" "a "&" b")");
    check_both_readers("x", {"5\"", "a & b", "", "c|d", "\"", "(e) f"});
}

TEST_CASE("known injections arrive as text", "[client][command][injection]")
{
    for (const char* text :
         {"& calc",
          "a&calc",
          "|calc",
          "> C:\\x",
          "<x",
          "^",
          "^&",
          "a^",
          "(x)",
          ")",
          "!PATH!",
          "\"&calc",
          "\"&calc&\"",
          "\" & calc & \"",
          "\\\"&calc",
          "\\\\\"&calc",
          "a\"b&c\"d|e",
          "'&calc'",
          "`calc`",
          "$(calc)",
          "trailing\\",
          "trailing blank\\",
          "\\\\",
          "\"",
          "\"\"",
          "\"\"\"",
          "\\\"",
          " ",
          "  ",
          "\t",
          "100%",
          "%",
          ";calc",
          "-x=\"a b\"",
          "\xC3\xA4 \xF0\x9F\x98\x80"}) {
        check_both_readers("x.exe", {text});
        check_both_readers("x.exe", {"\"", text, "a b", "c&d"});
    }
}

TEST_CASE("an argument that no quoting protects is refused with its position", "[client][command][injection]")
{
    CHECK(refused(command("x", "a", "%PATH%")).code() == client_errc::unquotable_argument);
    CHECK(
        refused(command("x", "a", "%PATH%")).details().client_text.find("at byte 5 of argument 2") != std::string::npos
    );
    CHECK(
        refused(command("x", "50%", "60%")).details().client_text.find("at byte 2 of argument 2") != std::string::npos
    );
    CHECK(refused(command("%x%")).details().client_text.find("of the program's name") != std::string::npos);
    CHECK(refused(command("x", "a\nb")).details().client_text == "a line end at byte 1 of argument 1");
    CHECK(refused(command("x", "a\r")).code() == client_errc::unquotable_argument);
    CHECK(refused(command("x", "a\0b"s)).details().client_text == "a control character at byte 1 of argument 1");
    CHECK(refused(command("x", "\x1A")).code() == client_errc::unquotable_argument);
    CHECK(refused(command("x", "\x1B[0m")).code() == client_errc::unquotable_argument);
    CHECK(
        refused(command("x", "\xC3")).details().client_text == "a byte that is not valid UTF-8 at byte 0 of argument 1"
    );
    CHECK(refused(command("a\"b")).details().client_text == "a quote at byte 1 of the program's name");
    CHECK(refused(command("")).code() == client_errc::invalid_argument);
    CHECK(refused(command("x", "canary %a%")).message().find("canary") == std::string::npos);
}

TEST_CASE("operators are refused if cmd may remove the outer quotes of the line", "[client][command][injection]")
{
    const std::string program = "C:\\Program Files\\a.exe";
    check_both_readers(program, {"b c", "(d)", "\"", "e!"});
    for (const char* text : {"a&b", "|", "<", ">", "^"}) {
        const wsman::failure why = refused(command(program, "x", text));
        CHECK(why.code() == client_errc::unquotable_argument);
        CHECK(why.details().client_text.find("of argument 2") != std::string::npos);
    }
    CHECK(refused(command("a&b")).code() == client_errc::unquotable_argument);
    CHECK(refused(command("C:\\R&D\\x y.exe")).code() == client_errc::unquotable_argument);
}

TEST_CASE("both readers read any arguments back unchanged", "[client][command][property]")
{
    std::mt19937 random(7);
    const std::string_view pieces[] = {"a", "b", " ", "\t", "\"", "\\", "\\\\", "&", "|",        "<",    ">",    "(",
                                       ")", "^", "!", "'",  "=",  ",",  ";",    "/", "\xC3\xA4", "\"\"", "\\\"", "--"};
    for (int round = 0; round < 20'000; ++round) {
        const bool plain = round % 2 == 0;
        strings arguments(random() % 5);
        for (std::string& argument : arguments)
            for (auto count = random() % 8; count > 0; --count) {
                const std::string_view piece = pieces[random() % std::size(pieces)];
                if (plain || std::string_view("&|<>^").find(piece) == std::string_view::npos) argument += piece;
            }
        check_both_readers(plain ? "x" : "C:\\Program Files (x86)\\y", arguments);
    }
}

TEST_CASE("the command line has the limit of cmd.exe, in UTF-16 units", "[client][command]")
{
    CHECK(command("x", std::string(8189, 'a')).request().has_value());
    const wsman::failure why = refused(command("x", std::string(8190, 'a')));
    CHECK(why.code() == client_errc::command_too_long);
    CHECK(why.details().client_text == "8192 characters, the limit is 8191");
    std::string emoji;
    for (int i = 0; i < 4094; ++i)
        emoji += "\xF0\x9F\x98\x80";
    CHECK(command("xx", emoji).request().has_value()); // 2 + 1 + 8188
    CHECK(refused(command("xx", emoji + "a")).code() == client_errc::command_too_long);
    CHECK(raw_command_line(std::string(8191, 'a')).request().has_value());
    CHECK(raw_command_line(std::string(8192, 'a')).request().error().code() == client_errc::command_too_long);
}

TEST_CASE("a raw command line is sent unchanged", "[client][command]")
{
    CHECK(line_of(*raw_command_line("dir %TEMP% & echo \"x").request()) == "dir %TEMP% & echo \"x");
    const auto request = raw_command_line("cmd.exe", "/c echo out && exit 1").request();
    CHECK(request->command == "cmd.exe");
    CHECK(request->arguments == strings{"/c echo out && exit 1"});
    CHECK(raw_command_line("").request().error().code() == client_errc::invalid_argument);
    CHECK(raw_command_line("dir\r\n").request().has_value());
}

TEST_CASE("a raw command line with several lines is refused with alternatives", "[client][command]")
{
    for (const char* lines : {"echo 1\necho 2", "echo 1\r\necho 2", "echo 1\recho 2", "\necho 2"}) {
        const auto refused_line = raw_command_line(lines).request();
        CAPTURE(lines);
        REQUIRE(refused_line.has_error());
        CHECK(refused_line.error().code() == client_errc::invalid_argument);
        CHECK(refused_line.error().hint().find("&&") != std::string::npos);
        CHECK(refused_line.error().hint().find("standard input") != std::string::npos);
    }
    CHECK(raw_command_line("cmd.exe", "/c echo 1\necho 2").request().has_error());
    CHECK(raw_command_line("cmd.exe\n", "/c echo 2").request().has_error());
}

TEST_CASE("the hint for an argument that no quoting protects names an alternative", "[client][command]")
{
    CHECK(refused(command("x", "%PATH%")).hint().find("run_powershell") != std::string::npos);
    CHECK(refused(command("x", "%PATH%")).hint().find("environment") == std::string::npos);
    CHECK(refused(command("x", "a\nb")).hint().find("&&") != std::string::npos);
    CHECK(refused(command("x", "\x1A")).hint().find("environment") == std::string::npos);
}

TEST_CASE("command and raw_command_line convert to the parameter type of run", "[client][command]")
{
    const auto run = [](const wsman::command_line& line) { return line_of(*line.request()); };
    CHECK(run(command("a", "b c")) == "a \"b c\"");
    CHECK(run(raw_command_line("a b&c")) == "a b&c");
    const std::string program = "p";
    const std::string_view view = "v";
    CHECK(run(command(program, view, "literal", strings{"x"}.front())) == "p v literal x");
    CHECK(run(command(program, strings{"x y"})) == "p \"x y\"");
}
