//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/security/kerberos.hpp>

#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>

#include <cstdlib>
#include <fstream>
#include <iostream>
#include <iterator>
#include <memory>
#include <optional>
#include <string>
#include <utility>

namespace wsman::test {

/// Sets an environment variable during its lifetime. The libraries read the environment at each use.
class scoped_environment {
public:
    scoped_environment(std::string name, const std::string& value) : name_(std::move(name))
    {
        if (const char* before = std::getenv(name_.c_str())) before_ = before;
        ::setenv(name_.c_str(), value.c_str(), 1);
    }
    scoped_environment(const scoped_environment&) = delete;
    scoped_environment& operator=(const scoped_environment&) = delete;
    ~scoped_environment()
    {
        if (before_)
            ::setenv(name_.c_str(), before_->c_str(), 1);
        else
            ::unsetenv(name_.c_str());
    }

private:
    std::string name_;
    std::optional<std::string> before_;
};

/// The realm that tests/peers/realm.sh runs; WSMAN_TEST_REALM names the file that describes it.
class kerberos_realm {
public:
    /// Returns: nothing if no realm runs or this build has no Kerberos; prints the reason, so that the test counts as
    /// skipped.
    static std::optional<kerberos_realm> find()
    {
        const char* file = std::getenv("WSMAN_TEST_REALM");
        if (file == nullptr || !kerberos_available()) {
            std::cout << "SKIPPED: "
                      << (file == nullptr ? "no realm runs (tests/peers/realm.sh)" : "built without GSSAPI")
                      << std::endl;
            return std::nullopt;
        }
        std::ifstream stream(file);
        const std::string text{std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
        return kerberos_realm(boost::json::parse(text));
    }

    std::string folder() const { return text("folder"); }
    std::string file(const std::string& name) const { return folder() + '/' + name; }
    std::string password() const { return text("password"); }
    std::string service_keytab() const { return text("service_keytab"); }
    std::string user_keytab() const { return text("user_keytab"); }
    /// Returns: the configuration that takes one kind of key: aes1, aes2, rc4.
    std::string configuration_for(const std::string& kind) const { return file("krb5-" + kind + ".conf"); }

private:
    explicit kerberos_realm(boost::json::value about) : about_(std::move(about)) {}
    std::string text(const char* name) const { return std::string(about_.at(name).as_string()); }

    boost::json::value about_;
};

/// Both sides of a log-in of this library, with their state.
class kerberos_login {
public:
    kerberos_login(kerberos_initiator_options client_options, kerberos_acceptor_options host_options)
    {
        auto made_host = make_kerberos_acceptor(std::move(host_options));
        auto made_client = make_kerberos_initiator(std::move(client_options));
        if (!made_host || !made_client) {
            outcome = made_host ? made_client.error() : made_host.error();
            return;
        }
        host = std::move(*made_host);
        client = std::move(*made_client);
        outcome = exchange();
    }

    std::unique_ptr<security_context> client;
    std::unique_ptr<security_context> host;
    result<void> outcome; ///< of the side that failed; the messages tell which

private:
    result<void> exchange()
    {
        std::string token;
        while (!client->established() || !host->established()) {
            auto request = client->step(token);
            if (!request) return request.error();
            if (request->empty()) break;
            auto answer = host->step(*request);
            if (!answer) return answer.error();
            token = *answer;
        }
        return {};
    }
};

/// The options with which alice logs in by password.
inline kerberos_initiator_options
kerberos_user(const kerberos_realm& realm, std::string user = "alice", std::string target = "HTTP/host.wsman.test")
{
    kerberos_initiator_options options;
    options.login_credentials = user_password(std::move(user), secret(realm.password()));
    options.target_name = std::move(target);
    return options;
}

inline kerberos_acceptor_options kerberos_host(const kerberos_realm& realm, std::string binding = {})
{
    kerberos_acceptor_options options;
    options.key_table = realm.service_keytab();
    options.channel_binding = std::move(binding);
    return options;
}

} // namespace wsman::test
