//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/core/utf8.hpp>
#include <wsman/security/credssp.hpp>
#include <wsman/security/impl/credssp/credssp_acceptor.hpp>
#include <wsman/security/impl/credssp/credssp_certificate.hpp>
#include <wsman/security/impl/credssp/credssp_initiator.hpp>

#include <utility>

namespace wsman::inline WSMAN_FORM {

WSMAN_DECL result<std::unique_ptr<security_context>> make_credssp_initiator(credssp_initiator_options options)
{
    if (find_invalid_utf8(options.account.user()) || find_invalid_utf8(options.account.password().reveal()))
        return failure(client_errc::invalid_argument, "user name and password must be UTF-8");
    if (!options.inner) return failure(client_errc::invalid_argument, "CredSSP needs an inner context");
    result<std::unique_ptr<detail::tls_tunnel>> tunnel = detail::tls_tunnel::client();
    if (tunnel.has_error()) return tunnel.error();
    result<std::unique_ptr<security_context>> inner = options.inner();
    if (inner.has_error()) return inner.error();
    return std::make_unique<detail::credssp_initiator>(
        std::move(*tunnel), std::move(*inner), std::move(options.account), options.minimum_version
    );
}

WSMAN_DECL result<std::unique_ptr<security_context>> make_credssp_acceptor(credssp_acceptor_options options)
{
    if (options.version < credssp::oldest_version || options.version > credssp::newest_version)
        return failure(client_errc::invalid_argument, "unknown version of CredSSP");
    if (!options.inner) return failure(client_errc::invalid_argument, "CredSSP needs an inner context");
    if (options.certificate_pem.empty() && options.key_pem.empty()) {
        options.certificate_pem = detail::credssp_certificate::of_this_process().certificate_pem();
        options.key_pem = detail::credssp_certificate::of_this_process().key_pem();
    }
    result<std::unique_ptr<detail::tls_tunnel>> tunnel =
        detail::tls_tunnel::server(options.certificate_pem, options.key_pem);
    if (tunnel.has_error()) return tunnel.error();
    result<std::unique_ptr<security_context>> inner = options.inner();
    if (inner.has_error()) return inner.error();
    return std::make_unique<detail::credssp_acceptor>(
        std::move(*tunnel), std::move(*inner), options.version, std::move(options.delegated)
    );
}

} // namespace wsman
