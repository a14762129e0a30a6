//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/client/client.hpp>
#include <wsman/session/session.hpp>

#include <boost/asio/awaitable.hpp>

#include <cstddef>
#include <memory>
#include <vector>

#include "../arguments.hpp"
#include "../output.hpp"

namespace cli {

/// The parameters of a verb for one host.
struct job {
    arguments options;
    wsman::session session;
    wsman::client_options client;
    std::shared_ptr<output> out;
};

/// A verb that connects to the host. Returns: the exit status.
/// The client must outlive the coroutine.
using host_verb =
    boost::asio::awaitable<wsman::result<int>> (*)(wsman::client* client, std::shared_ptr<const job> work);

boost::asio::awaitable<wsman::result<int>> identify(wsman::client* client, std::shared_ptr<const job> work);
boost::asio::awaitable<wsman::result<int>> run(wsman::client* client, std::shared_ptr<const job> work);
boost::asio::awaitable<wsman::result<int>> powershell(wsman::client* client, std::shared_ptr<const job> work);
boost::asio::awaitable<wsman::result<int>> probe(wsman::client* client, std::shared_ptr<const job> work);

/// Prints the session without a connection. Returns: 0.
int print_session(const job& work);

/// Effects: runs the verb for every job with its own client, `at_once` at a time, each until it ends, --timeout passes
/// (except for verbs that apply it themselves), or SIGINT, SIGTERM or SIGHUP cancels it; then closes the client.
/// Failures are reported on the job's output. After a signal, or if the reader of standard output has closed it, no
/// further job is started, and the process ends by that signal (end_by_signal).
/// Returns: the highest exit status: 0 only if all succeeded, 255 if one failed.
int drive(host_verb verb, const std::vector<std::shared_ptr<const job>>& jobs, std::size_t at_once);

} // namespace cli
