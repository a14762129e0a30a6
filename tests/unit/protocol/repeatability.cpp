//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#include <support/catch.hpp>
#include <wsman/protocol/repeatability.hpp>

#include <fstream>
#include <map>
#include <sstream>
#include <string>

using namespace wsman;

namespace {

std::string said_in_readme(const operation_row& row)
{
    const std::map<operation_kind, std::string> remarks = {
        {operation_kind::delete_resource, " (a resource)"},
        {operation_kind::delete_shell, " (a shell)"},
        {operation_kind::terminate, " (terminate)"}
    };
    const std::map<repeatability, std::string> consequences = {
        {repeatability::repeatable, "sent again"},
        {repeatability::outcome_unknown, "`outcome_unknown`"},
        {repeatability::gap, "a gap is reported"}
    };
    std::string line = "| ";
    line += row.name;
    if (const auto found = remarks.find(row.kind); found != remarks.end()) line += found->second;
    return line + " | " + consequences.at(row.after_loss) + " | " + std::string(row.reason) + " |\n";
}

} // namespace

TEST_CASE("the chapter on the protocol contains the table of repeatability", "[protocol][repeatability]")
{
    std::ifstream file(WSMAN_TEST_DATA "/../include/wsman/protocol/README.md");
    std::stringstream text;
    text << file.rdbuf();
    std::string expected = "| operation | after a loss | because |\n|---|---|---|\n";
    for (const operation_row& row : operation_table)
        expected += said_in_readme(row);
    CHECK(text.str().find(expected) != std::string::npos);
}

TEST_CASE("the row of every operation is at its index", "[protocol][repeatability]")
{
    for (const operation_row& row : operation_table)
        CHECK(&row_of(row.kind) == &row);
    // Operations that must not run twice, and operations that a client must repeat.
    for (const operation_kind acts :
         {operation_kind::create,
          operation_kind::put,
          operation_kind::delete_resource,
          operation_kind::invoke,
          operation_kind::subscribe,
          operation_kind::command,
          operation_kind::send,
          operation_kind::signal})
        CHECK(row_of(acts).after_loss == repeatability::outcome_unknown);
    for (const operation_kind reads : {operation_kind::pull, operation_kind::receive})
        CHECK(row_of(reads).after_loss == repeatability::gap);
}
