//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/security/channel_binding.hpp>
#include <wsman/security/credssp.hpp>
#include <wsman/security/kerberos.hpp>
#include <wsman/security/ntlm.hpp>
#include <wsman/security/spnego.hpp>
#include <wsman/session/rule.hpp>
#include <wsman/session/session.hpp>
#include <wsman/security/impl/account_verdict.hpp>
#include <wsman/security/impl/token_login.hpp>

#include <optional>
#include <utility>
#include <vector>

namespace wsman::inline WSMAN_FORM::detail {

/// What the makers of contexts need, taken from the session once for a connection.
class login_material {
public:
    explicit login_material(const session& whom, std::string binding)
        : target_name(whom.service_principal_name()), channel_binding(std::move(binding)), delegate(whom.delegates()),
          usable(whom)
    {
    }

    std::string target_name;
    std::string channel_binding;
    bool delegate;
    bool require_integrity = false; ///< of the messages of NTLM
    usable_mechanisms usable;
    credentials who;                      // for Kerberos: what is implicit may stay so
    std::optional<user_password> account; // for NTLM and CredSSP
};

inline usable_mechanisms::usable_mechanisms(const session& whom)
{
    const authentication_scheme scheme = whom.authentication().scheme;
    kerberos = whom.kerberos_possible();
    const bool has_account = whom.credentials().kind() == credential_kind::account;
    ntlm = scheme != authentication_scheme::kerberos && has_account && whom.ntlm_allowed();
}

[[nodiscard]] inline result<std::unique_ptr<security_context>> begin_kerberos(const login_material& with)
{
    kerberos_initiator_options options;
    options.who = with.who;
    options.target_name = with.target_name;
    options.channel_binding = with.channel_binding;
    options.delegate = with.delegate;
    return make_kerberos_initiator(std::move(options));
}

[[nodiscard]] inline result<std::unique_ptr<security_context>> begin_ntlm(const login_material& with)
{
    ntlm_initiator_options options(*with.account);
    options.target_name = with.target_name;
    options.channel_binding = with.channel_binding;
    options.require_integrity = with.require_integrity;
    return make_ntlm_initiator(std::move(options));
}

[[nodiscard]] inline result<std::unique_ptr<security_context>> begin_spnego(std::shared_ptr<const login_material> with)
{
    std::vector<spnego_candidate> candidates;
    if (with->usable.kerberos)
        candidates.emplace_back(spnego_mechanism::kerberos, [with] { return begin_kerberos(*with); });
    if (with->usable.ntlm && with->account)
        candidates.emplace_back(spnego_mechanism::ntlm, [with] { return begin_ntlm(*with); });
    return make_spnego_initiator(std::move(candidates));
}

/// What the words about a failed log-in depend on.
class login_words {
public:
    login_words(const session& whom, const user_password* account)
        : scheme(whom.authentication().scheme), host(whom.connection().bare_host()), has_account(account != nullptr),
          ntlm_kept_back(scheme == authentication_scheme::negotiate && !whom.ntlm_allowed())
    {
        if (account && account->name().written_as() == user_name::form::bare) bare_user = account->user();
    }

    authentication_scheme scheme;
    std::string host;
    std::string bare_user; ///< of an account without domain and realm
    bool has_account;
    bool ntlm_kept_back; ///< R34: it does not prove who the host is
};

inline constexpr std::string_view without_account_hint =
    "give user and password, run kinit, or name a ticket cache or keytab; Identify needs no log-in on many hosts: "
    "session_flag::use_no_authentication (wsman-cli --auth none)";

/// A bare name may be meant for the host itself or for a domain; the two log in by different ways.
inline std::string bare_account_hint(const login_words& words)
{
    return "a local account of the host logs in by NTLM (wsman-cli --auth ntlm), over https or to a host that is "
           "named as trusted (client_policy::trusted_hosts, wsman-cli --trusted-hosts " +
           words.host + "); an account of a domain is written " + words.bare_user + "@REALM or DOMAIN\\" +
           words.bare_user;
}

/// NTLM is kept back from hosts that cannot prove who they are (R34): where Kerberos failed, that is the reason.
inline failure explain_without_ntlm(failure why, const login_words& words)
{
    const std::string& user = words.bare_user;
    std::string text("only NTLM would be left, which does not prove who the host is; Kerberos: ");
    std::string hint("use https, or name the host as trusted (TrustedHosts)");
    if (!user.empty()) {
        text = "'" + user +
               "' names no domain; an account of the host itself needs NTLM, which does not prove who the host is; "
               "Kerberos: ";
        hint = bare_account_hint(words);
    }
    failure told = rule_failure(rule::r34, text + why.message());
    told.details().operation.clear(); // filled in by whoever drives the log-in
    told.details().cause = why.code();
    told.details().hint = std::move(hint);
    return told;
}

/// Makes more of a failure of Kerberos: what is missing depends on the account that the session has.
inline failure explain_log_in(failure why, const login_words& words)
{
    const error_code code = why.code();
    if (code.category() != security_category() || is_account_verdict(code)) return why;
    if (!words.has_account) {
        if (code == security_errc::no_ticket) why.details().hint = without_account_hint;
        return why;
    }
    if (words.ntlm_kept_back) return explain_without_ntlm(std::move(why), words);
    const bool realm_at_fault = code == security_errc::realm_unreachable || code == security_errc::account_unknown;
    if (words.scheme == authentication_scheme::kerberos && realm_at_fault && !words.bare_user.empty())
        why.details().hint = bare_account_hint(words);
    return why;
}

inline std::vector<token_route>
token_routes(authentication_scheme scheme, std::shared_ptr<const login_material> with, unsigned credssp_minimum)
{
    std::vector<token_route> routes;
    const auto spnego = [with] { return begin_spnego(with); };
    if (scheme == authentication_scheme::credssp) {
        routes.emplace_back(
            "CredSSP",
            sealing_protocol::credssp,
            [with, spnego, credssp_minimum] {
                credssp_initiator_options options(*with->account, spnego);
                options.minimum_version = credssp_minimum;
                return make_credssp_initiator(std::move(options));
            },
            with->usable.kerberos
        );
        return routes;
    }
    if (scheme == authentication_scheme::kerberos)
        routes.emplace_back("Kerberos", sealing_protocol::kerberos, [with] { return begin_kerberos(*with); });
    // Services that know no scheme of that name take the same tickets under this one.
    routes.emplace_back("Negotiate", sealing_protocol::spnego, spnego, with->usable.kerberos);
    return routes;
}

WSMAN_DECL result<void> check_token_login(const session& whom)
{
    const usable_mechanisms usable(whom);
    if (usable.kerberos || usable.ntlm) return {};
    const credential_kind kind = whom.credentials().kind();
    const login_words words(whom, whom.credentials().account());
    if (words.ntlm_kept_back && kind == credential_kind::account) {
        failure why(security_errc::mechanism_refused, "it cannot be used for this host or account");
        return explain_without_ntlm(std::move(why), words);
    }
    if (!kerberos_available())
        return failure(transport_errc::scheme_not_supported, "Kerberos is not part of this build");
    failure why(
        security_errc::no_ticket, "Kerberos cannot be used for this host or account, and NTLM needs an account"
    );
    if (kind != credential_kind::account) why.details().hint = without_account_hint;
    return why;
}

WSMAN_DECL result<std::unique_ptr<authenticator>> make_token_login(const session& whom, const connection_facts& facts)
{
    const authentication_scheme scheme = whom.authentication().scheme;
    // CredSSP binds the key of its own TLS instead.
    const bool bind = facts.tls && scheme != authentication_scheme::credssp;
    auto material =
        std::make_shared<login_material>(whom, bind ? tls_server_end_point(facts.leaf_certificate) : std::string());
    material->require_integrity = !facts.tls && !whom.policy().allow_unprotected_ntlm;
    material->who = whom.credentials();
    if (whom.credentials().kind() == credential_kind::account) {
        result<user_password> account = whom.credentials().resolve();
        if (account.has_error()) return account.error();
        material->who = *account; // a callback is asked once for a log-in
        material->account = std::move(*account);
    }
    token_login_options options;
    options.scheme = scheme;
    options.seal = whom.sealed();
    const bool tab = whom.policy().tab_in_sealed_parts && facts.tab_in_sealed_parts;
    options.style = tab ? part_header_style::tab : part_header_style::bare;
    options.routes = token_routes(scheme, material, whom.policy().credssp_minimum_version);
    const login_words words(whom, material->account ? &*material->account : nullptr);
    options.explain = [words](failure why) { return explain_log_in(std::move(why), words); };
    return std::unique_ptr<authenticator>(new token_authentication(std::move(options)));
}

} // namespace wsman::detail
