//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/security/make_authenticator.hpp>
#include <wsman/security/proxy_authentication.hpp>
#include <wsman/transport/connection_pool.hpp>
#include <wsman/transport/impl/pool/pool.hpp>

#include <utility>

namespace wsman::inline WSMAN_FORM::detail {

inline connection_settings settings_of(const session& target)
{
    const connection_target& connection = target.connection();
    connection_settings settings;
    settings.tls = connection.transport() == transport_kind::https;
    settings.authority = connection.authority();
    settings.url = std::string(to_string(connection.transport())) + "://" + settings.authority;
    settings.path = connection.path();
    settings.host = connection.bare_host();
    settings.port = connection.port();
    settings.host_is_address = connection.is_ip_address();
    settings.dial_host = connection.dial_host();
    settings.dial_port = connection.port();
    if (const auto& elsewhere = target.connect_address()) {
        settings.dial_host = elsewhere->host();
        settings.dial_port = elsewhere->port();
    }
    settings.utf16 = target.utf16();
    settings.tab_in_sealed_parts = target.policy().tab_in_sealed_parts;
    settings.policy = target.tls();
    if (const client_certificate* const shown = target.credentials().certificate()) settings.certificate = *shown;
    settings.operation_timeout = target.operation_timeout();
    settings.check_login = [target, over_tls = settings.tls] { return check_login(target, over_tls); };
    settings.make_login = [target](const connection_facts& facts) { return make_authenticator(target, facts); };
    if (target.proxy()) settings.proxy = *target.proxy();
    settings.make_proxy_login = [narrowed = target.policy().mechanism](
                                    const proxy_settings& through, const host_and_port& proxy
                                ) { return make_proxy_authenticator(through, proxy, narrowed); };
    return settings;
}

} // namespace wsman::detail

namespace wsman::inline WSMAN_FORM {

WSMAN_DECL std::shared_ptr<exchange>
make_connection_pool(asio::any_io_executor strand, session target, transport_options options, observer watch)
{
    if (!options.on_connection_loss.retries() && target.max_retry_time().count() > 0)
        options.on_connection_loss = connection_loss::retry_for(target.max_retry_time());
    return std::make_shared<detail::connection_pool>(
        std::move(strand), detail::settings_of(target), options, std::move(watch)
    );
}

} // namespace wsman
