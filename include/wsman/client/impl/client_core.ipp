//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/client/impl/client_core.hpp>

#include <boost/asio/ip/host_name.hpp>

#include <algorithm>

namespace wsman::detail {

WSMAN_DECL std::string own_machine_name(const session& whom)
{
    if (!whom.machine_id()) return {};
    boost::system::error_code unknown;
    return asio::ip::host_name(unknown);
}

WSMAN_DECL client_core::client_core(asio::any_io_executor where, session whom, client_options how,
                                std::shared_ptr<exchange> through)
    : strand(std::move(where)), target(std::move(whom)), options(std::move(how)), wire(std::move(through)),
      soap(target, own_machine_name(target)), commands_per_shell(options.commands_per_shell),
      turns(options.transport.connections), changed(strand)
{
    soap.lenient_answers(options.transport.lenient_answers);
}

inline std::shared_ptr<call_group> add_group(std::vector<std::weak_ptr<call_group>>& groups)
{
    std::erase_if(groups, [](const std::weak_ptr<call_group>& one) { return one.expired(); });
    auto made = std::make_shared<call_group>();
    groups.push_back(made);
    return made;
}

WSMAN_DECL std::shared_ptr<call_group> client_core::new_group()
{
    std::shared_ptr<call_group> made = add_group(groups);
    if (closing) made->abort();
    return made;
}

WSMAN_DECL std::shared_ptr<call_group> client_core::new_patient_group()
{
    return add_group(patient_groups);
}

WSMAN_DECL void client_core::abort_groups(std::vector<std::weak_ptr<call_group>> groups)
{
    for (const std::weak_ptr<call_group>& one : groups)
        if (const std::shared_ptr<call_group> group = one.lock()) group->abort();
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
