//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/security/ntlm.hpp>
#include <wsman/security/impl/ntlm/ntlm_acceptor.hpp>
#include <wsman/security/impl/ntlm/ntlm_initiator.hpp>

#include <utility>

namespace wsman::inline WSMAN_FORM {

WSMAN_DECL result<std::unique_ptr<security_context>> make_ntlm_initiator(ntlm_initiator_options options)
{
    return detail::make_ntlm_initiator(std::move(options), detail::ntlm_environment());
}

WSMAN_DECL result<std::unique_ptr<security_context>> make_ntlm_acceptor(ntlm_acceptor_options options)
{
    return detail::make_ntlm_acceptor(std::move(options), detail::ntlm_environment());
}

} // namespace wsman
