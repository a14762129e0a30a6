//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/core/encoding.hpp>
#include <wsman/session/tls_policy.hpp>

namespace wsman::inline WSMAN_FORM {

WSMAN_DECL result<void> tls_policy::check() const
{
    for (const std::string* file : {&ca_file, &ca_directory, &crl_file})
        if (file->find('\0') != std::string::npos)
            return failure(session_errc::invalid_text, "a file name contains a NUL character");
    if (pin_sha256.empty()) return {};
    if (auto pin = parse_pin_sha256(pin_sha256); !pin) return pin.error();
    return {};
}

WSMAN_DECL result<std::string> parse_pin_sha256(std::string_view text)
{
    std::string digits;
    for (const char c : text)
        if (c != ':') digits += ascii_lower(c);
    if (digits.size() != 64 || !parse_hex(digits))
        return failure(
            session_errc::invalid_text, "a pin must be the SHA-256 of the certificate: 64 hexadecimal digits"
        );
    return digits;
}

} // namespace wsman
