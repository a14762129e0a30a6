//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>

#include <string>

namespace wsman::inline WSMAN_FORM::testing::detail {

/// A parsed HTTP request.
class http_request {
public:
    http_request() {}

    std::string method, target, content_type, authorization, wsman_identify;
    std::string body;
    std::string certified; ///< the user in the client's certificate, if it was requested and is valid
};

} // namespace wsman::testing::detail
