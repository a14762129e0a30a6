//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/result.hpp>
#include <wsman/session/session.hpp>
#include <wsman/session/session_draft.hpp>
#include <wsman/testing/endpoint.hpp>

#if defined(__linux__)
#include <wsman/testing/impl/running_endpoint.hpp>
#else
#include <wsman/testing/impl/certificate.hpp>
#include <wsman/testing/impl/fault_script.hpp>
#include <wsman/testing/impl/tally.hpp>
#endif

#include <utility>

#if !defined(__linux__)
namespace wsman::testing::detail {

// Programs are watched through pidfd, which only Linux has.
class running_endpoint {
public:
    explicit running_endpoint(const endpoint_options&)
    {
        throw exception(failure(make_error_code(session_errc::unsupported), "the endpoint needs Linux"));
    }
    void stop() {}
    void drop_connections() {}

    const endpoint_options options;
    certificate_set certificates;
    std::string url;
    std::uint16_t port = 0;
    tally counts;
    fault_script script;
};

} // namespace wsman::testing::detail
#endif

namespace wsman::testing {

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

WSMAN_DECL const secret& endpoint::password() const noexcept
{
    return running_->options.password;
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

WSMAN_DECL wsman::session endpoint::session() const
{
    session_draft draft;
    session_flags flags = session_flag::use_basic;
    flags |= session_flag::cred_username_password;
    client_policy policy;
    if (!running_->options.tls) {
        flags |= session_flag::no_encryption;
        policy.allow_unencrypted = true;
    }
    draft.set_flags(flags).value();
    draft.set_policy(std::move(policy)).value();
    draft.set_credentials(user_password(user(), password())).value();
    draft.set_connection(url()).value();
    if (running_->options.tls) {
        tls_policy tls;
        tls.ca_pem = ca_pem();
        tls.system_store = false;
        draft.set_tls(std::move(tls)).value();
    }
    return draft.build().value();
}

WSMAN_DECL endpoint_statistics endpoint::statistics() const
{
    return running_->counts.copy();
}

WSMAN_DECL bool endpoint::wait_until(
    const std::function<bool(const endpoint_statistics&)>& wanted, std::chrono::milliseconds patience
) const
{
    return running_->counts.wait_until(wanted, patience);
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
