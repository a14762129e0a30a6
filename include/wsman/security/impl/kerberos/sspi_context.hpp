//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/security/kerberos.hpp>
#include <wsman/security/impl/kerberos/kerberos_names.hpp>
#include <wsman/security/impl/kerberos/sspi_sealing.hpp>
#include <wsman/security/impl/kerberos/sspi_support.hpp>

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>

// Both sides of Kerberos authentication with SSPI.
namespace wsman::inline WSMAN_FORM::detail {

class sspi_context : public security_context {
public:
    bool established() const noexcept override { return established_; }
    std::string_view mechanism_name() const noexcept override { return "kerberos"; }

    [[nodiscard]] result<std::string> sign(std::string_view text) override
    {
        if (!established_) return not_yet();
        return sspi_sign(context_.get(), sizes_, text);
    }
    [[nodiscard]] result<void> verify(std::string_view text, std::string_view signature) override
    {
        if (!established_) return not_yet();
        return sspi_verify(context_.get(), text, signature);
    }
    std::size_t padding(std::size_t) const noexcept override { return sizes_.padding(); }
    [[nodiscard]] result<std::size_t> seal(std::string& out, std::string_view plain) override
    {
        if (!established_) return not_yet();
        return sspi_seal(context_.get(), sizes_, out, plain);
    }
    [[nodiscard]] result<std::string_view> open(std::span<char> sealed, std::size_t header_size) override
    {
        if (!established_) return not_yet();
        if (header_size > sealed.size()) return failure(security_errc::malformed_sealed_message);
        return sspi_open(context_.get(), sealed);
    }

protected:
    static failure not_yet() { return failure(security_errc::login_incomplete); }
    static bool continues(SECURITY_STATUS status) noexcept
    {
        return status == SEC_I_CONTINUE_NEEDED || status == SEC_I_COMPLETE_AND_CONTINUE;
    }
    /// Effects: calls CompleteAuthToken if the package requires it.
    SECURITY_STATUS completed(SECURITY_STATUS status, SecBufferDesc* token) noexcept
    {
        if (status != SEC_I_COMPLETE_NEEDED && status != SEC_I_COMPLETE_AND_CONTINUE) return status;
        const SECURITY_STATUS outcome = CompleteAuthToken(context_.get(), token);
        return outcome == SEC_E_OK ? status : outcome;
    }
    [[nodiscard]] result<void> now_established(bool accepting)
    {
        const SECURITY_STATUS status = sizes_.ask(context_.get());
        if (status != SEC_E_OK) return sspi_failure(status, accepting, "the context's sizes cannot be queried");
        established_ = true;
        return {};
    }

    sspi_credential credential_;
    sspi_context_handle context_;
    sspi_sizes sizes_;
    bool established_ = false;
};

class sspi_initiator final : public sspi_context {
public:
    sspi_initiator(kerberos_initiator_options options, std::optional<user_password> account)
        : options_(std::move(options)), account_(std::move(account))
    {
    }

    bool may_block() const noexcept override { return !established_; }
    std::string_view last_message() const noexcept override { return "the Kerberos ticket"; }

    [[nodiscard]] result<std::string> step(std::string_view token) override
    {
        if (established_)
            return failure(security_errc::malformed_token, "the host continues after the log-in has ended");
        if (!credential_.held()) {
            const SECURITY_STATUS taken = credential_.acquire(SECPKG_CRED_OUTBOUND, account_ ? &*account_ : nullptr);
            account_.reset();
            if (taken != SEC_E_OK) return sspi_failure(taken, false, options_.target_name);
        }
        sspi_text target(options_.target_name);
        sspi_input input(token, options_.channel_binding);
        sspi_output output;
        unsigned long granted = 0;
        TimeStamp expiry{};
        const unsigned long wanted = protection | (options_.delegate ? ISC_REQ_DELEGATE : 0UL);
        SECURITY_STATUS status = InitializeSecurityContextW(
            credential_.get(),
            context_.if_held(),
            target.data(),
            wanted,
            0,
            SECURITY_NATIVE_DREP,
            input.get(),
            0,
            context_.get(),
            output.get(),
            &granted,
            &expiry
        );
        if (status >= 0) context_.now_held();
        status = completed(status, output.get());
        if (status < 0) return sspi_failure(status, false, options_.target_name);
        if (!continues(status))
            if (auto finished = finish(granted); !finished) return finished.error();
        return output.bytes();
    }

private:
    [[nodiscard]] result<void> finish(unsigned long granted)
    {
        if ((granted & ISC_RET_MUTUAL_AUTH) == 0) return failure(security_errc::mutual_authentication_failed);
        if ((granted & protection) != protection) return failure(security_errc::weak_protection);
        if (options_.delegate && (granted & ISC_RET_DELEGATE) == 0)
            return failure(
                security_errc::kerberos_failed,
                "delegation was requested, but the ticket cannot be forwarded: the domain does not trust the host for "
                "delegation"
            );
        return now_established(false);
    }

    // The flags of the result have the same values.
    static constexpr unsigned long protection = ISC_REQ_MUTUAL_AUTH | ISC_REQ_REPLAY_DETECT | ISC_REQ_SEQUENCE_DETECT |
                                                ISC_REQ_CONFIDENTIALITY | ISC_REQ_INTEGRITY;

    kerberos_initiator_options options_;
    std::optional<user_password> account_;
};

class sspi_acceptor final : public sspi_context {
public:
    explicit sspi_acceptor(kerberos_acceptor_options options) : options_(std::move(options)) {}

    /// Effects: acquires the keys of the account that the program runs as.
    [[nodiscard]] result<void> take_own_keys()
    {
        const SECURITY_STATUS taken = credential_.acquire(SECPKG_CRED_INBOUND, nullptr);
        if (taken != SEC_E_OK) return sspi_failure(taken, true, "the account's own keys");
        return {};
    }

    std::string peer_name() const override { return peer_; }

    [[nodiscard]] result<std::string> step(std::string_view token) override
    {
        if (established_)
            return failure(security_errc::malformed_token, "the client continues after its log-in has ended");
        if (token.empty()) return failure(security_errc::malformed_token);
        const bool looked_at = options_.binding != binding_policy::none;
        sspi_input input(token, looked_at ? std::string_view(options_.channel_binding) : std::string_view());
        sspi_output output;
        unsigned long granted = 0;
        TimeStamp expiry{};
        SECURITY_STATUS status = AcceptSecurityContext(
            credential_.get(),
            context_.if_held(),
            input.get(),
            protection | (options_.binding == binding_policy::relaxed ? allow_missing_bindings : 0UL),
            SECURITY_NATIVE_DREP,
            context_.get(),
            output.get(),
            &granted,
            &expiry
        );
        if (status >= 0) context_.now_held();
        status = completed(status, output.get());
        if (status < 0) return sspi_failure(status, true, {});
        if (!continues(status))
            if (auto finished = finish(); !finished) return finished.error();
        return output.bytes();
    }

private:
    [[nodiscard]] result<void> finish()
    {
        SecPkgContext_NamesW names{};
        const SECURITY_STATUS status = QueryContextAttributesW(context_.get(), SECPKG_ATTR_NAMES, &names);
        if (status != SEC_E_OK || names.sUserName == nullptr) return sspi_failure(status, true, "the client's name");
        peer_ = sspi_utf8(names.sUserName);
        FreeContextBuffer(names.sUserName);
        return now_established(true);
    }

    static constexpr unsigned long protection = ASC_REQ_MUTUAL_AUTH | ASC_REQ_REPLAY_DETECT | ASC_REQ_SEQUENCE_DETECT |
                                                ASC_REQ_CONFIDENTIALITY | ASC_REQ_INTEGRITY;
    static constexpr unsigned long allow_missing_bindings = 0x10000000; // ASC_REQ_ALLOW_MISSING_BINDINGS

    kerberos_acceptor_options options_;
    std::string peer_;
};

/// Effects: resolves the credentials now, so that a callback is called once per context.
[[nodiscard]] inline result<std::unique_ptr<security_context>> make_sspi_initiator(kerberos_initiator_options options)
{
    if (options.login_credentials.tickets() != nullptr)
        return failure(security_errc::key_table_unreadable, "Windows supports no named ticket caches or keytabs");
    std::optional<user_password> account;
    if (options.login_credentials.kind() != credential_kind::implicit) {
        auto resolved = options.login_credentials.resolve();
        if (!resolved) return resolved.error();
        if (auto forms = kerberos_principals(resolved->name()); !forms) return forms.error();
        account = std::move(*resolved);
    }
    return std::unique_ptr<security_context>(new sspi_initiator(std::move(options), std::move(account)));
}

[[nodiscard]] inline result<std::unique_ptr<security_context>> make_sspi_acceptor(kerberos_acceptor_options options)
{
    if (!options.key_table.empty())
        return failure(
            security_errc::key_table_unreadable, "Windows uses the keys of the account and supports no keytab"
        );
    auto acceptor = std::make_unique<sspi_acceptor>(std::move(options));
    if (auto taken = acceptor->take_own_keys(); !taken) return taken.error();
    return std::unique_ptr<security_context>(std::move(acceptor));
}

} // namespace wsman::detail
