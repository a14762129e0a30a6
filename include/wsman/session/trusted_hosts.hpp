//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/core/result.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace wsman::inline WSMAN_FORM {

class connection_target;

/// The TrustedHosts list of the client: hosts that may receive credentials although they cannot prove their identity.
///
/// Entries are compared with the text of the connection string, case-insensitively and without name resolution: a
/// trusted address does not make its name trusted. A default-constructed list trusts no host.
class trusted_hosts {
public:
    trusted_hosts() = default;

    /// Parses a comma-separated list: names, IPv4 addresses, IPv6 addresses in brackets, `*` for all, one `*` inside an
    /// entry (`*.corp.example`, `10.0.*`), and `<local>` for names without a period.
    /// Errors: windows_errc::invalid_hostname_pattern with rule R43 (two asterisks) or R45.
    [[nodiscard]] WSMAN_DECL static result<trusted_hosts> parse(std::string_view list);

    bool empty() const noexcept { return entries_.empty(); }
    WSMAN_DECL bool matches(const connection_target& target) const;
    /// Preconditions: `host` has the form of a connection string, with IPv6 in brackets and in its shortest form.
    WSMAN_DECL bool matches(std::string_view host) const;
    WSMAN_DECL std::string text() const; ///< the list, entries in lower case

    friend bool operator==(const trusted_hosts&, const trusted_hosts&) = default;

private:
    std::vector<std::string> entries_;
};

} // namespace wsman

#if !defined(WSMAN_SEPARATE_COMPILATION)
#include <wsman/session/impl/trusted_hosts.ipp>
#endif
