//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/core/encoding.hpp>
#include <wsman/core/utf8.hpp>
#include <wsman/security/basic_authentication.hpp>

#include <string>

namespace wsman::inline WSMAN_FORM::detail {

inline bool holds_control_character(std::string_view text) noexcept
{
    for (const char c : text)
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) return true;
    return false;
}

} // namespace wsman::detail

namespace wsman::inline WSMAN_FORM {

WSMAN_DECL result<secret> no_authentication::authorization(std::string_view, std::string_view)
{
    return secret();
}

WSMAN_DECL result<login_step> no_authentication::answered(const login_answer& answer)
{
    return refused_login(scheme(), answer.challenges);
}

WSMAN_DECL result<secret> basic_authentication::authorization(std::string_view, std::string_view)
{
    proof_left_ = true;
    return value_;
}

WSMAN_DECL result<login_step> basic_authentication::answered(const login_answer& answer)
{
    // A second attempt with the same password would count towards the account's lockout threshold.
    failure why = refused_login(scheme(), answer.challenges);
    if (with_domain_)
        why.details().hint = "Windows accepts Basic for local accounts only, without a domain: remove the part "
                             "before the backslash or after the @. For a domain account use Negotiate or Kerberos";
    return why;
}

WSMAN_DECL result<secret> basic_authorization(const user_password& account)
{
    const std::string& user = account.user();
    const std::string_view password = account.password().reveal();
    if (user.find(':') != std::string::npos)
        return failure(client_errc::invalid_argument, "Basic cannot carry a user name with a colon");
    if (detail::holds_control_character(user) || detail::holds_control_character(password))
        return failure(
            client_errc::invalid_argument, "Basic cannot carry a user name or password with a control character"
        );
    if (find_invalid_utf8(user) || find_invalid_utf8(password))
        return failure(client_errc::invalid_argument, "user name and password must be UTF-8");

    std::string pair;
    std::string value;
    pair.reserve(user.size() + 1 + password.size());
    value.reserve(6 + base64_encoded_size(user.size() + 1 + password.size()));
    pair.append(user).append(1, ':').append(password);
    value = "Basic ";
    append_base64(value, pair);
    secret prepared(value);
    wipe(pair);
    wipe(value);
    return prepared;
}

} // namespace wsman
