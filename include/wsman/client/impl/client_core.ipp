//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/client/impl/client_core.hpp>

#include <boost/asio/ip/host_name.hpp>

#include <algorithm>

namespace wsman::inline WSMAN_FORM::detail {

WSMAN_DECL std::string own_machine_name(const session& whom)
{
    if (!whom.machine_id()) return {};
    boost::system::error_code unknown;
    return asio::ip::host_name(unknown);
}

WSMAN_DECL client_core::client_core(
    asio::any_io_executor where, session whom, client_options chosen, std::shared_ptr<exchange> through
)
    : strand(std::move(where)), target(std::move(whom)), options(std::move(chosen)), wire(std::move(through)),
      soap(target, own_machine_name(target)), commands_per_shell(options.commands_per_shell),
      turns(strand, options.transport.connections), room(strand), calls(std::make_shared<call_group>()),
      opening_calls(std::make_shared<call_group>()), finished(strand)
{
    soap.lenient_answers(options.transport.lenient_answers);
}

WSMAN_DECL void client_core::report(std::string_view operation, const failure& why) const
{
    if (!options.watch) return;
    event told(event_kind::fault);
    told.operation = operation;
    told.host = wire->host();
    told.code = why.code();
    try {
        options.watch(told);
    }
    catch (...) { // NOLINT(bugprone-empty-catch): an observer's trouble must not keep a shell open
    }
}

WSMAN_DECL failure client_core::complete(failure why, std::string_view operation) const
{
    if (why.details().operation.empty()) why.details().operation = operation;
    if (why.details().host.empty()) why.details().host = wire->host();
    return why;
}

} // namespace wsman::detail
