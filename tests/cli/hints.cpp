//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
// Advice of the command line names its options, and no member of the library.
#include <support/catch.hpp>
#include <wsman/core/detail/windows_error_list.hpp>
#include <wsman/session/detail/rule_list.hpp>

#include <regex>

#include "../../examples/cli/exit_codes.hpp"
#include "../../examples/cli/option_words.hpp"

namespace {

#define WSMAN_LAST_OF_SIX(name, value, conditions, windows, cause, cure) cure,
#define WSMAN_LAST_OF_FOUR(name, id, code, sentence) sentence,
constexpr const char* texts[] = {WSMAN_SESSION_ERRORS(WSMAN_LAST_OF_SIX) WSMAN_XML_ERRORS(WSMAN_LAST_OF_SIX
) WSMAN_PROTOCOL_ERRORS(WSMAN_LAST_OF_SIX) WSMAN_SECURITY_ERRORS(WSMAN_LAST_OF_SIX)
                                     WSMAN_TRANSPORT_ERRORS(WSMAN_LAST_OF_SIX) WSMAN_CLIENT_ERRORS(WSMAN_LAST_OF_SIX)
                                         WSMAN_WINDOWS_ERRORS(WSMAN_LAST_OF_SIX) WSMAN_RULES(WSMAN_LAST_OF_FOUR)};

/// Returns: the first word of the library that a person cannot type; empty where there is none.
std::string word_of_the_library(const std::string& text)
{
    static const std::regex member(R"(\b([a-z][a-z0-9]*(_[a-z0-9]+)+\b(?! in --config)|[a-z_]+::[a-z_]+))");
    std::smatch found;
    return std::regex_search(text, found, member) ? found.str() : std::string();
}

} // namespace

TEST_CASE("no advice names a member of the library", "[cli][hints]")
{
    for (const char* text : texts) {
        const std::string shown = cli::in_option_words(text);
        CAPTURE(text, shown);
        CHECK(word_of_the_library(shown).empty());
    }
}

TEST_CASE("advice that names options already stays as it is", "[cli][hints]")
{
    CHECK(cli::in_option_words("give --ca-file, or --pin-sha256") == "give --ca-file, or --pin-sha256");
    CHECK(
        cli::in_option_words("raise operation_timeout, or give the command a timeout") ==
        "raise --operation-timeout, or give --timeout"
    );
    CHECK(cli::in_option_words("(transport_options::observe_envelopes, wsman-cli --trace)") == "(--trace)");
}

TEST_CASE("names of files stay as they are", "[cli][hints]")
{
    CHECK(
        cli::in_option_words("trusted_hosts:3: /etc/ca_file/use_ssl: give ca_file") ==
        "trusted_hosts:3: /etc/ca_file/use_ssl: give --ca-file"
    );
}

TEST_CASE("an exit code beyond 2^31 is also printed in hexadecimal", "[cli]")
{
    CHECK(cli::exit_code_text(-1073741819) == "-1073741819 (0xC0000005)");
    CHECK(cli::exit_code_text(-1) == "-1 (0xFFFFFFFF)");
    CHECK(cli::exit_code_text(1000) == "1000");
}
