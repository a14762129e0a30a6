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

/// Who a host says it is.
class identity {
public:
    identity() = default;

    std::string product_vendor;
    std::string product_version;                ///< WinRM: "OS: 10.0.17763 SP: 0.0 Stack: 3.0"
    std::string protocol_version;               ///< URI
    std::vector<std::string> security_profiles; ///< URIs of the log-in schemes; many hosts name none

    /// Returns: the major number behind "Stack:" in the version of WinRM: 3 since Windows 8 and Server 2012.
    WSMAN_DECL std::optional<unsigned> stack() const;
};

/// Whether Identify logs in. WinRM tells a stranger only the version of its stack.
enum class identify_as { authenticated, anonymous };

/// Asks a host who it is. The one operation that needs no rights.
///
/// Errors: protocol_errc::missing_element if the answer is an envelope with something else in it.
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
