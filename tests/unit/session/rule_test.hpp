//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <support/catch.hpp>
#include <wsman/session/session_draft.hpp>

#include <string>
#include <string_view>
#include <utility>

namespace rule_test {

using namespace wsman;
using enum session_flag;

inline const user_password account("user", secret("password"));
inline const client_certificate certificate("client.pem", "client.key");

inline client_policy clear_text_allowed()
{
    client_policy policy;
    policy.allow_unencrypted = true;
    return policy;
}

inline client_policy trusting(const char* list)
{
    client_policy policy;
    policy.trusted_hosts = trusted_hosts::parse(list).value();
    return policy;
}

inline client_policy workgroup(client_policy policy = {})
{
    policy.domain_joined = false;
    return policy;
}

/// Checks that the outcome, a result of any type, is a failure with the id, the code and the operation.
template <class T>
void breaks(const result<T>& outcome, const char* id, std::uint32_t code)
{
    CAPTURE(id, code);
    REQUIRE(outcome.has_error());
    CHECK(outcome.error().details().rule == id);
    CHECK(static_cast<std::uint32_t>(outcome.error().code().value()) == code);
    CHECK(outcome.error().code().category() == windows_category());
    CHECK(outcome.error().details().operation == "session");
}

inline result<session>
make(std::string_view connection, session_flags flags, credentials supplied = {}, client_policy policy = {})
{
    session_draft draft;
    if (auto done = draft.set_flags(flags); !done) return done.error();
    if (auto done = draft.set_credentials(std::move(supplied)); !done) return done.error();
    if (auto done = draft.set_connection(std::string(connection)); !done) return done.error();
    if (auto done = draft.set_policy(std::move(policy)); !done) return done.error();
    return draft.build();
}

} // namespace rule_test
