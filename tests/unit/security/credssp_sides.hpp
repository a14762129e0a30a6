//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <support/certificates.hpp>
#include <support/toy_security_context.hpp>
#include <wsman/security/credssp.hpp>
#include <wsman/security/impl/credssp/credssp_acceptor.hpp>
#include <wsman/security/impl/credssp/credssp_initiator.hpp>

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// Both sides of CredSSP with a toy context inside.
namespace wsman::test {

/// A context with the rounds of NTLM inside SPNEGO: the client's last token is followed by one final token of the host,
/// and sealing works before that.
class toy_log_in final : public toy_security_context {
public:
    explicit toy_log_in(std::string password) : password_(std::move(password)) {}
    explicit toy_log_in(std::string password, int) : password_(std::move(password)), accepts_(true) {}

    result<std::string> step(std::string_view token) override
    {
        if (!accepts_ && token.empty()) return std::string("negotiate");
        if (!accepts_ && token == "challenge") {
            can_seal_ = true;
            return "authenticate:" + password_;
        }
        if (!accepts_ && token == "accepted") {
            established_ = true;
            return std::string();
        }
        if (accepts_ && token == "negotiate") return std::string("challenge");
        if (accepts_ && token == "authenticate:" + password_) {
            can_seal_ = established_ = true;
            return std::string("accepted");
        }
        return failure(security_errc::password_refused);
    }
    bool established() const noexcept override { return established_; }
    bool can_seal() const noexcept override { return can_seal_; }
    std::string peer_name() const override { return "TOY\\user"; }

private:
    std::string password_;
    bool accepts_ = false;
    bool established_ = false;
    bool can_seal_ = false;
};

inline const certificate& host_certificate()
{
    static const certificate made = make_certificate(certificate_request("host"));
    return made;
}
inline const certificate& other_certificate()
{
    static const certificate made = make_certificate(certificate_request("other"));
    return made;
}

/// A client and a host, and the accounts that the host received.
class pair_of_sides {
public:
    std::string client_password = "canary-1";
    std::string account = "CORP\\svc";
    unsigned minimum = credssp::safe_version;
    unsigned host_version = credssp::newest_version;
    bool accepts_credentials = true;
    std::vector<user_password> delegated;
    std::function<void(SSL*)> limit_tls = [](SSL*) {};
    std::unique_ptr<security_context> client;
    std::unique_ptr<security_context> host;

    void begin()
    {
        auto client_tunnel = detail::tls_tunnel::client().value();
        limit_tls(client_tunnel->native());
        client = std::make_unique<detail::credssp_initiator>(
            std::move(client_tunnel),
            std::make_unique<toy_log_in>(client_password),
            user_password(account, secret("canary-2")),
            minimum
        );
        auto host_tunnel = detail::tls_tunnel::server(host_certificate().pem(), host_certificate().key_pem()).value();
        limit_tls(host_tunnel->native());
        host = std::make_unique<detail::credssp_acceptor>(
            std::move(host_tunnel),
            std::make_unique<toy_log_in>("canary-1", 0),
            host_version,
            [this](const user_password& given) {
                delegated.push_back(given);
                return accepts_credentials;
            }
        );
    }

    /// Passes tokens until none is left. Returns: the failure of the side that fails first.
    result<void> log_in()
    {
        begin();
        std::string token;
        for (int round = 0; round != 20; ++round) {
            result<std::string> sent = client->step(token);
            if (sent.has_error()) return sent.error();
            if (client->established() && sent->empty()) return {};
            result<std::string> answer = host->step(*sent);
            if (answer.has_error()) return answer.error();
            if (client->established() && answer->empty()) return {};
            token = std::move(*answer);
        }
        return failure(security_errc::login_incomplete, "the test used all its rounds");
    }
};

inline void only_tls_1_2(SSL* connection)
{
    SSL_set_max_proto_version(connection, TLS1_2_VERSION);
}

} // namespace wsman::test
