//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/protocol/message.hpp>
#include <wsman/protocol/soap.hpp>

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace wsman::inline WSMAN_FORM {

/// The answer of a host to Identify.
class identity {
public:
    identity() = default;

    std::string product_vendor;
    std::string product_version;                ///< WinRM: "OS: 10.0.17763 SP: 0.0 Stack: 3.0"
    std::string protocol_version;               ///< URI
    std::vector<std::string> security_profiles; ///< URIs of the authentication schemes; many hosts send none

    /// Returns: the major number after "Stack:" in the product version of WinRM: 3 since Windows 8 and Server 2012.
    WSMAN_DECL std::optional<unsigned> stack() const;
};

/// Whether Identify logs in. Without a log-in WinRM returns only the version of its stack.
enum class identify_as { authenticated, anonymous };

/// Asks a host for its vendor and version. It is the only operation that needs no rights.
///
/// Errors: protocol_errc::missing_element if the envelope contains no IdentifyResponse.
/// Specification: DSP0226 11.
class identify {
public:
    using value_type = identity;

    explicit identify(const soap_context& context, identify_as login = identify_as::authenticated)
        : call_(context), login_(login)
    {
    }

    WSMAN_DECL step start();
    WSMAN_DECL step resume(result<response>& answer);
    identity value() && { return std::move(value_); }

private:
    soap_call call_;
    identify_as login_;
    identity value_;
};

} // namespace wsman

#if !defined(WSMAN_SEPARATE_COMPILATION)
#include <wsman/protocol/impl/identify.ipp>
#endif
