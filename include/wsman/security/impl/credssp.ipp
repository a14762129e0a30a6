//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/security/credssp.hpp>

#include <utility>

namespace wsman {

WSMAN_DECL result<std::unique_ptr<security_context>> make_credssp_initiator(credssp_initiator_options)
{
    return failure(transport_errc::scheme_not_supported);
}
WSMAN_DECL result<std::unique_ptr<security_context>> make_credssp_acceptor(credssp_acceptor_options)
{
    return failure(transport_errc::scheme_not_supported);
}

} // namespace wsman
