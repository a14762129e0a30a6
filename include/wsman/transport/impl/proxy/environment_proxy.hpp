//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/core/result.hpp>
#include <wsman/session/connection.hpp>

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace wsman::inline WSMAN_FORM::detail {

/// Reads a variable of the environment: nullptr where there is none.
using environment_reader = std::function<const char*(const char*)>;

/// Returns: the proxy for https that the environment names for a host: `https_proxy`, else `HTTPS_PROXY`, unless
/// `no_proxy`, else `NO_PROXY`, excepts the host; nothing for a direct connection. `has_account` says whether the
/// session logs in at the proxy by itself; only then an account in the variable is passed over.
/// Errors: session_errc::unsupported for a proxy of another kind than http, and for an account in the variable;
/// rules R1, R6 and R10 for its address. The variable's value is not repeated.
[[nodiscard]] WSMAN_DECL result<std::optional<host_and_port>>
environment_proxy(const environment_reader& read, const std::string& host, std::uint16_t port, bool has_account);

/// Returns: whether a list in the form of `no_proxy` excepts the host: entries between commas or blanks, each `*`, a name
/// (with all that end in it, with or without a dot or `*.` before it), an address, or a network `10.0.0.0/8`; names and
/// addresses may have a port, IPv6 addresses need brackets then. Names are compared as they are written: nothing is
/// resolved.
WSMAN_DECL bool is_excepted(std::string_view list, const std::string& host, std::uint16_t port);

} // namespace wsman::detail

#if !defined(WSMAN_SEPARATE_COMPILATION)
#include <wsman/transport/impl/proxy/environment_proxy.ipp>
#endif
