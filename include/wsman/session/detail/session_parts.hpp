//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once
#include <wsman/core/config.hpp>
#include <wsman/session/authentication.hpp>
#include <wsman/session/client_policy.hpp>
#include <wsman/session/connection.hpp>
#include <wsman/session/credentials.hpp>
#include <wsman/session/option_value.hpp>
#include <wsman/session/policy_state.hpp>
#include <wsman/session/proxy.hpp>
#include <wsman/session/tls_policy.hpp>

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace wsman::inline WSMAN_FORM::detail {

#if defined(_WIN32) || defined(WSMAN_WITH_GSSAPI)
#define WSMAN_DETAIL_HAS_KERBEROS true
#else
#define WSMAN_DETAIL_HAS_KERBEROS false
#endif
/// Whether this build supports Kerberos, which security/ implements.
inline constexpr bool built_with_kerberos = WSMAN_DETAIL_HAS_KERBEROS;
#undef WSMAN_DETAIL_HAS_KERBEROS

/// The settings that a draft collects. A session keeps them, so that a changed copy passes the same rules.
struct session_parts {
    policy_state state;
    std::string connection; ///< the text, because its meaning depends on use_ssl
    /// The options without a flag, by number, each with its type
    std::vector<std::pair<session_option, option_value>> options;
    wsman::credentials credentials;
    client_policy policy;
    tls_policy tls;
    std::optional<proxy_settings> proxy;
    std::optional<host_and_port> connect_address;
    std::string spn_host;
    std::string spn_service;
    bool delegate = false;
    completeness stage = completeness::complete;
};

/// A finished session.
struct session_data {
    session_parts parts;
    connection_target target;
    authentication_choice choice;
    client_facts client;
};

} // namespace wsman::detail
