//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#include <wsman/transport/observer.hpp>

#include <map>

#include "loops.hpp"

using namespace threads;
using wsman::authentication_scheme;
using wsman::event;
using wsman::event_kind;

namespace {

/// The events of an observer, without a lock: it is called on the client's strand.
class seen_events {
public:
    void note(const event& seen)
    {
        ++counts[seen.kind];
        if (seen.kind == event_kind::log_in && !seen.code) log_ins.emplace_back(seen.detail);
    }

    std::map<event_kind, std::size_t> counts;
    std::vector<std::string> log_ins;
};

std::uint64_t log_ins_of(const endpoint_statistics& seen)
{
    std::uint64_t all = 0;
    for (const auto& [scheme, count] : seen.logins)
        all += count;
    return all;
}

void log_in_watched(authentication_scheme scheme, bool tls, bool envelopes)
{
    endpoint_options settings;
    settings.tls = tls;
    endpoint host(settings);
    seen_events seen;
    std::atomic<unsigned> good = 0;
    {
        loop runners(4);
        client_options options = patient();
        options.watch = [&seen](const event& one) { seen.note(one); };
        options.transport.observe_envelopes = envelopes;
        client shared(runners.context.get_executor(), host.session(scheme), options);
        std::vector<std::future<void>> ended;
        for (int n = 0; n < 16; ++n)
            ended.push_back(runners.begin(echo(&shared, n, &good)));
        REQUIRE(all_end(ended));
        runners.begin(shared.close()).get();
    }
    CHECK(good == 16);
    CHECK(seen.log_ins.size() == log_ins_of(host.statistics()));
    CHECK(seen.log_ins.size() > 1);
    CHECK(seen.counts[event_kind::request] == seen.counts[event_kind::response]);
    CHECK(holds_nothing(host));
}

} // namespace

TEST_CASE(
    "token log-ins on several connections concurrently are observed without a lock", "[log_in][endpoint][threads]"
)
{
    log_in_watched(authentication_scheme::ntlm, false, true);
    log_in_watched(authentication_scheme::negotiate, false, false);
    log_in_watched(authentication_scheme::negotiate, true, false);
}

TEST_CASE("refused log-ins are observed, too, and clients with other accounts continue", "[log_in][endpoint][threads]")
{
    endpoint host;
    const wsman::session good_one = host.session(authentication_scheme::ntlm);
    const wsman::session bad_one =
        good_one.with_credentials(wsman::user_password(host.user(), wsman::secret("not the password"))).value();
    seen_events seen;
    std::atomic<unsigned> good = 0;
    std::atomic<unsigned> bad = 0;
    {
        loop runners(4);
        client_options options = patient();
        options.watch = [&seen](const event& one) { seen.note(one); };
        client welcome(runners.context.get_executor(), good_one, patient());
        client refused(runners.context.get_executor(), bad_one, options);
        const auto ask = [](client* with, std::atomic<unsigned>* count) -> asio::awaitable<void> {
            const result<wsman::identity> identified = co_await with->try_identify();
            if (identified.has_error() && identified.error().code() == wsman::condition::access_denied) ++*count;
        };
        std::vector<std::future<void>> ended;
        for (int n = 0; n < 8; ++n) {
            ended.push_back(runners.begin(echo(&welcome, n, &good)));
            ended.push_back(runners.begin(ask(&refused, &bad)));
        }
        REQUIRE(all_end(ended));
        runners.begin(welcome.close()).get();
        runners.begin(refused.close()).get();
    }
    CHECK(good == 8);
    CHECK(bad == 8);
    CHECK(seen.log_ins.empty());
    CHECK(seen.counts[event_kind::fault] >= 8);
    CHECK(holds_nothing(host));
}
