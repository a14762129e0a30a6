//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/core/result.hpp>
#include <wsman/security/credssp.hpp>
#include <wsman/security/kerberos.hpp>
#include <wsman/security/ntlm.hpp>
#include <wsman/security/spnego.hpp>
#include <wsman/testing/endpoint_options.hpp>
#include <wsman/testing/impl/log_in/account.hpp>

#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace wsman::inline WSMAN_FORM::testing::detail {

/// Creates the accepting security contexts of an endpoint.
class acceptors {
public:
    /// `binding` is the channel binding of the endpoint's certificate, empty without TLS.
    acceptors(const endpoint_options& options, const account& owner, std::string binding)
        : options_(options), account_(owner), binding_(std::move(binding))
    {
    }

    /// Returns: true if Kerberos tickets are accepted.
    bool accepts_kerberos() const { return !options_.key_table.empty() && kerberos_available(); }

    [[nodiscard]] result<std::unique_ptr<security_context>> ntlm() const
    {
        return ntlm(binding_, options_.channel_binding);
    }
    [[nodiscard]] result<std::unique_ptr<security_context>> kerberos() const
    {
        return kerberos(binding_, options_.channel_binding);
    }
    [[nodiscard]] result<std::unique_ptr<security_context>> negotiate() const
    {
        return negotiate(binding_, options_.channel_binding);
    }

    [[nodiscard]] result<std::unique_ptr<security_context>> credssp() const
    {
        credssp_acceptor_options wanted;
        wanted.version = options_.credssp_version;
        // CredSSP binds to its inner TLS key, so the inner log-in has no channel binding.
        wanted.inner = [this] { return negotiate({}, binding_policy::none); };
        wanted.delegated = [this](const user_password& given) { return accepts_delegated(given); };
        return make_credssp_acceptor(std::move(wanted));
    }

    /// Returns: true if the user that a context has authenticated may use the endpoint.
    bool admits(const security_context& context) const
    {
        if (context.mechanism_name() != "kerberos") return true;
        const std::string peer = context.peer_name();
        // Every user of the realm can get a ticket, and an accepted client runs programs as this process's user.
        if (options_.principals.empty()) return account_.is({}, peer);
        return std::find(options_.principals.begin(), options_.principals.end(), peer) != options_.principals.end();
    }

private:
    [[nodiscard]] result<std::unique_ptr<security_context>>
    ntlm(const std::string& binding, binding_policy policy) const
    {
        ntlm_acceptor_options wanted;
        wanted.password = [this](std::string_view domain, std::string_view user) {
            return account_.password_of(domain, user);
        };
        wanted.channel_binding = binding;
        wanted.binding = policy;
        return make_ntlm_acceptor(std::move(wanted));
    }

    [[nodiscard]] result<std::unique_ptr<security_context>>
    kerberos(const std::string& binding, binding_policy policy) const
    {
        kerberos_acceptor_options wanted;
        wanted.key_table = options_.key_table;
        wanted.channel_binding = binding;
        wanted.binding = policy;
        return make_kerberos_acceptor(std::move(wanted));
    }

    [[nodiscard]] result<std::unique_ptr<security_context>>
    negotiate(const std::string& binding, binding_policy policy) const
    {
        std::vector<spnego_candidate> candidates;
        if (accepts_kerberos())
            candidates.emplace_back(spnego_mechanism::kerberos, [this, binding, policy] {
                return kerberos(binding, policy);
            });
        if (options_.negotiate_ntlm)
            candidates.emplace_back(spnego_mechanism::ntlm, [this, binding, policy] { return ntlm(binding, policy); });
        return make_spnego_acceptor(std::move(candidates));
    }

    /// Checks the password of the endpoint's account; only the realm can check others.
    bool accepts_delegated(const user_password& given) const
    {
        if (const std::optional<secret> known = account_.password_of(given.name().domain(), given.name().user()))
            return same_secret(known->reveal(), given.password().reveal());
        return accepts_kerberos();
    }

    const endpoint_options& options_;
    const account& account_;
    std::string binding_;
};

} // namespace wsman::testing::detail
