//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#include <support/catch.hpp>
#include <wsman/core/encoding.hpp>
#include <wsman/security/impl/der.hpp>

#include <limits>
#include <string>
#include <vector>

using namespace wsman;
using namespace wsman::detail;

namespace {

std::string bytes(std::string_view hex)
{
    return parse_hex(hex).value();
}

std::string hex(std::string_view octets)
{
    std::string text;
    append_hex(text, octets);
    return text;
}

template <class Write>
std::string written(Write write)
{
    std::string out;
    der_writer to(out);
    write(to);
    return hex(out);
}

} // namespace

TEST_CASE("DER integers are encoded in the fewest octets and parsed back", "[security][der]")
{
    // X.690, 8.3, and the limits of each size.
    const std::vector<std::pair<std::int64_t, std::string>> numbers{
        {0, "020100"},
        {127, "02017f"},
        {128, "02020080"},
        {256, "02020100"},
        {-1, "0201ff"},
        {-128, "020180"},
        {-129, "0202ff7f"},
        {0x7FFFFFFF, "02047fffffff"},
        {0xC000006D, "020500c000006d"},
        {-1073741715, "0204c000006d"},
        {(std::numeric_limits<std::int64_t>::max)(), "02087fffffffffffffff"},
        {(std::numeric_limits<std::int64_t>::min)(), "02088000000000000000"},
    };
    for (const auto& [number, encoded] : numbers) {
        INFO(encoded);
        CHECK(written([n = number](der_writer& to) { to.integer(n); }) == encoded);
        const std::string text = bytes(encoded);
        der_reader in(text);
        CHECK(in.integer() == number);
        CHECK(in.at_end());
    }
    CHECK(written([](der_writer& to) { to.enumerated(3); }) == "0a0103");
}

TEST_CASE("DER lengths take one to five octets", "[security][der]")
{
    for (const auto& [size, header] : std::vector<std::pair<std::size_t, std::string>>{
             {0, "0400"}, {127, "047f"}, {128, "048180"}, {255, "0481ff"}, {256, "04820100"}, {70000, "0483011170"}
         }) {
        const std::string content(size, 'x');
        std::string out;
        der_writer(out).octet_string(content);
        CHECK(hex(out).substr(0, header.size()) == header);
        CHECK(out.size() == header.size() / 2 + size);
        der_reader in(out);
        CHECK(in.octet_string() == content);
        CHECK(in.at_end());
    }
}

TEST_CASE("DER values nest", "[security][der]")
{
    std::string out = "before";
    der_writer to(out);
    to.sequence([&] {
        to.context(0, [&] { to.integer(6); });
        to.context(1, [&] { to.sequence([&] { to.octet_string(std::string(130, 'n')); }); });
        to.nested(der_tag::application(0), [&] { to.object_identifier(bytes("2b0601050502")); });
        to.bit_string("\x06");
        to.raw(bytes("0a0101"));
    });
    REQUIRE(out.substr(0, 6) == "before");

    der_reader all(std::string_view(out).substr(6));
    std::optional<der_reader> in = all.sequence();
    REQUIRE(in);
    CHECK(all.at_end());
    CHECK(in->context(0)->integer() == 6);
    CHECK(in->context(1)->sequence()->octet_string() == std::string(130, 'n'));
    CHECK(in->inside(der_tag::application(0))->object_identifier() == bytes("2b0601050502"));
    CHECK(in->bit_string() == "\x06");
    CHECK(in->rest().size() == 3);
    CHECK(in->enumerated() == 1);
    CHECK(in->at_end());
}

TEST_CASE("a DER reader keeps its position when the next value has another type", "[security][der]")
{
    const std::string text = bytes("020105");
    der_reader in(text);
    CHECK_FALSE(in.octet_string());
    CHECK_FALSE(in.context(0));
    CHECK_FALSE(in.sequence());
    CHECK(in.integer() == 5);
    CHECK_FALSE(in.skip());
    CHECK_FALSE(in.integer());
}

TEST_CASE("truncated, indefinite and oversized DER is refused", "[security][der]")
{
    for (const char* text : {
             "",
             "30",               // no length
             "3080",             // indefinite
             "3080020100",       // indefinite
             "0401",             // no content
             "040241",           // half the content
             "0481",             // no length octet
             "0482ff",           // half the length
             "0485000000000141", // five length octets
             "0484ffffffff41",   // more than the remaining bytes
             "04ff",             // reserved length
             "1f2001ff",         // a tag of several octets
         }) {
        INFO(text);
        const std::string encoded = bytes(text);
        der_reader in(encoded);
        CHECK_FALSE(in.skip());
        CHECK_FALSE(in.octet_string());
        CHECK_FALSE(in.sequence());
        CHECK(in.rest() == encoded);
    }
}

TEST_CASE("invalid DER integers and bit strings are refused", "[security][der]")
{
    for (const char* text : {"0200", "0209000000000000000001", "0300", "030108", "03020841", "030101"}) {
        INFO(text);
        const std::string encoded = bytes(text);
        der_reader in(encoded);
        CHECK_FALSE(in.integer());
        CHECK_FALSE(in.bit_string());
        CHECK(in.rest() == encoded);
        CHECK(in.skip());
    }
    const std::string empty = bytes("030100");
    CHECK(der_reader(empty).bit_string() == "");
    const std::string flags = bytes("030206c0");
    CHECK(der_reader(flags).bit_string() == "\xC0");
}

TEST_CASE("DER lengths with unnecessary octets are accepted", "[security][der]")
{
    for (const char* text :
         {"04810141",
          "0482000141",
          "048400000001"
          "41"}) {
        const std::string encoded = bytes(text);
        der_reader in(encoded);
        CHECK(in.octet_string() == "A");
        CHECK(in.at_end());
    }
}

TEST_CASE(
    "every truncation and every flipped bit of a DER text is parsed without undefined behaviour", "[security][der]"
)
{
    std::string text;
    der_writer to(text);
    to.sequence([&] {
        to.context(0, [&] { to.integer(6); });
        to.context(1, [&] { to.sequence([&] { to.octet_string(std::string(200, 'n')); }); });
        to.bit_string("bits");
    });
    const auto read_all = [](std::string_view encoded) {
        der_reader in(encoded);
        if (std::optional<der_reader> inner = in.sequence())
            while (inner->integer() || inner->bit_string() || inner->context(1) || inner->skip()) {
            }
        return in.at_end();
    };
    CHECK(read_all(text));
    for (std::size_t size = 0; size != text.size(); ++size)
        CHECK((size == 0) == read_all(std::string(text, 0, size)));
    for (std::size_t bit = 0; bit != 8 * text.size(); ++bit) {
        std::string changed = text;
        changed[bit / 8] = static_cast<char>(changed[bit / 8] ^ (1 << bit % 8));
        static_cast<void>(read_all(changed));
    }
}
