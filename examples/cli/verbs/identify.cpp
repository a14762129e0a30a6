//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#include <boost/json/array.hpp>

#include "../report.hpp"
#include "verbs.hpp"

namespace cli {

boost::asio::awaitable<wsman::result<int>> identify(wsman::client* client, std::shared_ptr<const job> work)
{
    const wsman::result<wsman::identity> answer = co_await client->try_identify();
    if (!answer) co_return answer.error();
    if (work->options.json) {
        boost::json::object line = identity_json(*answer);
        line["security_profiles"] =
            boost::json::array(answer->security_profiles.begin(), answer->security_profiles.end());
        work->out->print(std::move(line));
        co_return 0;
    }
    std::string text = "vendor    " + answer->product_vendor + '\n';
    text += "version   " + answer->product_version + '\n';
    text += "protocol  " + answer->protocol_version + '\n';
    for (const std::string& profile : answer->security_profiles)
        text += "log-in    " + profile + '\n';
    work->out->write(wsman::output_stream::standard_output, text);
    co_return 0;
}

} // namespace cli
