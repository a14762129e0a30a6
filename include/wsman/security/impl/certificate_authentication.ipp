//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/security/certificate_authentication.hpp>

namespace wsman::inline WSMAN_FORM {

WSMAN_DECL result<secret> certificate_authentication::authorization(std::string_view, std::string_view)
{
    return secret("http://schemas.dmtf.org/wbem/wsman/1/wsman/secprofile/https/mutual");
}

WSMAN_DECL result<login_step> certificate_authentication::answered(const login_answer& answer)
{
    // The certificate belongs to the connection; the same one would be refused again.
    return refused_login(scheme(), answer.challenges);
}

} // namespace wsman
