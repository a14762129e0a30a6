//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>

namespace wsman::inline WSMAN_FORM::testing {

/// The counters and the current state of an endpoint; a copy.
class endpoint_statistics {
public:
    endpoint_statistics() {}

    std::map<std::string, std::uint64_t, std::less<>> requests; ///< by operation: "Identify", "Create", "Receive" …
    std::uint64_t connections_accepted = 0;
    std::uint64_t unauthorized = 0;   ///< 401 answers that refuse, including the first challenge
    std::uint64_t login_legs = 0;     ///< answers with 401 that carry the next token of a log-in
    std::uint64_t refused_logins = 0; ///< log-ins that were refused, for example for a wrong password
    /// Log-ins that were accepted, by scheme: "basic", "digest", "negotiate", "ntlm", "kerberos", "credssp",
    /// "certificate". With Basic, Digest and certificates each request is one.
    std::map<std::string, std::uint64_t, std::less<>> logins;
    std::map<std::string, std::uint64_t, std::less<>> mechanisms; ///< the same by negotiated mechanism: "ntlm"
    std::string last_refusal;            ///< the reason for the last refused log-in; no secret in it
    std::uint64_t sealed_requests = 0;   ///< requests whose sealed body was opened
    std::uint64_t broken_seals = 0;      ///< requests whose sealed body could not be opened
    std::uint64_t unsealed_requests = 0; ///< requests with a body that was neither sealed nor protected by TLS
    std::uint64_t faults = 0;            ///< answers with a SOAP fault, including time-outs
    std::uint64_t injected = 0;          ///< scripted faults that took effect
    std::uint64_t commands_started = 0;
    std::size_t open_connections = 0;
    std::size_t open_shells = 0;
    std::size_t open_commands = 0;     ///< started and not yet terminated
    std::size_t running_processes = 0; ///< started and not yet ended
    std::uint64_t shells_created = 0;
    std::uint64_t shells_expired = 0; ///< closed because their idle time-out passed

    /// Returns: the number of accepted log-ins by this scheme.
    std::uint64_t count_logins(std::string_view scheme) const
    {
        const auto found = logins.find(scheme);
        return found == logins.end() ? 0 : found->second;
    }
    /// Returns: the number of requests of this operation that were read.
    std::uint64_t count(std::string_view operation) const
    {
        const auto found = requests.find(operation);
        return found == requests.end() ? 0 : found->second;
    }
};

} // namespace wsman::testing
