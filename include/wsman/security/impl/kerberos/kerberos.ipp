//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/security/kerberos.hpp>

#if defined(_WIN32)
#include <wsman/security/impl/kerberos/sspi_context.hpp>
#elif defined(WSMAN_WITH_GSSAPI)
#include <wsman/security/impl/kerberos/gssapi_context.hpp>
#endif

#include <utility>

namespace wsman::inline WSMAN_FORM {

#if defined(_WIN32)

WSMAN_DECL bool kerberos_available() noexcept
{
    return true;
}
WSMAN_DECL result<std::unique_ptr<security_context>> make_kerberos_initiator(kerberos_initiator_options options)
{
    return detail::make_sspi_initiator(std::move(options));
}
WSMAN_DECL result<std::unique_ptr<security_context>> make_kerberos_acceptor(kerberos_acceptor_options options)
{
    return detail::make_sspi_acceptor(std::move(options));
}

#elif defined(WSMAN_WITH_GSSAPI)

WSMAN_DECL bool kerberos_available() noexcept
{
    return true;
}
WSMAN_DECL result<std::unique_ptr<security_context>> make_kerberos_initiator(kerberos_initiator_options options)
{
    return detail::make_gssapi_initiator(std::move(options));
}
WSMAN_DECL result<std::unique_ptr<security_context>> make_kerberos_acceptor(kerberos_acceptor_options options)
{
    return detail::make_gssapi_acceptor(std::move(options));
}

#else

WSMAN_DECL bool kerberos_available() noexcept
{
    return false;
}
WSMAN_DECL result<std::unique_ptr<security_context>> make_kerberos_initiator(kerberos_initiator_options)
{
    return failure(transport_errc::scheme_not_supported);
}
WSMAN_DECL result<std::unique_ptr<security_context>> make_kerberos_acceptor(kerberos_acceptor_options)
{
    return failure(transport_errc::scheme_not_supported);
}

#endif

} // namespace wsman
