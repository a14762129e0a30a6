//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#include <support/catch.hpp>
#include <wsman/client/clixml.hpp>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>

using wsman::parse_clixml;

namespace {

const std::string header = "#< CLIXML\r\n";
const std::string opening = "<Objs Version=\"1.1.0.1\" xmlns=\"http://schemas.microsoft.com/powershell/2004/04\">";
const std::string ending = "</Objs>";

std::string document(const std::string& items)
{
    return header + opening + items + ending;
}

/// A file of the recorded exchanges, or nothing if there is none.
std::string transcript(const char* name)
{
    const char* const given = std::getenv("WSMAN_TRANSCRIPTS");
    const std::filesystem::path folder = given ? given : WSMAN_TRANSCRIPTS_DEFAULT;
    std::ifstream in(folder / name, std::ios::binary);
    if (!in) {
        std::cout << "SKIPPED: no " << name << " in " << folder << "; set WSMAN_TRANSCRIPTS\n";
        return {};
    }
    return std::string(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
}

const std::string progress =
    "<Obj S=\"progress\" RefId=\"0\"><TN RefId=\"0\"><T>x</T></TN><MS><I64 N=\"SourceId\">1</I64>"
    "<PR N=\"Record\"><AV>Loading_x000A_</AV><AI>0</AI><Nil/><PI>-1</PI><PC>-1</PC>"
    "<T>Completed</T><SR>-1</SR><SD>half way</SD></PR></MS></Obj>";

} // namespace

TEST_CASE("standard error without CLIXML is plain text", "[client][clixml]")
{
    const auto streams = parse_clixml("it broke: <Objs> & \x81\r\n");
    CHECK(streams.plain == "it broke: <Objs> & \xEF\xBF\xBD\r\n");
    CHECK_FALSE(streams.clixml);
    CHECK(streams.complete);
    CHECK(parse_clixml("").plain.empty());
}

TEST_CASE("CLIXML is split into its streams", "[client][clixml]")
{
    const auto streams = parse_clixml(document(
        progress + "<S S=\"Error\">e1_x000D__x000A_</S><S S=\"warning\">w &lt;1&gt; &amp;</S><S S=\"verbose\">v</S>"
                   "<S S=\"debug\">d</S><S S=\"Error\">_xD83D__xDE00_ _x005F_x000D_</S><S S=\"information\">i</S>"
                   "<Obj S=\"information\" RefId=\"1\"><ToString>told</ToString><MS/></Obj><I32 S=\"Output\">5</I32>"
    ));
    CHECK(streams.clixml);
    CHECK(streams.complete);
    CHECK(streams.error == "e1\r\n\xF0\x9F\x98\x80 _x000D_");
    CHECK(streams.warning == "w <1> &");
    CHECK(streams.verbose == "v");
    CHECK(streams.debug == "d");
    CHECK(streams.information == "itold\n");
    CHECK(streams.progress == "Loading\n: half way\n");
    CHECK(streams.output == "5");
    CHECK(streams.plain.empty());
}

TEST_CASE("success with progress has no error text", "[client][clixml]")
{
    const auto streams = parse_clixml(document(progress));
    CHECK(streams.error_text().empty());
    CHECK_FALSE(streams.progress.empty());
    CHECK(parse_clixml(header + "<Objs/>").complete);
    CHECK(parse_clixml(header + "<Objs/>").error_text().empty());
}

TEST_CASE("CLIXML may be mixed with plain text and come in several documents", "[client][clixml]")
{
    const auto streams = parse_clixml(
        "before\n" + document("<S S=\"Error\">a</S>") + "\r\nbetween & <b>\n" + opening + "<S S=\"Error\">b</S>" +
        ending + "\n" + document("<S S=\"Error\">c</S>") + "after"
    );
    CHECK(streams.error == "abc");
    CHECK(streams.plain == "before\nbetween & <b>\nafter");
    CHECK(streams.complete);
    CHECK(parse_clixml(header + "native\r\n" + opening + "<S S=\"Error\">x</S>" + ending).plain == "native\r\n");
    CHECK(parse_clixml(document("<S S=\"Error\">x</S>native<S S=\"Error\">y</S>")).plain == "native");
}

TEST_CASE("plain text inside a document that breaks its XML does not hide the errors", "[client][clixml]")
{
    const auto streams = parse_clixml(document(
        "<S S=\"Error\">x &lt;</S>a < b && c\n" + progress +
        "<S S=\"Error\">y_x000A_</S><S S=\"Error\"/><S S=\"verbose\">z</S>"
    ));
    CHECK(streams.error == "x <y\n");
    CHECK(streams.verbose == "z");
    CHECK(streams.progress == "Loading\n: half way\n");
    CHECK(streams.plain == "a < b && c\n");
    CHECK_FALSE(streams.complete);
}

TEST_CASE("the readable part of a truncated document is kept, wherever it ends", "[client][clixml]")
{
    const std::string whole =
        document("<S S=\"Error\">first_x000D__x000A_</S>" + progress + "<S S=\"Error\">second</S>");
    for (std::size_t size = 0; size < whole.size(); ++size) {
        const auto streams = parse_clixml(whole.substr(0, size));
        CHECK(streams.complete == (size < header.size() - 2));
        if (size > whole.find("</S>")) CHECK(streams.error.starts_with("first\r\n"));
    }
    CHECK(parse_clixml(whole.substr(0, whole.find("cond</S>"))).error == "first\r\nse");
    CHECK(parse_clixml(header).clixml);
    CHECK_FALSE(parse_clixml(header).complete);
}

TEST_CASE("bytes of a national code page replace single characters, not the message", "[client][clixml]")
{
    const auto streams = parse_clixml(document("<S S=\"Error\">ge\x94"
                                               "ffnet</S><S S=\"Warning\">\x01</S>"));
    CHECK(
        streams.error == "ge\xEF\xBF\xBD"
                         "ffnet"
    );
    CHECK(streams.warning == "\xEF\xBF\xBD");
    CHECK_FALSE(streams.complete);
}

TEST_CASE("many documents and stray headers are read in linear time", "[client][clixml]")
{
    std::string many = header;
    for (int i = 0; i < 20'000; ++i)
        many += "<Objs><S S=\"Error\">x</S></Objs>";
    CHECK(parse_clixml(many).error == std::string(20'000, 'x'));
    std::string headers;
    for (int i = 0; i < 20'000; ++i)
        headers += "#< CLIXML\n";
    CHECK_FALSE(parse_clixml(headers).complete);
    std::string nested = header + "<Objs>";
    for (int i = 0; i < 20'000; ++i)
        nested += "<Obj S=\"Error\">";
    CHECK_FALSE(parse_clixml(nested).complete);
}

TEST_CASE("recorded output of PowerShell is read", "[client][clixml][transcripts]")
{
    const std::string with = transcript("clixml_with_error.xml");
    const std::string without = transcript("clixml_without_error.xml");
    if (with.empty() || without.empty()) return;
    const auto failed = parse_clixml(with);
    CHECK(failed.complete);
    CHECK(failed.plain.empty());
    CHECK(failed.error.starts_with("fake : The term 'fake' is not recognized"));
    CHECK(failed.error.find("    + FullyQualifiedErrorId : CommandNotFoundException\r\n") != std::string::npos);
    CHECK(failed.error.find("_x00") == std::string::npos);
    CHECK(failed.progress == "Preparing modules for first use.\nPreparing modules for first use.\n");
    const auto succeeded = parse_clixml(without);
    CHECK(succeeded.complete);
    CHECK(succeeded.error_text().empty());
    CHECK(succeeded.progress == failed.progress);
}
