//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#include <support/catch.hpp>
#include <wsman/core/error.hpp>

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <sstream>
#include <string>
#include <string_view>

// The tables of codes in core/README.md are generated from the lists in core/detail/. A test fails if they differ;
//   WSMAN_UPDATE_README=1 build/dev/tests/unit-core "[chapter]"
// writes them again.

using namespace wsman;

namespace {

const std::string chapter_path = WSMAN_TEST_DATA "/../include/wsman/core/README.md";
constexpr std::string_view begin_mark = "<!-- codes: written by tests/unit/core/error_chapter.cpp -->\n";
constexpr std::string_view end_mark = "<!-- end of codes -->\n";

struct named_condition {
    condition value;
    std::string_view name;
};
constexpr named_condition conditions[] = {
#define WSMAN_X(name) {condition::name, #name}
    WSMAN_X(timeout),
    WSMAN_X(access_denied),
    WSMAN_X(invalid_credentials),
    WSMAN_X(account_restricted),
    WSMAN_X(insufficient_rights),
    WSMAN_X(proxy_denied),
    WSMAN_X(quota),
    WSMAN_X(shell_gone),
    WSMAN_X(retryable),
    WSMAN_X(untrusted_peer),
    WSMAN_X(outcome_unknown),
    WSMAN_X(unreachable),
    WSMAN_X(connection_lost),
#undef WSMAN_X
};

std::string text_of(const std::string& path)
{
    std::ifstream file(path, std::ios::binary);
    REQUIRE(file.good());
    return std::string(std::istreambuf_iterator<char>(file), {});
}

std::string hexadecimal(std::uint32_t value)
{
    char text[16];
    std::snprintf(text, sizeof text, value > 0xFFFF ? "0x%08X" : "0x%X", static_cast<unsigned>(value));
    return text;
}

std::string conditions_of(const error_code& code)
{
    std::string names;
    for (const named_condition& one : conditions)
        if (code == one.value) names.append(names.empty() ? "`" : ", `").append(one.name).append("`");
    return names;
}

/// The part of the chapter for one category.
class section {
public:
    section(std::ostream& out, const boost::system::error_category& category, const char* enumeration, bool own_codes)
        : out_(out), own_codes_(own_codes)
    {
        out << "\n#### `" << category.name() << "`: `" << enumeration << "`\n\n";
        if (own_codes)
            out << "| Enumerator | Value | Means | Conditions | On Windows |\n|---|---|---|---|---|\n";
        else
            out << "| Enumerator | Value | Windows name | Means | Conditions |\n|---|---|---|---|---|\n";
    }

    void row(std::string_view enumerator, const error_code& code)
    {
        const auto value = static_cast<std::uint32_t>(code.value());
        out_ << "| `" << enumerator << "` | " << (own_codes_ ? std::to_string(value) : hexadecimal(value)) << " | ";
        if (!own_codes_) out_ << "`" << error_name(code) << "` | ";
        out_ << code.message() << " | " << conditions_of(code) << " |";
        if (own_codes_) {
            const auto windows = windows_equivalent(code);
            out_ << (windows ? " `" + std::string(error_name(*windows)) + "` |" : std::string(" |"));
        }
        out_ << '\n';
    }

private:
    std::ostream& out_;
    bool own_codes_;
};

std::string codes()
{
    std::ostringstream out;
#define WSMAN_ROW(enumerator, ...) part.row(#enumerator, enumeration::enumerator);
#define WSMAN_PART(domain, LIST, own)                                                                                  \
    {                                                                                                                  \
        using enumeration = domain##_errc;                                                                             \
        section part(out, domain##_category(), #domain "_errc", own);                                                  \
        LIST(WSMAN_ROW)                                                                                                \
    }
    WSMAN_PART(session, WSMAN_SESSION_ERRORS, true)
    WSMAN_PART(xml, WSMAN_XML_ERRORS, true)
    WSMAN_PART(protocol, WSMAN_PROTOCOL_ERRORS, true)
    WSMAN_PART(security, WSMAN_SECURITY_ERRORS, true)
    WSMAN_PART(transport, WSMAN_TRANSPORT_ERRORS, true)
    WSMAN_PART(client, WSMAN_CLIENT_ERRORS, true)
    WSMAN_PART(windows, WSMAN_WINDOWS_ERRORS, false)
#undef WSMAN_PART
#undef WSMAN_ROW
    out << '\n';
    return out.str();
}

} // namespace

TEST_CASE("the chapter on errors lists every code with its conditions", "[core][error][chapter]")
{
    std::string chapter = text_of(chapter_path);
    const std::size_t begin = chapter.find(begin_mark);
    const std::size_t end = chapter.find(end_mark);
    REQUIRE(begin != std::string::npos);
    REQUIRE(end != std::string::npos);
    REQUIRE(begin < end);
    const std::size_t first = begin + begin_mark.size();
    const std::string wanted = codes();
    if (std::getenv("WSMAN_UPDATE_README")) {
        chapter.replace(first, end - first, wanted);
        std::ofstream(chapter_path, std::ios::binary) << chapter;
        chapter = text_of(chapter_path);
    }
    INFO("write it again: WSMAN_UPDATE_README=1 unit-core \"[chapter]\"");
    // A single comparison would print both texts completely.
    std::istringstream old_lines(chapter.substr(first, chapter.find(end_mark) - first));
    std::istringstream new_lines(wanted);
    std::string is;
    for (std::string should; std::getline(new_lines, should);) {
        is.clear();
        std::getline(old_lines, is);
        REQUIRE(is == should);
    }
    CHECK(!std::getline(old_lines, is));
}

TEST_CASE("the chapter on errors describes every condition and every category", "[core][error][chapter]")
{
    const std::string chapter = text_of(chapter_path);
    for (const named_condition& one : conditions) {
        CAPTURE(one.name);
        CHECK(chapter.find("| `" + std::string(one.name) + "` | ") != std::string::npos);
        CHECK(make_error_condition(one.value).message() != "unknown condition");
    }
    for (const auto* category :
         {&windows_category(),
          &session_category(),
          &xml_category(),
          &protocol_category(),
          &security_category(),
          &transport_category(),
          &client_category()}) {
        CAPTURE(category->name());
        CHECK(chapter.find("| `" + std::string(category->name()) + "` | `") != std::string::npos);
    }
    // The table above must contain every condition that a list uses, else the chapter would omit it.
    unsigned used = 0;
    unsigned known = 0;
#define WSMAN_ROW(name, value, mask, ...) used |= static_cast<unsigned>(mask);
    WSMAN_SESSION_ERRORS(WSMAN_ROW)
    WSMAN_XML_ERRORS(WSMAN_ROW)
    WSMAN_PROTOCOL_ERRORS(WSMAN_ROW)
    WSMAN_SECURITY_ERRORS(WSMAN_ROW)
    WSMAN_TRANSPORT_ERRORS(WSMAN_ROW)
    WSMAN_CLIENT_ERRORS(WSMAN_ROW)
    WSMAN_WINDOWS_ERRORS(WSMAN_ROW)
#undef WSMAN_ROW
    for (const named_condition& one : conditions)
        known |= static_cast<unsigned>(one.value);
    CHECK(used == known);
}
