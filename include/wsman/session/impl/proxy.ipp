//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once
#include <wsman/core/config.hpp>
#include <wsman/core/encoding.hpp>
#include <wsman/session/proxy.hpp>

#include <utility>

namespace wsman::inline WSMAN_FORM {

WSMAN_DECL proxy_settings::proxy_settings(
    flags<proxy_access> access, flags<proxy_authentication> authentication, std::string user, secret password
)
    : access_(access), authentication_(authentication), user_(std::move(user)), password_(std::move(password))
{
}

WSMAN_DECL result<proxy_settings> proxy_settings::server(std::string_view url)
{
    if (const std::size_t scheme = url.find("://"); scheme != std::string_view::npos) {
        // The failure does not contain the text, because the text may contain a password by mistake.
        if (!ascii_iequals(url.substr(0, scheme), "http"))
            return failure(session_errc::unsupported, "the connection to a proxy uses http");
        url.remove_prefix(scheme + 3);
    }
    if (url.ends_with('/')) url.remove_suffix(1);
    std::string text(url);
    const std::size_t colon = text.rfind(':');
    const std::size_t bracket = text.rfind(']');
    if (colon == std::string::npos || (bracket != std::string::npos && colon < bracket)) text += ":80";
    result<host_and_port> address = parse_host_and_port(text);
    if (!address) return address.error();
    proxy_settings settings;
    settings.access_ = proxy_access::winhttp_config;
    settings.address_ = *std::move(address);
    return settings;
}

WSMAN_DECL proxy_settings proxy_settings::from_environment()
{
    proxy_settings settings;
    settings.access_ = proxy_access::ie_config;
    return settings;
}

WSMAN_DECL proxy_settings
proxy_settings::with_account(flags<proxy_authentication> authentication, std::string user, secret password) const
{
    proxy_settings changed = *this;
    changed.authentication_ = authentication;
    changed.user_ = std::move(user);
    changed.password_ = std::move(password);
    return changed;
}

WSMAN_DECL proxy_settings proxy_settings::with_ntlm() const
{
    proxy_settings changed = *this;
    changed.authentication_ = proxy_authentication::use_negotiate;
    changed.ntlm_ = true;
    return changed;
}

WSMAN_DECL proxy_settings proxy_settings::with_server(host_and_port server) const
{
    proxy_settings changed = *this;
    changed.address_ = std::move(server);
    return changed;
}

} // namespace wsman
