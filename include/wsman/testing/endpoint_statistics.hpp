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

/// What an endpoint has seen so far and what it holds at the moment; a copy.
class endpoint_statistics {
public:
    endpoint_statistics() {}

    std::map<std::string, std::uint64_t, std::less<>> requests; ///< by operation: "Identify", "Create", "Receive" …
    std::uint64_t connections_accepted = 0;
    std::uint64_t unauthorized = 0;   ///< answers with 401 that refuse, those that ask for a log-in among them
    std::uint64_t login_legs = 0;     ///< answers with 401 that carry the next token of a log-in
    std::uint64_t refused_logins = 0; ///< log-ins that were tried and refused, for a wrong password, say
    /// Log-ins that were accepted, by scheme: "basic", "digest", "negotiate", "ntlm", "kerberos", "credssp",
    /// "certificate". With Basic, Digest and certificates each request is one.
    std::map<std::string, std::uint64_t, std::less<>> logins;
    std::map<std::string, std::uint64_t, std::less<>> mechanisms; ///< the same by what was chosen inside: "ntlm"
    std::string last_refusal;                                     ///< why the last log-in was refused; no secret in it
    std::uint64_t sealed_requests = 0;   ///< requests whose body was sealed and could be opened
    std::uint64_t broken_seals = 0;      ///< those whose body could not be opened
    std::uint64_t unsealed_requests = 0; ///< requests with a body that everybody on the way could read
    std::uint64_t faults = 0;            ///< answers with a SOAP fault, time-outs among them
    std::uint64_t injected = 0;          ///< scripted faults that took effect
    std::uint64_t commands_started = 0;
    std::size_t open_connections = 0;
    std::size_t open_shells = 0;
    std::size_t open_commands = 0;     ///< started and not yet terminated
    std::size_t running_processes = 0; ///< started and not yet ended
    std::uint64_t shells_created = 0;
    std::uint64_t shells_expired = 0; ///< reaped because nobody used them

    /// Returns: how many log-ins by this scheme were accepted.
    std::uint64_t count_logins(std::string_view scheme) const
    {
        const auto found = logins.find(scheme);
        return found == logins.end() ? 0 : found->second;
    }
    /// Returns: how many requests of this operation have been read.
    std::uint64_t count(std::string_view operation) const
    {
        const auto found = requests.find(operation);
        return found == requests.end() ? 0 : found->second;
    }
};

} // namespace wsman::testing
