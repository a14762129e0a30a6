//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once
#include <wsman/core/config.hpp>
#include <wsman/core/flags.hpp>
#include <wsman/core/result.hpp>
#include <wsman/core/secret.hpp>
#include <wsman/session/connection.hpp>
#include <wsman/session/named_value.hpp>

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace wsman::inline WSMAN_FORM {

/// `WSManProxyAccessTypeFlags` of the scripting API, `WSManProxyAccessType` of the C API: where a proxy comes from.
enum class proxy_access : std::uint32_t {
    ie_config = 1,       ///< here: the environment (https_proxy), and only because it is asked for by name
    winhttp_config = 2,  ///< here: the server given by URL
    auto_detect = 4,     ///< not to be had here
    no_proxy_server = 8, ///< direct, which is the default
};
std::true_type enable_flags(proxy_access);

/// `WSManProxyAuthenticationFlags`. None lets the client choose between Kerberos and Negotiate.
enum class proxy_authentication : std::uint32_t { use_negotiate = 1, use_basic = 2, use_digest = 4 };
std::true_type enable_flags(proxy_authentication);

namespace detail {

inline constexpr std::array proxy_access_names{
    named_value<proxy_access>{proxy_access::ie_config, "ie_config", "WSManProxyIEConfig"},
    named_value<proxy_access>{proxy_access::winhttp_config, "winhttp_config", "WSManProxyWinHttpConfig"},
    named_value<proxy_access>{proxy_access::auto_detect, "auto_detect", "WSManProxyAutoDetect"},
    named_value<proxy_access>{proxy_access::no_proxy_server, "no_proxy_server", "WSManProxyNoProxyServer"},
    // The C API's names of the same values; to_string and windows_name find those above first.
    named_value<proxy_access>{proxy_access::ie_config, "ie_config", "WSMAN_OPTION_PROXY_IE_PROXY_CONFIG"},
    named_value<proxy_access>{
        proxy_access::winhttp_config, "winhttp_config", "WSMAN_OPTION_PROXY_WINHTTP_PROXY_CONFIG"
    },
    named_value<proxy_access>{proxy_access::auto_detect, "auto_detect", "WSMAN_OPTION_PROXY_AUTO_DETECT"},
    named_value<proxy_access>{proxy_access::no_proxy_server, "no_proxy_server", "WSMAN_OPTION_PROXY_NO_PROXY_SERVER"},
};
inline constexpr std::array proxy_authentication_names{
    named_value<proxy_authentication>{
        proxy_authentication::use_negotiate, "negotiate", "WSManFlagProxyAuthenticationUseNegotiate"
    },
    named_value<proxy_authentication>{proxy_authentication::use_basic, "basic", "WSManFlagProxyAuthenticationUseBasic"},
    named_value<proxy_authentication>{
        proxy_authentication::use_digest, "digest", "WSManFlagProxyAuthenticationUseDigest"
    },
};

} // namespace detail

constexpr std::span<const named_value<proxy_access>> named_values(proxy_access) noexcept
{
    return detail::proxy_access_names;
}

constexpr std::span<const named_value<proxy_authentication>> named_values(proxy_authentication) noexcept
{
    return detail::proxy_authentication_names;
}

/// How to reach the host through an HTTP proxy (CONNECT, so the connection is https), or not.
///
/// Access and authentication are sets because that is what the Windows call takes; the rules P1-P4 see to it that
/// one access and at most one authentication remain. They are looked at when the settings go into a session.
class proxy_settings {
public:
    /// No proxy.
    proxy_settings() = default;
    /// The arguments of `SetProxy`, with the server beside them.
    WSMAN_DECL proxy_settings(
        flags<proxy_access> access, flags<proxy_authentication> authentication, std::string user, secret password
    );

    /// A proxy by its address: "http://proxy.corp.example:3128", "proxy:3128" (port 80 where none is given).
    /// Errors: session_errc::unsupported for another scheme, rules R6 and R10 for the rest.
    [[nodiscard]] WSMAN_DECL static result<proxy_settings> server(std::string_view url);
    /// The proxy that https_proxy or HTTPS_PROXY names, if any, minus the hosts of no_proxy; read when connecting.
    WSMAN_DECL static proxy_settings from_environment();

    /// Returns: a copy that logs in at the proxy.
    WSMAN_DECL proxy_settings
    with_account(flags<proxy_authentication> authentication, std::string user, secret password) const;
    /// Returns: a copy that logs in by Negotiate and may use NTLM there, where no ticket is to be had. A proxy is spoken to
    /// over plain http and proves nothing, so NTLM has to be asked for, whatever the trusted hosts are; a
    /// client_policy::mechanism of Kerberos forbids it all the same.
    WSMAN_DECL proxy_settings with_ntlm() const;
    /// Returns: a copy with this server.
    WSMAN_DECL proxy_settings with_server(host_and_port server) const;

    flags<proxy_access> access() const noexcept { return access_; }
    flags<proxy_authentication> authentication() const noexcept { return authentication_; }
    const std::optional<host_and_port>& address() const noexcept { return address_; }
    bool ntlm() const noexcept { return ntlm_; } ///< whether NTLM may be used at the proxy
    const std::string& user() const noexcept { return user_; }
    const secret& password() const noexcept { return password_; }
    /// Returns: whether a proxy stands between, as far as the settings can tell.
    bool uses_proxy() const noexcept { return access_ != flags(proxy_access::no_proxy_server); }

private:
    flags<proxy_access> access_ = proxy_access::no_proxy_server;
    flags<proxy_authentication> authentication_;
    std::optional<host_and_port> address_;
    std::string user_;
    secret password_;
    bool ntlm_ = false;
};

} // namespace wsman

#if !defined(WSMAN_SEPARATE_COMPILATION)
#include <wsman/session/impl/proxy.ipp>
#endif
