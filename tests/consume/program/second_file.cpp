//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#include <wsman/fwd.hpp>

#if defined(CONSUMER_SESSIONS_ONLY)
#include <wsman/session/session_draft.hpp>
#else
#include <wsman.hpp>
#endif

#include <string>

/// The same session as in main.cpp, created at run time.
std::string explanation_from_second_file()
{
    using enum wsman::session_flag;
    const auto session = wsman::create_session(
        "https://build01.corp.example",
        use_basic | cred_username_password | skip_cn_check,
        wsman::user_password("CORP\\svc", wsman::secret("not a real one"))
    );
    return session ? session->explain() : session.error().message();
}

/// An error is returned, not thrown.
std::string rule_of_two_log_ins()
{
    using enum wsman::session_flag;
    const auto session = wsman::create_session("https://build01.corp.example", use_basic | use_digest);
    return session ? std::string() : session.error().details().rule;
}
