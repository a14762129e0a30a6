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

/// `WSManProxyAccessTypeFlags` of the scripting API, `WSManProxyAccessType` of the C API: the source of the proxy
/// settings.
enum class proxy_access : std::uint32_t {
    ie_config = 1,       ///< in this library: the environment variable https_proxy
    winhttp_config = 2,  ///< in this library: the server with the given URL
    auto_detect = 4,     ///< not supported
    no_proxy_server = 8, ///< a direct connection, the default
};
std::true_type enable_flags(proxy_access);

/// `WSManProxyAuthenticationFlags`. Without a flag the client chooses between Kerberos and Negotiate.
enum class proxy_authentication : std::uint32_t { use_negotiate = 1, use_basic = 2, use_digest = 4 };
std::true_type enable_flags(proxy_authentication);

namespace detail {

inline constexpr std::array proxy_access_names{
    named_value<proxy_access>{proxy_access::ie_config, "ie_config", "WSManProxyIEConfig"},
    named_value<proxy_access>{proxy_access::winhttp_config, "winhttp_config", "WSManProxyWinHttpConfig"},
    named_value<proxy_access>{proxy_access::auto_detect, "auto_detect", "WSManProxyAutoDetect"},
    named_value<proxy_access>{proxy_access::no_proxy_server, "no_proxy_server", "WSManProxyNoProxyServer"},
    // The names of the C API for the same values; to_string and windows_name return the first entries.
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

/// The settings of an HTTP proxy, or of a direct connection. The client uses CONNECT, so the transport must be https.
///
/// Access and authentication are sets of flags, as in the Windows API. The rules P1 to P4 require one access type and
/// at most one authentication flag. session_draft::set_proxy checks them.
class proxy_settings {
public:
    /// No proxy.
    proxy_settings() = default;
    /// The arguments of `SetProxy`; with_server() adds the server.
    WSMAN_DECL proxy_settings(
        flags<proxy_access> access, flags<proxy_authentication> authentication, std::string user, secret password
    );

    /// Returns: the settings of a proxy with this address: "http://proxy.corp.example:3128", "proxy:3128". The default
    /// port is 80.
    /// Errors: session_errc::unsupported for a scheme other than http, R6 for the port, R10 for an IPv6 address.
    [[nodiscard]] WSMAN_DECL static result<proxy_settings> server(std::string_view url);
    /// Returns: settings that read https_proxy or HTTPS_PROXY, and the exceptions in no_proxy, for each new connection.
    WSMAN_DECL static proxy_settings from_environment();

    /// Returns: a copy that logs in at the proxy.
    WSMAN_DECL proxy_settings
    with_account(flags<proxy_authentication> authentication, std::string user, secret password) const;
    /// Returns: a copy that logs in by Negotiate at the proxy and may use NTLM if there is no ticket. The connection to
    /// the proxy uses plain http, and the proxy does not prove its identity, so the caller must allow NTLM explicitly;
    /// trusted hosts do not apply. client_policy::mechanism restricted to Kerberos still forbids NTLM.
    WSMAN_DECL proxy_settings with_ntlm() const;
    /// Returns: a copy with this server.
    WSMAN_DECL proxy_settings with_server(host_and_port server) const;

    flags<proxy_access> access() const noexcept { return access_; }
    flags<proxy_authentication> authentication() const noexcept { return authentication_; }
    const std::optional<host_and_port>& address() const noexcept { return address_; }
    bool ntlm() const noexcept { return ntlm_; } ///< whether the client may use NTLM at the proxy
    const std::string& user() const noexcept { return user_; }
    const secret& password() const noexcept { return password_; }
    /// Returns: whether the settings may result in a connection through a proxy.
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
