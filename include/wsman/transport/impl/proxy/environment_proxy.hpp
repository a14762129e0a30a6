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

/// Reads an environment variable: nullptr if it is not set.
using environment_reader = std::function<const char*(const char*)>;

/// Returns: the proxy for https that the environment names for a host: `https_proxy`, else `HTTPS_PROXY`, unless
/// `no_proxy`, else `NO_PROXY`, excludes the host; nothing for a direct connection. `has_account` says whether the
/// session has its own account for the proxy; only then an account in the variable is ignored.
/// Errors: session_errc::unsupported if the proxy's scheme is not http, or if the variable holds an account; rules R1,
/// R6 and R10 for its address. Error texts do not contain the variable's value.
[[nodiscard]] WSMAN_DECL result<std::optional<host_and_port>>
environment_proxy(const environment_reader& read, const std::string& host, std::uint16_t port, bool has_account);

/// Returns: whether a list in the format of `no_proxy` excludes the host. Entries are separated by commas or blanks.
/// Each is `*`, a name (which also covers its subdomains, with or without a leading dot or `*.`), an address, or a
/// network `10.0.0.0/8`; names and addresses may have a port, and IPv6 addresses then need brackets. Names are compared
/// as text: nothing is resolved.
WSMAN_DECL bool is_excepted(std::string_view list, const std::string& host, std::uint16_t port);

} // namespace wsman::detail

#if !defined(WSMAN_SEPARATE_COMPILATION)
#include <wsman/transport/impl/proxy/environment_proxy.ipp>
#endif
