//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/protocol/soap.hpp>
#include <wsman/protocol/impl/soap_state.ipp>

#include <utility>

namespace wsman::inline WSMAN_FORM {

WSMAN_DECL soap_context::soap_context(const session& configuration, std::string machine_name)
    : state_(std::make_shared<detail::soap_state>(configuration, std::move(machine_name)))
{
}

WSMAN_DECL soap_context::~soap_context() = default;

WSMAN_DECL const session& soap_context::configuration() const noexcept
{
    return state_->configuration;
}

WSMAN_DECL const uuid& soap_context::session_id() const noexcept
{
    return state_->session_id;
}

WSMAN_DECL std::size_t soap_context::max_envelope_size() const noexcept
{
    return state_->max_envelope_size;
}

WSMAN_DECL bool soap_context::raise_max_envelope_size(std::size_t bytes)
{
    if (!state_->configuration.max_envelope_size_is_default() || bytes <= state_->max_envelope_size) return false;
    state_->max_envelope_size = bytes;
    state_->prepare();
    return true;
}

WSMAN_DECL void soap_context::identify_operations(bool on) noexcept
{
    state_->identify_operations = on;
}

WSMAN_DECL bool soap_context::host_knows_operations() const noexcept
{
    return state_->host_knows_operations;
}

WSMAN_DECL void soap_context::lenient_answers(bool on) noexcept
{
    state_->lenient = on;
}

WSMAN_DECL const xml::limits& soap_context::limits() const noexcept
{
    return state_->limits;
}

WSMAN_DECL void soap_context::limits(const xml::limits& bounds) noexcept
{
    state_->limits = bounds;
}

} // namespace wsman
