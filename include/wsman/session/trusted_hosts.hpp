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

/// The hosts that get credentials although they cannot prove who they are: the client's TrustedHosts list.
///
/// Entries are compared with the text of the connection string, without case and without asking a name server:
/// a name is not trusted because its address is. Default constructed, nobody is trusted.
class trusted_hosts {
public:
    trusted_hosts() = default;

    /// Reads a comma-separated list: names, IPv4 addresses, IPv6 addresses in brackets, `*` for all, one `*` inside an
    /// entry (`*.corp.example`, `10.0.*`), and `<local>` for names without a period.
    /// Errors: windows_errc::invalid_hostname_pattern with rule R43 (two asterisks) or R45.
    [[nodiscard]] WSMAN_DECL static result<trusted_hosts> parse(std::string_view list);

    bool empty() const noexcept { return entries_.empty(); }
    WSMAN_DECL bool matches(const connection_target& target) const;
    /// Preconditions: `host` is written as in a connection string, IPv6 in brackets and in its shortest form.
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
