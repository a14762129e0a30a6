//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/security/ntlm.hpp>

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace wsman::testing {

/// Two sides of NTLM with the same password, and the messages between them.
class ntlm_pair {
public:
    ntlm_pair() : client_options(user_password("CORP\\User", secret("Password")))
    {
        host_options.computer_name = "BUILD01";
        host_options.domain_name = "CORP";
        host_options.password = [this](std::string_view domain, std::string_view user) -> std::optional<secret> {
            asked_domain = domain;
            asked_user = user;
            return host_password;
        };
    }

    ntlm_pair(const ntlm_pair&) = delete;
    ntlm_pair& operator=(const ntlm_pair&) = delete;

    void begin()
    {
        client = make_ntlm_initiator(client_options).value();
        host = make_ntlm_acceptor(host_options).value();
    }
    /// Returns: the acceptor's result for the client's last message.
    result<std::string> log_in()
    {
        begin();
        negotiate = client->step({}).value();
        challenge = host->step(negotiate).value();
        authenticate = client->step(challenge).value();
        return host->step(authenticate);
    }

    ntlm_initiator_options client_options;
    ntlm_acceptor_options host_options;
    std::optional<secret> host_password{secret("Password")};
    std::string asked_domain;
    std::string asked_user;

    std::unique_ptr<security_context> client;
    std::unique_ptr<security_context> host;
    std::string negotiate;
    std::string challenge;
    std::string authenticate;
};

} // namespace wsman::testing
