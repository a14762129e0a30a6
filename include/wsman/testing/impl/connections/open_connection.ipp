//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#if defined(__linux__)
#include <wsman/core/config.hpp>
#include <wsman/testing/impl/connections/http_connection.hpp>
#include <wsman/testing/impl/connections/open_connection.hpp>

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/stream.hpp>

#include <memory>
#include <string>
#include <utility>

namespace wsman::inline WSMAN_FORM::testing::detail {

WSMAN_DECL std::shared_ptr<open_connection>
make_plain_connection(endpoint_parts& parts, std::string peer_address, tcp::socket socket)
{
    return std::make_shared<http_connection<tcp::socket>>(parts, std::move(peer_address), std::move(socket));
}

WSMAN_DECL std::shared_ptr<open_connection>
make_tls_connection(endpoint_parts& parts, std::string peer_address, tcp::socket socket, asio::ssl::context& tls)
{
    using stream = asio::ssl::stream<tcp::socket>;
    return std::make_shared<http_connection<stream>>(parts, std::move(peer_address), std::move(socket), tls);
}

} // namespace wsman::testing::detail
#endif
