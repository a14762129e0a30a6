//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#include <support/catch.hpp>
#include <wsman/client/impl/powershell/clixml_stream.hpp>

#include <string>

using wsman::detail::clixml_stream;

namespace {

std::string all_of(const std::string& bytes, std::size_t step)
{
    clixml_stream stream;
    std::string text;
    for (std::size_t at = 0; at < bytes.size(); at += step)
        text += stream.add(std::string_view(bytes).substr(at, step));
    return text + stream.finish();
}

} // namespace

TEST_CASE("PowerShell's standard error gives the same text for every division into chunks", "[client][clixml]")
{
    const std::string document = "<Objs Version=\"1.1\"><S S=\"Error\">bad_x000A_</S><S S=\"progress\">x</S></Objs>";
    const std::string bytes = "# no header\n#< CLIXML\r\n" + document + "\r\nplain <b> #< CLIXM text\n" + document +
                              "<Objs/>\n#< CLIXML\n<Objs><S S=\"Warning\">look</S></Objs>rest";
    const std::string expected = "# no header\nbad\nplain <b> #< CLIXM text\nbad\nlookrest";
    for (std::size_t step = 1; step <= bytes.size(); ++step) {
        CAPTURE(step);
        CHECK(all_of(bytes, step) == expected);
    }
}

TEST_CASE("bytes without a CLIXML header stay unchanged", "[client][clixml]")
{
    const std::string bytes = "<Objs>\xFF\xE9 #<Objs> #";
    CHECK(all_of(bytes, 1) == bytes);
    CHECK(all_of(bytes, 3) == bytes);
}

TEST_CASE("a document is converted as soon as it is complete", "[client][clixml]")
{
    clixml_stream stream;
    CHECK(stream.add("#< CLIXML\n<Objs><S S=\"Error\">one</S>").empty());
    CHECK(stream.add("</Objs>") == "one");
    CHECK(stream.add("\n<Objs><S S=\"Error\">two</S></Objs>") == "two");
    CHECK(stream.finish().empty());
}

TEST_CASE("an endless document is buffered up to a limit", "[client][clixml]")
{
    clixml_stream stream(100);
    std::string text = stream.add("#< CLIXML\n<Objs><S S=\"Error\">one</S>");
    for (int i = 0; i < 40; ++i)
        text += stream.add("<S S=\"Error\">x</S>");
    CHECK(text.starts_with("one"));
}
