//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/session/credentials.hpp>
#include <wsman/session/rule.hpp>

#include <algorithm>
#include <exception>
#include <utility>

namespace wsman::inline WSMAN_FORM::detail {

inline bool has_control_byte(std::string_view text) noexcept
{
    return std::any_of(text.begin(), text.end(), [](char c) {
        return static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
    });
}

inline failure invalid_user_name(std::string why)
{
    failure f(session_errc::invalid_text, std::move(why));
    f.details().rule = "R37";
    f.details().operation = "session";
    return f;
}

} // namespace wsman::detail

namespace wsman::inline WSMAN_FORM {

WSMAN_DECL user_name::user_name(std::string text) : text_(std::move(text))
{
    if (const std::size_t slash = text_.find('\\'); slash != std::string::npos) {
        form_ = form::down_level;
        domain_ = text_.substr(0, slash);
        user_ = text_.substr(slash + 1);
    } else if (const std::size_t at = text_.rfind('@'); at != std::string::npos) {
        form_ = form::principal;
        user_ = text_.substr(0, at);
        domain_ = text_.substr(at + 1);
    } else {
        user_ = text_;
    }
}

WSMAN_DECL result<void> user_name::check() const
{
    if (detail::has_control_byte(text_)) return detail::invalid_user_name("the user name contains a control character");
    if (user_.empty() || (form_ != form::bare && domain_.empty()))
        return detail::invalid_user_name("the user name is not of the form user, DOMAIN\\user or user@realm");
    return {};
}

WSMAN_DECL result<void> ticket_source::check() const
{
    failure why(session_errc::invalid_text);
    why.details().operation = "session";
    for (const std::string* text : {&cache_, &principal_, &keytab_})
        if (detail::has_control_byte(*text)) {
            why.details().client_text = "the name of a ticket cache, principal or keytab contains a control character";
            return why;
        }
    if (principal_.empty() == keytab_.empty()) return {};
    why.details().client_text =
        keytab_.empty() ? "a principal needs a keytab with its key" : "a keytab needs a principal";
    return why;
}

WSMAN_DECL credential_kind credentials::kind() const noexcept
{
    if (std::holds_alternative<client_certificate>(source_)) return credential_kind::certificate;
    const bool implicit = std::holds_alternative<std::monostate>(source_) || tickets();
    return implicit ? credential_kind::implicit : credential_kind::account;
}

WSMAN_DECL result<user_password> credentials::resolve() const
{
    result<user_password> account = [&]() -> result<user_password> {
        if (const user_password* given = this->account()) return *given;
        const callback* ask = std::get_if<callback>(&source_);
        if (!ask || !*ask) return rule_failure(rule::f9, "the session has no user name and password");
        try {
            return (*ask)();
        }
        catch (const std::exception&) {
            // The failure does not contain the text of the exception, which may contain a secret.
            return failure(session_errc::secret_unreadable, "the callback for the credentials threw an exception");
        }
    }();
    if (!account) return account;
    if (account->user().empty() || account->password().empty())
        return rule_failure(rule::f8, account->user().empty() ? "the user name" : "the password");
    if (auto name = account->name().check(); !name) return name.error();
    return account;
}

} // namespace wsman
