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

WSMAN_DECL std::string own_machine_name(const session& target)
{
    if (!target.machine_id()) return {};
    boost::system::error_code unknown;
    return asio::ip::host_name(unknown);
}

WSMAN_DECL client_core::client_core(
    asio::any_io_executor client_strand,
    session client_session,
    client_options settings,
    std::shared_ptr<exchange> client_exchange
)
    : strand(std::move(client_strand)), target(std::move(client_session)), options(std::move(settings)),
      wire(std::move(client_exchange)), soap(target, own_machine_name(target)),
      commands_per_shell(options.commands_per_shell), turns(strand, options.transport.connections), room(strand),
      calls(std::make_shared<call_group>()), opening_calls(std::make_shared<call_group>()), finished(strand)
{
    soap.lenient_answers(options.transport.lenient_answers);
}

WSMAN_DECL void client_core::report(std::string_view operation, const failure& why) const
{
    if (!options.watch) return;
    event fault(event_kind::fault);
    fault.operation = operation;
    fault.host = wire->host();
    fault.code = why.code();
    try {
        options.watch(fault);
    }
    catch (...) { // NOLINT(bugprone-empty-catch): an observer's exception must not prevent the clean-up
    }
}

WSMAN_DECL failure client_core::complete(failure why, std::string_view operation) const
{
    if (why.details().operation.empty()) why.details().operation = operation;
    if (why.details().host.empty()) why.details().host = wire->host();
    return why;
}

} // namespace wsman::detail
