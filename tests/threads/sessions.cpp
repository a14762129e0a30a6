//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#include <support/catch.hpp>
#include <wsman/session/session.hpp>
#include <wsman/session/session_draft.hpp>

#include <atomic>
#include <chrono>
#include <thread>
#include <vector>

using namespace std::chrono_literals;

TEST_CASE("threads share one session", "[session][threads]")
{
    wsman::session_draft draft;
    draft.set_connection("https://build01").value();
    draft
        .set_flags(
            wsman::session_flag::use_negotiate | wsman::session_flag::cred_username_password |
            wsman::session_flag::skip_cn_check
        )
        .value();
    draft.set_credentials(wsman::user_password("CORP\\user", wsman::secret("pass"))).value();
    const wsman::session shared = draft.build().value();
    const std::string expected = shared.explain();
    std::atomic<int> same = 0;
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i)
        threads.emplace_back([&, copy = shared] {
            for (int turn = 0; turn < 50; ++turn) {
                const wsman::session own = turn % 2 == 0 ? copy : shared;
                if (own.explain() == expected && own.with_operation_timeout(5s).value().operation_timeout() == 5s)
                    ++same;
            }
        });
    for (std::thread& thread : threads)
        thread.join();
    CHECK(same == 200);
}
