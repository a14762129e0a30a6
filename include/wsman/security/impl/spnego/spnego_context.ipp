//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/security/spnego.hpp>
#include <wsman/security/impl/spnego/spnego_context.hpp>

#include <utility>

namespace wsman::inline WSMAN_FORM::detail {

inline failure spnego_has_no_mechanism()
{
    return failure(security_errc::login_incomplete, "SPNEGO has selected no mechanism yet");
}

WSMAN_DECL std::optional<spnego_mechanism> spnego_context::mechanism_of(std::string_view identifier) noexcept
{
    if (identifier == spnego_oid::kerberos || identifier == spnego_oid::microsoft_kerberos)
        return spnego_mechanism::kerberos;
    if (identifier == spnego_oid::ntlm) return spnego_mechanism::ntlm;
    return std::nullopt;
}

WSMAN_DECL std::string_view spnego_context::name_of(spnego_mechanism mechanism) noexcept
{
    return mechanism == spnego_mechanism::kerberos ? "Kerberos" : "NTLM";
}

WSMAN_DECL void spnego_context::add_failure(std::optional<failure>& all, spnego_mechanism mechanism, const failure& why)
{
    if (!all) {
        all = why;
        return;
    }
    std::string& text = all->details().client_text;
    text.append(text.empty() ? "" : "; ").append(name_of(mechanism)).append(": ").append(why.message());
}

WSMAN_DECL result<std::string> spnego_context::sign(std::string_view text)
{
    if (!mechanism_) return spnego_has_no_mechanism();
    return mechanism_->sign(text);
}

WSMAN_DECL result<void> spnego_context::verify(std::string_view text, std::string_view signature)
{
    if (!mechanism_) return spnego_has_no_mechanism();
    return mechanism_->verify(text, signature);
}

WSMAN_DECL result<std::size_t> spnego_context::seal(std::string& out, std::string_view plain)
{
    if (!can_seal()) return spnego_has_no_mechanism();
    return mechanism_->seal(out, plain);
}

WSMAN_DECL result<std::string_view> spnego_context::open(std::span<char> sealed, std::size_t header_size)
{
    if (!can_seal()) return spnego_has_no_mechanism();
    return mechanism_->open(sealed, header_size);
}

WSMAN_DECL result<void> spnego_context::sign_list(spnego_response& answer)
{
    if (list_signed_) return {};
    result<std::string> signature = mechanism_->sign(list_);
    if (signature.has_error()) return signature.error();
    answer.list_signature = std::move(*signature);
    mechanism_->mechanism_list_signed();
    list_signed_ = true;
    return {};
}

WSMAN_DECL result<void> spnego_context::verify_list(const spnego_response& token)
{
    if (!token.list_signature) return {};
    if (!mechanism_->established()) return malformed("a signature before the mechanism has its keys");
    if (list_verified_) return malformed("a second signature of the mechanism list");
    const result<void> good = mechanism_->verify(list_, *token.list_signature);
    if (good.has_error()) return good.error();
    mechanism_->mechanism_list_verified();
    list_verified_ = true;
    return {};
}

} // namespace wsman::detail
