//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/core/flags.hpp>

#include <cstdint>
#include <type_traits>

namespace wsman::inline WSMAN_FORM::testing {

/// An HTTP authentication scheme that an endpoint can accept.
enum class accepted_scheme : std::uint32_t {
    basic = 1,        ///< over plain HTTP only with `allow_unencrypted`
    digest = 2,       ///< likewise; services on Windows do not offer it
    negotiate = 4,    ///< SPNEGO, and raw NTLM and Kerberos tokens under this name, as Windows accepts them
    kerberos = 8,     ///< raw Kerberos tokens; needs `key_table`
    credssp = 16,     ///< with NTLM inside, or Kerberos if there is a `key_table`
    certificate = 32, ///< a client certificate; needs `tls`
    ntlm = 64,        ///< NTLM under its own name, as web servers offer it and services on Windows do not
};

std::true_type enable_flags(accepted_scheme);
using accepted_schemes = flags<accepted_scheme>;
using wsman::operator|; // for two enumerators, found from every namespace

} // namespace wsman::testing
