//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/core/result.hpp>
#include <wsman/session/session.hpp>
#include <wsman/testing/endpoint.hpp>
#include <wsman/testing/impl/ready_session.hpp>

#if defined(__linux__)
#include <wsman/testing/impl/running_endpoint.hpp>
#else
#include <wsman/testing/impl/fault_script.hpp>
#include <wsman/testing/impl/log_in/account.hpp>
#include <wsman/testing/impl/tally.hpp>
#include <wsman/testing/impl/tls/certificate.hpp>
#include <wsman/testing/impl/tls/certificate_files.hpp>
#endif

#include <utility>

#if !defined(__linux__)
namespace wsman::inline WSMAN_FORM::testing::detail {

// Programs are watched through pidfd, which only Linux has.
class running_endpoint {
public:
    explicit running_endpoint(endpoint_options settings)
        : options(std::move(settings)), owner(options.user, options.password)
    {
        throw exception(failure(make_error_code(session_errc::unsupported), "the endpoint needs Linux"));
    }
    void stop() {}
    void drop_connections() {}

    const endpoint_options options;
    account owner;
    certificate_set certificates;
    certificate_files files;
    std::string url;
    std::uint16_t port = 0;
    tally counts;
    fault_script script;
};

} // namespace wsman::testing::detail
#endif

namespace wsman::inline WSMAN_FORM::testing {

WSMAN_DECL endpoint::endpoint(endpoint_options options)
    : running_(std::make_unique<detail::running_endpoint>(std::move(options)))
{
}

WSMAN_DECL endpoint::~endpoint() = default;

WSMAN_DECL std::uint16_t endpoint::port() const noexcept
{
    return running_->port;
}

WSMAN_DECL const std::string& endpoint::url() const noexcept
{
    return running_->url;
}

WSMAN_DECL const std::string& endpoint::user() const noexcept
{
    return running_->options.user;
}

WSMAN_DECL secret endpoint::password() const
{
    return running_->owner.password();
}

WSMAN_DECL void endpoint::set_password(secret password)
{
    running_->owner.set_password(std::move(password));
}

WSMAN_DECL const std::string& endpoint::ca_pem() const noexcept
{
    return running_->certificates.ca;
}

WSMAN_DECL const std::string& endpoint::certificate_pem() const noexcept
{
    return running_->certificates.leaf;
}

WSMAN_DECL const std::string& endpoint::certificate_sha256() const noexcept
{
    return running_->certificates.sha256;
}

WSMAN_DECL const std::string& endpoint::client_certificate_pem() const noexcept
{
    return running_->certificates.client.certificate;
}

WSMAN_DECL std::string endpoint::client_key_pem(const secret& key_password) const
{
    const std::string& key = running_->certificates.client.key;
    if (key.empty() || key_password.empty()) return key;
    return detail::pem_of(detail::read_key(key).get(), key_password.reveal());
}

WSMAN_DECL client_certificate endpoint::client_certificate_files(secret key_password) const
{
    const std::string key = client_key_pem(key_password);
    return running_->files.write(client_certificate_pem(), key, std::move(key_password));
}

WSMAN_DECL wsman::session endpoint::session() const
{
    return session(authentication_scheme::basic);
}

WSMAN_DECL wsman::session endpoint::session(authentication_scheme scheme) const
{
    const detail::endpoint_address address(running_->options, url(), port(), ca_pem());
    const bool by_certificate = scheme == authentication_scheme::certificate && running_->options.tls;
    credentials account;
    if (by_certificate)
        account = client_certificate_files();
    else
        account = user_password(user(), password());
    return detail::ready_session(scheme, address, std::move(account));
}

WSMAN_DECL endpoint_statistics endpoint::statistics() const
{
    return running_->counts.copy();
}

WSMAN_DECL bool endpoint::wait_until(
    const std::function<bool(const endpoint_statistics&)>& wanted, std::chrono::milliseconds timeout
) const
{
    return running_->counts.wait_until(wanted, timeout);
}

WSMAN_DECL void endpoint::inject(scripted_fault fault)
{
    running_->script.add(std::move(fault));
}

WSMAN_DECL void endpoint::clear_faults()
{
    running_->script.clear();
}

WSMAN_DECL void endpoint::drop_connections()
{
    running_->drop_connections();
}

WSMAN_DECL void endpoint::stop()
{
    running_->stop();
}

} // namespace wsman::testing
