//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/core/result.hpp>
#include <wsman/security/kerberos.hpp>
#include <wsman/testing/endpoint_options.hpp>
#include <wsman/testing/impl/log_in/digest_log_in.hpp>

#include <string>
#include <string_view>

namespace wsman::inline WSMAN_FORM::testing::detail {

[[noreturn]] inline void refuse_option(error_code code, std::string text)
{
    failure why(code, std::move(text));
    why.details().operation = "endpoint";
    throw exception(std::move(why));
}

/// Effects: throws for options that the endpoint would otherwise ignore, because a test of them would then pass for the
/// wrong reason.
inline void check_options(const endpoint_options& options)
{
    const error_code invalid = client_errc::invalid_argument;
    if (options.credssp_version < 2 || options.credssp_version > 6)
        refuse_option(invalid, "credssp_version is 2 to 6: " + std::to_string(options.credssp_version));
    for (const std::string_view name : options.digest_algorithms) {
        const bool session = name.size() > 5 && ascii_iequals(name.substr(name.size() - 5), "-sess");
        if (!find_digest_algorithm(session ? name.substr(0, name.size() - 5) : name))
            refuse_option(invalid, "unknown Digest algorithm: " + std::string(name));
    }
    if (options.tls_minimum > options.tls_maximum) refuse_option(invalid, "tls_minimum is above tls_maximum");
    if (options.own_certificate_pem.empty() != options.own_key_pem.empty())
        refuse_option(invalid, "own_certificate_pem and own_key_pem must be given together");
    if (!options.own_certificate_pem.empty() && !options.tls)
        refuse_option(invalid, "a certificate is given, but tls is off");
    for (const std::string& name : options.certificate_names)
        if (name.empty() || name.find_first_of(", \t\r\n") != std::string::npos)
            refuse_option(invalid, "not a valid name for a certificate: " + name);
    if (!options.key_table.empty() && !kerberos_available())
        refuse_option(transport_errc::scheme_not_supported, "key_table is given, but this build has no Kerberos");
}

} // namespace wsman::testing::detail
