//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/testing/endpoint_options.hpp>
#include <wsman/testing/impl/http/http_answer.hpp>
#include <wsman/testing/impl/http/http_request.hpp>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

#include <memory>
#include <string>

namespace wsman::inline WSMAN_FORM::testing::detail {

namespace asio = boost::asio;

class log_in_parts;
class service;
class tally;
struct fault_script;

/// The objects that all connections of an endpoint share.
class endpoint_parts {
public:
    endpoint_parts(
        const endpoint_options& given_options,
        service& requests,
        fault_script& faults,
        log_in_parts& shared_log_ins,
        tally& counts
    )
        : options(given_options), handler(requests), script(faults), log_ins(shared_log_ins), statistics(counts)
    {
    }

    const endpoint_options& options;
    service& handler;
    fault_script& script;
    log_in_parts& log_ins;
    tally& statistics;
};

/// The interface through which a connection passes on its requests. It separates reading (Beast) from answering, the
/// two parts of an endpoint that take long to compile.
class http_handler {
public:
    virtual ~http_handler() = default;

    /// `request` must outlive the coroutine; its body is opened and parsed in place.
    virtual asio::awaitable<http_answer> handle(http_request* request) = 0;

    /// Effects: ends the outstanding request soon, because nobody waits for its answer.
    virtual void client_left() = 0;
};

/// Returns: the handler of one connection.
std::unique_ptr<http_handler>
make_http_handler(const asio::any_io_executor& executor, endpoint_parts& parts, std::string peer_address);

} // namespace wsman::testing::detail

#if !defined(WSMAN_SEPARATE_COMPILATION)
#include <wsman/testing/impl/connections/http_handler.ipp>
#endif
