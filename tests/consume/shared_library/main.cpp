//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#include <cstdio>
#include <iterator>

#include "carrier.hpp"

namespace {

int failures = 0;

void check(bool good, const char* what)
{
    if (good) return;
    std::printf("FAILED: %s\n", what);
    ++failures;
}
#define CHECK(condition) check(condition, #condition)

void throws()
{
    throw wsman::exception(wsman::failure(wsman::client_errc::closed, "in the program"));
}

void codes_are_the_same()
{
    const std::vector<wsman::error_code> theirs = carrier::codes();
    // If both sides shared one copy, the following checks would prove nothing.
    CHECK(&theirs[0].category() != &wsman::windows_category());

    const wsman::error_code ours[] = {
        wsman::windows_errc::operation_timedout,
        wsman::session_errc::json_syntax,
        wsman::xml_errc::syntax,
        wsman::protocol_errc::not_soap,
        wsman::security_errc::password_refused,
        wsman::transport_errc::read_timeout,
        wsman::client_errc::deadline_exceeded,
    };
    CHECK(theirs.size() == std::size(ours));
    for (std::size_t i = 0; i != std::size(ours) && i != theirs.size(); ++i) {
        std::printf("%s\n", std::string(wsman::error_name(ours[i])).c_str());
        CHECK(theirs[i] == ours[i]);
        CHECK(hash_value(theirs[i]) == hash_value(ours[i]));
        CHECK(!wsman::error_name(theirs[i]).empty());
        CHECK(wsman::error_name(theirs[i]) == wsman::error_name(ours[i]));
        CHECK(wsman::error_cure(theirs[i]) == wsman::error_cure(ours[i]));
        CHECK(wsman::windows_equivalent(theirs[i]) == wsman::windows_equivalent(ours[i]));
        CHECK(carrier::name_of(ours[i]) == wsman::error_name(ours[i]));
        for (std::size_t k = 0; k != std::size(ours); ++k)
            CHECK((theirs[i] == ours[k]) == (i == k));
    }
    CHECK(theirs[0] == wsman::windows_errc::operation_timedout);
}

void conditions_are_the_same()
{
    for (const wsman::error_code& code : carrier::codes()) {
        const bool timed_out = code.category() == wsman::windows_category() ||
                               code.category() == wsman::transport_category() ||
                               code.category() == wsman::client_category();
        CHECK((code == wsman::condition::timeout) == timed_out);
        CHECK((code == carrier::timeout()) == timed_out);
        CHECK(carrier::is_timeout(code) == timed_out);
        CHECK(code != wsman::condition::quota);
    }
    const wsman::error_code ours = wsman::transport_errc::connect_timeout;
    CHECK(ours == carrier::timeout());
    CHECK(carrier::is_timeout(ours));
    CHECK(carrier::timeout() == wsman::make_error_condition(wsman::condition::timeout));
}

void failures_and_exceptions_cross()
{
    const wsman::result<int> outcome = carrier::refused();
    CHECK(outcome.has_error());
    CHECK(outcome.error().code() == wsman::windows_errc::access_denied);
    CHECK(outcome.error().code() == wsman::condition::access_denied);
    CHECK(!outcome.error().hint().empty());
    CHECK(outcome.error().details().client_text == "in the shared library");

    bool caught = false;
    try {
        carrier::throws();
    }
    catch (const wsman::exception& e) {
        caught = e.code() == wsman::windows_errc::access_denied;
    }
    catch (...) {
    }
    CHECK(caught);
    CHECK(carrier::catches(&throws) == "in the program");
    // Required if the runtime compares types by address (libc++).
    CHECK(&carrier::type_of_exception() == &typeid(wsman::exception));
}

} // namespace

int main()
{
    codes_are_the_same();
    conditions_are_the_same();
    failures_and_exceptions_cross();
    return failures == 0 ? 0 : 1;
}
