//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/core/result.hpp>
#include <wsman/core/utf8.hpp>
#include <wsman/session/credentials.hpp>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace wsman::inline WSMAN_FORM::detail {

/// Returns: the part of a principal name with the special characters of Kerberos escaped (RFC 1964, 2.1.1). A slash is
/// not escaped: "agent/build01@CORP.EXAMPLE" is a valid user.
inline std::string quoted_principal_part(std::string_view text)
{
    std::string quoted;
    for (const char c : text) {
        if (c == '\\' || c == '@') quoted += '\\';
        quoted += c;
    }
    return quoted;
}

inline std::string upper_case_realm(std::string_view realm)
{
    std::string upper(realm);
    std::transform(upper.begin(), upper.end(), upper.begin(), [](char c) {
        return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    });
    return upper;
}

/// Returns: the principals that a user name may stand for, in the order in which they are tried. Realms are upper-case
/// by convention, but users often type lower case, so the upper-case form is second. A name without a realm is in the
/// default realm of this computer.
/// Errors: session_errc::invalid_text for local accounts (`.\user`), which belong to no realm.
[[nodiscard]] inline result<std::vector<std::string>> kerberos_principals(const user_name& name)
{
    if (name.is_local_account())
        return failure(session_errc::invalid_text, "a local account of the host cannot use Kerberos");
    const std::string user = quoted_principal_part(name.user());
    if (name.domain().empty()) return std::vector<std::string>{user};
    std::vector<std::string> forms{user + '@' + quoted_principal_part(name.domain())};
    const std::string upper = upper_case_realm(name.domain());
    if (upper != name.domain()) forms.push_back(user + '@' + quoted_principal_part(upper));
    return forms;
}

/// Returns: the host of "HTTP/build01.corp.example:5986", without the port; empty if there is none.
inline std::string host_of_service(std::string_view service)
{
    const std::size_t slash = service.find('/');
    if (slash == std::string_view::npos) return {};
    const std::string_view host = service.substr(slash + 1);
    return std::string(host.substr(0, host.find_first_of(":/@")));
}

} // namespace wsman::detail
