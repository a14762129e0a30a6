//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#if defined(__linux__)
#include <wsman/core/config.hpp>
#include <wsman/testing/impl/connections/http_handler.hpp>
#include <wsman/testing/impl/connections/request_handler.hpp>

#include <memory>
#include <string>
#include <utility>

namespace wsman::inline WSMAN_FORM::testing::detail {

WSMAN_DECL std::unique_ptr<http_handler>
make_http_handler(const asio::any_io_executor& executor, endpoint_parts& parts, std::string peer_address)
{
    return std::make_unique<request_handler>(executor, parts, std::move(peer_address));
}

} // namespace wsman::testing::detail
#endif
