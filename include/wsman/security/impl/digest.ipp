//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/security/digest.hpp>

#include <utility>

namespace wsman {

WSMAN_DECL result<bool> digest_client::challenged(std::span<const std::string>)
{
    return false;
}
WSMAN_DECL result<secret> digest_client::authorization(std::string_view, std::string_view)
{
    return secret();
}
WSMAN_DECL result<secret> digest_authentication::authorization(std::string_view, std::string_view)
{
    return secret();
}
WSMAN_DECL result<login_step> digest_authentication::answered(const login_answer&)
{
    return login_step::done;
}

} // namespace wsman
