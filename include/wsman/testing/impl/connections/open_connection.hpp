//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/testing/impl/connections/http_handler.hpp>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>

#include <memory>
#include <string>

namespace wsman::inline WSMAN_FORM::testing::detail {

using tcp = asio::ip::tcp;

/// A client's connection over TCP or TLS.
class open_connection {
public:
    virtual ~open_connection() = default;

    /// Effects: serves the client until either side closes the connection.
    virtual asio::awaitable<void> run() = 0;
    virtual void drop() = 0;
};

std::shared_ptr<open_connection>
make_plain_connection(endpoint_parts& parts, std::string peer_address, tcp::socket socket);
std::shared_ptr<open_connection>
make_tls_connection(endpoint_parts& parts, std::string peer_address, tcp::socket socket, asio::ssl::context& tls);

} // namespace wsman::testing::detail

#if !defined(WSMAN_SEPARATE_COMPILATION)
#include <wsman/testing/impl/connections/open_connection.ipp>
#endif
