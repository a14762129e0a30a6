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

/// Returns: the part of a principal's name with those characters quoted that mean something to Kerberos (RFC 1964,
/// 2.1.1). A slash is left: "agent/build01@CORP.EXAMPLE" is a user, too.
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

/// Returns: the principals that a user name may mean, the first to be tried first. Realms are upper-case by custom and
/// people are not, so that form comes second; without a realm it is the default one of this computer.
/// Errors: session_errc::invalid_text for accounts of one host (`.\user`), which no realm knows.
[[nodiscard]] inline result<std::vector<std::string>> kerberos_principals(const user_name& name)
{
    if (name.is_local_account())
        return failure(session_errc::invalid_text, "an account of the host itself cannot log in by Kerberos");
    const std::string user = quoted_principal_part(name.user());
    if (name.domain().empty()) return std::vector<std::string>{user};
    std::vector<std::string> forms{user + '@' + quoted_principal_part(name.domain())};
    const std::string upper = upper_case_realm(name.domain());
    if (upper != name.domain()) forms.push_back(user + '@' + quoted_principal_part(upper));
    return forms;
}

/// Returns: the host of "HTTP/build01.corp.example:5986", without the port; empty where it names none.
inline std::string host_of_service(std::string_view service)
{
    const std::size_t slash = service.find('/');
    if (slash == std::string_view::npos) return {};
    const std::string_view host = service.substr(slash + 1);
    return std::string(host.substr(0, host.find_first_of(":/@")));
}

} // namespace wsman::detail
