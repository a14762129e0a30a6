//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#include <support/catch.hpp>
#include <wsman/session/credentials.hpp>

#include <stdexcept>
#include <string>

using namespace wsman;

TEST_CASE("R37: a user name has the form user, DOMAIN\\user or user@realm", "[session][credentials]")
{
    struct form {
        const char* text;
        user_name::form written_as;
        const char* user;
        const char* domain;
        bool local;
    };
    using enum user_name::form;
    const form forms[] = {
        {"svc", bare, "svc", "", false},
        {"CORP\\svc", down_level, "svc", "CORP", false},
        {"build01\\admin", down_level, "admin", "build01", false},
        {".\\admin", down_level, "admin", ".", true},
        {"svc@corp.example", principal, "svc", "corp.example", false},
        {"first@last@corp.example", principal, "first@last", "corp.example", false},
        {"CORP\\svc@elsewhere", down_level, "svc@elsewhere", "CORP", false},
        {"J\xC3\xB6rg", bare, "J\xC3\xB6rg", "", false},
    };
    for (const form& one : forms) {
        CAPTURE(one.text);
        const user_name name(one.text);
        CHECK(name.text() == one.text);
        CHECK(name.written_as() == one.written_as);
        CHECK(name.user() == one.user);
        CHECK(name.domain() == one.domain);
        CHECK(name.is_local_account() == one.local);
        CHECK(name.check().has_value());
    }
}

TEST_CASE("R37: a user name with an empty part or a control character is refused", "[session][credentials]")
{
    for (const std::string& text :
         {std::string(),
          std::string("CORP\\"),
          std::string("\\svc"),
          std::string("svc@"),
          std::string("@corp.example"),
          std::string("svc\r\nX: 1"),
          std::string("a\0b", 3)}) {
        CAPTURE(text);
        const auto good = user_name(text).check();
        REQUIRE(good.has_error());
        CHECK(good.error().details().rule == "R37");
        CHECK(good.error().code() == session_errc::invalid_text);
    }
}

TEST_CASE("credentials report their kind", "[session][credentials]")
{
    CHECK(credentials().kind() == credential_kind::implicit);
    CHECK(credentials(user_password("svc", secret("x"))).kind() == credential_kind::account);
    CHECK(credentials(client_certificate("c.pem", "k.pem")).kind() == credential_kind::certificate);
    const credentials late([]() -> result<user_password> { return user_password("svc", secret("x")); });
    CHECK(late.kind() == credential_kind::account);
    CHECK(late.is_callback());
    CHECK(late.account() == nullptr);
    const credentials tickets(ticket_source::cache("FILE:/run/agent/tickets"));
    CHECK(tickets.kind() == credential_kind::implicit);
    CHECK(tickets.tickets()->cache_name() == "FILE:/run/agent/tickets");
    CHECK(tickets.account() == nullptr);
    CHECK(tickets.resolve().error().details().rule == "F9");
}

TEST_CASE("a ticket source is a cache, or a keytab with a principal", "[session][credentials]")
{
    CHECK(ticket_source::cache("KEYRING:session:x").check());
    CHECK(ticket_source::keytab("agent@CORP.EXAMPLE", "/etc/agent.keytab").check());
    CHECK(ticket_source::cache("").empty());
    for (const ticket_source& wrong :
         {ticket_source::keytab("agent@CORP.EXAMPLE", ""),
          ticket_source::keytab("", "/etc/agent.keytab"),
          ticket_source::cache(std::string("FILE:/a\0b", 9)),
          ticket_source::keytab("agent\n@CORP.EXAMPLE", "/etc/agent.keytab")}) {
        const auto checked = wrong.check();
        REQUIRE(checked.has_error());
        CHECK(checked.error().code() == session_errc::invalid_text);
    }
}

TEST_CASE("each resolve calls the callback again", "[session][credentials]")
{
    int asked = 0;
    const credentials late([&]() -> result<user_password> {
        ++asked;
        return user_password("svc", secret("rotated" + std::to_string(asked)));
    });
    CHECK(asked == 0);
    CHECK(late.resolve().value().password().reveal() == "rotated1");
    CHECK(late.resolve().value().password().reveal() == "rotated2");
}

TEST_CASE("resolve returns the failure of a callback, but not the text of its exception", "[session][credentials]")
{
    const credentials failing([]() -> result<user_password> {
        return failure(session_errc::secret_unreadable, "vault");
    });
    CHECK(failing.resolve().error().details().client_text == "vault");
    const credentials throwing([]() -> result<user_password> { throw std::runtime_error("hunter2"); });
    const auto outcome = throwing.resolve();
    REQUIRE(outcome.has_error());
    CHECK(outcome.error().code() == session_errc::secret_unreadable);
    CHECK(outcome.error().message().find("hunter2") == std::string::npos);
}

TEST_CASE("F8 and F9: an incomplete or missing account is refused", "[session][credentials]")
{
    CHECK(credentials().resolve().error().details().rule == "F9");
    CHECK(credentials(client_certificate("c", "k")).resolve().error().details().rule == "F9");
    CHECK(credentials(user_password("svc", secret())).resolve().error().details().rule == "F8");
    CHECK(credentials(user_password("", secret("x"))).resolve().error().details().rule == "F8");
    CHECK(credentials(credentials::callback()).resolve().error().details().rule == "F9");
    CHECK(credentials(user_password("svc", secret("x"))).resolve().has_value());
}

TEST_CASE("an unreadable password throws in the constructor of the account", "[session][credentials]")
{
    try {
        (void)user_password("svc", secret_from_file("/nonexistent"));
        FAIL("no exception");
    }
    catch (const exception& thrown) {
        CHECK(thrown.code() == session_errc::secret_unreadable);
        CHECK(std::string_view(thrown.location().file_name()) == __FILE__);
    }
}
