//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
// The input is the standard error of a command. Splitting it into streams always succeeds and returns valid UTF-8,
// strings convert to CLIXML and back, and the result of the text decoder does not depend on the pieces of its input.
#include <wsman/client/clixml.hpp>
#include <wsman/client/output_text.hpp>
#include <wsman/core/utf8.hpp>
#include <wsman/protocol/clixml_text.hpp>

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>

namespace {

void require(bool holds, const char* message)
{
    if (holds) return;
    std::fprintf(stderr, "%s\n", message);
    std::abort();
}

void check_streams(const std::string& bytes)
{
    const wsman::powershell_streams streams = wsman::parse_clixml(bytes);
    for (const std::string* text :
         {&streams.error,
          &streams.warning,
          &streams.verbose,
          &streams.debug,
          &streams.information,
          &streams.progress,
          &streams.output,
          &streams.plain})
        require(!wsman::find_invalid_utf8(*text), "a stream is not UTF-8");
    require(streams.clixml || streams.complete, "incomplete without CLIXML");
    if (!streams.clixml) require(streams.plain == wsman::output_bytes(bytes).text(), "plain text was changed");
}

void check_strings(const std::string& bytes)
{
    const std::string text = wsman::output_bytes(bytes).text();
    std::string escaped;
    wsman::append_clixml_escaped(escaped, text);
    std::string back;
    wsman::append_clixml_unescaped(back, escaped);
    require(back == text, "a string does not convert to CLIXML and back");
}

void check_decoder(const std::string& bytes, wsman::text_encoding encoding)
{
    wsman::text_decoder decoder(encoding);
    std::string text;
    for (const char byte : bytes)
        decoder.decode(std::string_view(&byte, 1), text);
    decoder.finish(text);
    const wsman::decoded_text whole = wsman::output_bytes(bytes).decode(encoding);
    require(text == whole.text && decoder.replacements() == whole.replacements, "the text depends on the pieces");
    require(!wsman::find_invalid_utf8(text), "decoded text is not UTF-8");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string bytes(reinterpret_cast<const char*>(data), size);
    check_streams(bytes);
    check_streams("#< CLIXML\n" + bytes);
    check_streams("#< CLIXML\n<Objs>" + bytes + "</Objs>");
    check_strings(bytes);
    for (const auto encoding :
         {wsman::text_encoding::utf8,
          wsman::text_encoding::utf16le,
          wsman::text_encoding::latin1,
          wsman::text_encoding::cp437})
        check_decoder(bytes, encoding);
    return 0;
}
