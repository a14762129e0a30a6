//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
// Measures the reader and the writer of xml/ on two kinds of answers: one large base64 text, and many small elements.
#include <wsman/core/encoding.hpp>
#include <wsman/xml/reader.hpp>
#include <wsman/xml/writer.hpp>

#include <chrono>
#include <cstdio>
#include <string>
#include <string_view>

namespace {

constexpr int rounds = 200;

std::string base64_answer()
{
    std::string xml = "<r xmlns='urn:r'><Stream Name='stdout'>";
    wsman::append_base64(xml, std::string(375'000, 'x'));
    return xml + "</Stream></r>";
}

std::string many_elements()
{
    std::string xml = "<r xmlns='urn:r'>";
    for (int i = 0; i < 10'000; ++i)
        xml += "<Item Name='n'>value</Item><e:Other xmlns:e='urn:e'/>";
    return xml + "</r>";
}

template <class Work>
void measure(std::string_view title, std::size_t bytes, Work work)
{
    const auto start = std::chrono::steady_clock::now();
    for (int i = 0; i < rounds; ++i)
        work();
    const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - start;
    std::printf("%-28s %7.0f MB/s\n", title.data(), static_cast<double>(bytes) * rounds / 1e6 / taken.count());
}

void measure_reader(std::string_view title, const std::string& xml)
{
    wsman::xml::document document;
    wsman::xml::limits limits;
    limits.nodes = 100'000;
    std::string buffer;
    measure(title, xml.size(), [&] {
        buffer = xml;
        if (!document.parse(buffer, limits)) std::puts("refused");
    });
}

} // namespace

int main()
{
    measure_reader("read, one base64 text", base64_answer());
    measure_reader("read, 20,000 elements", many_elements());
    const std::string text(400'000, 'x');
    std::string out;
    measure("write, one escaped text", text.size(), [&] {
        out.clear();
        wsman::xml::writer writer(out);
        writer.start("r").text(text).end();
        if (!writer.finish()) std::puts("refused");
    });
}
