//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/security/spnego.hpp>
#include <wsman/security/impl/spnego/spnego_acceptor.hpp>
#include <wsman/security/impl/spnego/spnego_initiator.hpp>

#include <utility>

namespace wsman::inline WSMAN_FORM {

WSMAN_DECL result<std::unique_ptr<security_context>> make_spnego_initiator(std::vector<spnego_candidate> candidates)
{
    return detail::spnego_initiator_for(std::move(candidates));
}

WSMAN_DECL result<std::unique_ptr<security_context>> make_spnego_acceptor(std::vector<spnego_candidate> candidates)
{
    return detail::spnego_acceptor_for(std::move(candidates));
}

} // namespace wsman
