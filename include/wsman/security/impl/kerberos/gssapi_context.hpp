//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/security/kerberos.hpp>
#include <wsman/security/impl/kerberos/gssapi_credentials.hpp>
#include <wsman/security/impl/kerberos/gssapi_sealing.hpp>

#include <array>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// Both sides of Kerberos authentication with GSS-API.
namespace wsman::inline WSMAN_FORM::detail {

/// The common part of both sides: the established context.
class gssapi_context : public security_context {
public:
    bool established() const noexcept override { return established_; }
    std::string_view mechanism_name() const noexcept override { return "kerberos"; }

    [[nodiscard]] result<std::string> sign(std::string_view text) override
    {
        if (!established_) return not_yet();
        return gssapi_sign(context_.get(), text);
    }
    [[nodiscard]] result<void> verify(std::string_view text, std::string_view signature) override
    {
        if (!established_) return not_yet();
        return gssapi_verify(context_.get(), text, signature);
    }
    std::size_t padding(std::size_t plain_size) const noexcept override
    {
        return established_ ? gssapi_padding(context_.get(), plain_size) : 0;
    }
    [[nodiscard]] result<std::size_t> seal(std::string& out, std::string_view plain) override
    {
        if (!established_) return not_yet();
        return gssapi_seal(context_.get(), out, plain);
    }
    [[nodiscard]] result<std::string_view> open(std::span<char> sealed, std::size_t header_size) override
    {
        if (!established_) return not_yet();
        // The token itself contains the header's size, so the number is only compared with the total size.
        if (header_size > sealed.size()) return failure(security_errc::malformed_sealed_message);
        return gssapi_open(context_.get(), sealed);
    }

protected:
    static failure not_yet() { return failure(security_errc::login_incomplete); }

    gssapi_context_handle context_;
    bool established_ = false;
};

/// Channel bindings in the form of the library: no addresses, and the bytes of RFC 5929. Object lifetimes: as long as
/// this object.
class gssapi_bindings {
public:
    explicit gssapi_bindings(std::string_view application_data) noexcept
    {
        bindings_.application_data = gssapi_view(application_data);
    }
    gss_channel_bindings_t get() noexcept
    {
        return bindings_.application_data.length == 0 ? GSS_C_NO_CHANNEL_BINDINGS : &bindings_;
    }

private:
    gss_channel_bindings_struct bindings_{};
};

/// Returns: whether the host's token is an error message (RFC 4121, 4.1: TOK_ID 03 00 after the mechanism).
inline bool is_kerberos_refusal(std::string_view token) noexcept
{
    const gss_OID mechanism = gssapi_krb5_mechanism();
    const std::string_view encoded(static_cast<const char*>(mechanism->elements), mechanism->length);
    const std::size_t found = token.substr(0, 32).find(encoded);
    return found != std::string_view::npos &&
           token.substr(found + encoded.size()).starts_with(std::string_view("\3\0", 2));
}

class gssapi_initiator final : public gssapi_context {
public:
    gssapi_initiator(
        kerberos_initiator_options options, std::optional<user_password> account, std::vector<std::string> principals
    )
        : options_(std::move(options)), account_(std::move(account)), principals_(std::move(principals))
    {
    }

    bool may_block() const noexcept override { return !established_; }
    std::string_view last_message() const noexcept override { return "the Kerberos ticket"; }

    [[nodiscard]] result<std::string> step(std::string_view token) override
    {
        if (established_)
            return failure(security_errc::malformed_token, "the host continues after the log-in has ended");
        if (context_.get() != nullptr) return advance(token);
        if (!account_) {
            if (auto taken = take_tickets(); !taken) return taken.error();
            return advance(token);
        }
        // If the realm is unknown, the upper-case name is tried.
        for (std::size_t form = 0;; ++form) {
            auto first = start_as(principals_[form], token);
            if (first || !realm_unknown() || form + 1 == principals_.size()) return first;
        }
    }

private:
    bool realm_unknown() const noexcept { return static_cast<std::int32_t>(minor_) == kerberos_number(154); }

    [[nodiscard]] result<std::string> start_as(const std::string& principal, std::string_view token)
    {
        credential_.reset();
        context_.reset();
        if (auto taken = gssapi_take_password(principal, account_->password(), minor_, credential_); !taken)
            return taken.error();
        return advance(token);
    }

    [[nodiscard]] result<void> take_tickets()
    {
        const ticket_source* named = options_.login_credentials.tickets();
        if (named == nullptr) return gssapi_check_default_cache(); // the library reads the environment
        if (!named->cache_name().empty()) return gssapi_take_cache(named->cache_name(), credential_);
        return gssapi_take_keytab(*named, keytab_tickets_.emplace(), credential_);
    }

    [[nodiscard]] result<std::string> advance(std::string_view token)
    {
        if (target_.get() == nullptr)
            if (auto named = gssapi_import_principal(gssapi_target_principal(options_.target_name), target_); !named)
                return named.error();
        const OM_uint32 wanted = protection | (options_.delegate ? GSS_C_DELEG_FLAG : 0U);
        gssapi_bindings bindings(options_.channel_binding);
        gss_buffer_desc input = gssapi_view(token);
        gssapi_buffer output;
        OM_uint32 granted = 0;
        const OM_uint32 major = gss_init_sec_context(
            &minor_,
            credential_.get(),
            context_.address(),
            target_.get(),
            gssapi_krb5_mechanism(),
            wanted,
            GSS_C_INDEFINITE,
            bindings.get(),
            &input,
            nullptr,
            output.address(),
            &granted,
            nullptr
        );
        if (GSS_ERROR(major)) return gssapi_failure(major, minor_, stage_of(token), options_.target_name);
        if (auto checked = check(granted, major == GSS_S_COMPLETE); !checked) return checked.error();
        established_ = major == GSS_S_COMPLETE;
        if (established_) forget_credentials();
        return std::string(output.view());
    }

    /// Effects: drops the credentials; an established context has its own keys.
    void forget_credentials() noexcept
    {
        account_.reset();
        credential_.reset();
        keytab_tickets_.reset();
    }

    static kerberos_stage stage_of(std::string_view token) noexcept
    {
        if (token.empty()) return kerberos_stage::asking;
        return is_kerberos_refusal(token) ? kerberos_stage::refusal : kerberos_stage::answer;
    }

    [[nodiscard]] result<void> check(OM_uint32 granted, bool complete) const
    {
        // The ticket can be forwarded in the first token only.
        if (options_.delegate && (granted & GSS_C_DELEG_FLAG) == 0)
            return failure(
                security_errc::kerberos_failed,
                "delegation was requested, but the ticket cannot be forwarded (kinit -f, or forwardable = true in "
                "krb5.conf)"
            );
        if (!complete) return {};
        if ((granted & GSS_C_MUTUAL_FLAG) == 0) return failure(security_errc::mutual_authentication_failed);
        if ((granted & protection) != protection) return failure(security_errc::weak_protection);
        return {};
    }

    static constexpr OM_uint32 protection =
        GSS_C_MUTUAL_FLAG | GSS_C_REPLAY_FLAG | GSS_C_SEQUENCE_FLAG | GSS_C_CONF_FLAG | GSS_C_INTEG_FLAG;

    kerberos_initiator_options options_;
    std::optional<user_password> account_;
    std::vector<std::string> principals_;
    std::optional<memory_ticket_cache> keytab_tickets_; // outlives the credential, which points to it
    gssapi_credential credential_;
    gssapi_name target_;
    OM_uint32 minor_ = 0;
};

class gssapi_acceptor final : public gssapi_context {
public:
    explicit gssapi_acceptor(kerberos_acceptor_options options) : options_(std::move(options)) {}

    /// Errors: key_table_unreadable.
    [[nodiscard]] result<void> open_key_table()
    {
        std::array<gss_key_value_element_desc, 1> elements{{{"keytab", options_.key_table.c_str()}}};
        return gssapi_take_from_store(elements, GSS_C_NO_NAME, GSS_C_ACCEPT, options_.key_table, credential_);
    }

    std::string peer_name() const override { return peer_; }

    [[nodiscard]] result<std::string> step(std::string_view token) override
    {
        if (established_)
            return failure(security_errc::malformed_token, "the client continues after its log-in has ended");
        const bool looked_at = options_.binding != binding_policy::none;
        gssapi_bindings bindings(looked_at ? std::string_view(options_.channel_binding) : std::string_view());
        gss_buffer_desc input = gssapi_view(token);
        gssapi_buffer output;
        gssapi_name client;
        OM_uint32 minor = 0;
        OM_uint32 granted = 0;
        const OM_uint32 major = gss_accept_sec_context(
            &minor,
            context_.address(),
            credential_.get(),
            &input,
            bindings.get(),
            client.address(),
            nullptr,
            output.address(),
            &granted,
            nullptr,
            nullptr
        );
        if (GSS_ERROR(major)) return gssapi_failure(major, minor, kerberos_stage::accept, {});
        if (major == GSS_S_COMPLETE)
            if (auto finished = finish(granted, client.get()); !finished) return finished.error();
        return std::string(output.view());
    }

private:
    [[nodiscard]] result<void> finish(OM_uint32 granted, gss_name_t client)
    {
        // This flag alone shows whether the client sent channel bindings (MIT 1.19).
        const bool bound = (granted & GSS_C_CHANNEL_BOUND_FLAG) != 0;
        if (options_.binding == binding_policy::strict && !options_.channel_binding.empty() && !bound)
            return failure(
                security_errc::weak_protection, "the client's authentication is not bound to its TLS connection"
            );
        gssapi_buffer name;
        OM_uint32 minor = 0;
        const OM_uint32 major = gss_display_name(&minor, client, name.address(), nullptr);
        if (GSS_ERROR(major)) return gssapi_failure(major, minor, kerberos_stage::accept, {});
        peer_ = std::string(name.view());
        established_ = true;
        return {};
    }

    kerberos_acceptor_options options_;
    gssapi_credential credential_;
    std::string peer_;
};

/// Effects: resolves the credentials now, so that a callback is called once per context.
[[nodiscard]] inline result<std::unique_ptr<security_context>> make_gssapi_initiator(kerberos_initiator_options options)
{
    std::optional<user_password> account;
    std::vector<std::string> principals;
    if (options.login_credentials.kind() != credential_kind::implicit) {
        auto resolved = options.login_credentials.resolve();
        if (!resolved) return resolved.error();
        auto forms = kerberos_principals(resolved->name());
        if (!forms) return forms.error();
        account = std::move(*resolved);
        principals = std::move(*forms);
    }
    return std::unique_ptr<security_context>(
        new gssapi_initiator(std::move(options), std::move(account), std::move(principals))
    );
}

[[nodiscard]] inline result<std::unique_ptr<security_context>> make_gssapi_acceptor(kerberos_acceptor_options options)
{
    auto acceptor = std::make_unique<gssapi_acceptor>(std::move(options));
    if (auto opened = acceptor->open_key_table(); !opened) return opened.error();
    return std::unique_ptr<security_context>(std::move(acceptor));
}

} // namespace wsman::detail
