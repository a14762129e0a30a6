//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/security/basic_authentication.hpp>
#include <wsman/security/digest.hpp>
#include <wsman/security/kerberos.hpp>
#include <wsman/security/ntlm.hpp>
#include <wsman/security/proxy_authentication.hpp>
#include <wsman/security/spnego.hpp>
#include <wsman/security/token_authentication.hpp>
#include <wsman/session/credentials.hpp>
#include <wsman/security/impl/account_verdict.hpp>

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace wsman::inline WSMAN_FORM::detail {

/// Returns: whether a ticket can be requested for the proxy: not for an address, and not for a loopback name.
inline bool proxy_has_a_name(const host_and_port& proxy)
{
    const result<connection_target> read = parse_connection_string("http://" + proxy.text());
    return read.has_value() && !read->is_ip_address() && !read->is_loopback();
}

inline std::vector<spnego_candidate>
proxy_candidates(const std::optional<user_password>& account, const host_and_port& proxy, bool ntlm)
{
    const std::string service = "HTTP/" + std::string(without_final_dot(proxy.host()));
    std::vector<spnego_candidate> candidates;
    const bool local_account = account && account->name().is_local_account();
    if (kerberos_available() && proxy_has_a_name(proxy) && !local_account)
        candidates.emplace_back(spnego_mechanism::kerberos, [account, service] {
            kerberos_initiator_options options;
            if (account) options.login_credentials = credentials(*account);
            options.target_name = service;
            return make_kerberos_initiator(std::move(options));
        });
    if (account && ntlm)
        candidates.emplace_back(spnego_mechanism::ntlm, [account, service] {
            ntlm_initiator_options options(*account);
            options.target_name = service;
            return make_ntlm_initiator(std::move(options));
        });
    return candidates;
}

/// The hint if Kerberos failed and NTLM is not allowed for the proxy.
inline constexpr const char* proxy_ntlm_hint =
    "use the proxy's name as registered in the realm, or allow NTLM for the proxy "
    "(proxy_settings::with_ntlm, --proxy-auth ntlm)";

inline failure explain_without_proxy_ntlm(failure why)
{
    const error_code code = why.code();
    if (code.category() != security_category() || is_account_verdict(code)) return why;
    why.details().client_text.insert(0, "NTLM is used for a proxy only if it is allowed explicitly; Kerberos: ");
    why.details().hint = proxy_ntlm_hint;
    return why;
}

[[nodiscard]] inline result<std::unique_ptr<authenticator>>
negotiate_with_proxy(const std::optional<user_password>& account, const host_and_port& proxy, bool ntlm)
{
    std::vector<spnego_candidate> candidates = proxy_candidates(account, proxy, ntlm);
    if (candidates.empty() && !account) {
        if (!kerberos_available())
            return failure(
                transport_errc::scheme_not_supported,
                "Negotiate without an account needs Kerberos, which is not part of this build"
            );
        return failure(security_errc::no_ticket, "Kerberos needs the proxy's name, and NTLM an account");
    }
    // The first token reports this, like any other reason why a mechanism cannot begin.
    if (candidates.empty())
        candidates.emplace_back(spnego_mechanism::kerberos, []() -> result<std::unique_ptr<security_context>> {
            return failure(security_errc::no_ticket, "it cannot be used for this proxy or account");
        });
    token_login_options options;
    options.scheme = authentication_scheme::negotiate;
    if (account && !ntlm) options.explain = &explain_without_proxy_ntlm;
    const bool waits = candidates.front().mechanism == spnego_mechanism::kerberos;
    options.routes.emplace_back(
        "Negotiate", sealing_protocol::spnego, [candidates] { return make_spnego_initiator(candidates); }, waits
    );
    return std::unique_ptr<authenticator>(new token_authentication(std::move(options)));
}

} // namespace wsman::detail

namespace wsman::inline WSMAN_FORM {

WSMAN_DECL result<std::unique_ptr<authenticator>>
make_proxy_authenticator(const proxy_settings& through, const host_and_port& proxy, mechanism allowed)
{
    std::optional<user_password> account;
    if (!through.user().empty()) {
        result<user_password> checked = credentials(user_password(through.user(), through.password())).resolve();
        if (checked.has_error()) return checked.error();
        account = std::move(*checked);
    }
    const flags<proxy_authentication> asked = through.authentication();
    if (asked == flags(proxy_authentication::use_negotiate) || (asked == flags<proxy_authentication>() && account))
        return detail::negotiate_with_proxy(account, proxy, through.ntlm() && allowed != mechanism::kerberos);
    if (!account) return std::unique_ptr<authenticator>(new no_authentication);
    if (asked == flags(proxy_authentication::use_digest))
        return std::unique_ptr<authenticator>(new digest_authentication(std::move(*account)));
    result<secret> value = basic_authorization(*account);
    if (value.has_error()) return value.error();
    return std::unique_ptr<authenticator>(new basic_authentication(std::move(*value)));
}

} // namespace wsman
