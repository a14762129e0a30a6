//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/transport/impl/connection/socket_failure.hpp>

#include <boost/asio/error.hpp>

namespace wsman::inline WSMAN_FORM::detail {

inline transport_errc translate(const boost::system::error_code& code, socket_phase phase) noexcept
{
    namespace error = boost::asio::error;
    if (phase == socket_phase::resolve) return transport_errc::name_not_resolved;
    if (code == error::connection_refused) return transport_errc::connection_refused;
    if (code == error::host_unreachable || code == error::network_unreachable || code == error::network_down)
        return transport_errc::host_unreachable;
    if (code == error::timed_out)
        return phase == socket_phase::exchange ? transport_errc::read_timeout : transport_errc::connect_timeout;
    if (code == error::eof) return transport_errc::connection_closed;
    if (phase == socket_phase::connect && code != error::connection_reset && code != error::connection_aborted)
        return transport_errc::host_unreachable;
    return transport_errc::connection_reset;
}

WSMAN_DECL failure socket_failure(const boost::system::error_code& code, socket_phase phase)
{
    failure why(translate(code, phase), code == boost::asio::error::eof ? std::string() : code.message());
    // Categories of Asio are not exposed; system errors are portable enough to keep.
    if (code.category() == boost::system::system_category()) why.details().cause = code;
    return why;
}

} // namespace wsman::detail
