//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Encoding and parsing of SPNEGO tokens.
/// Specification: RFC 4178, 4.2; MS-SPNG 2.2.1.
namespace wsman::inline WSMAN_FORM::detail {

/// Object identifiers, as their content octets.
namespace spnego_oid {
inline constexpr std::string_view spnego("\x2B\x06\x01\x05\x05\x02", 6);                         // 1.3.6.1.5.5.2
inline constexpr std::string_view kerberos("\x2A\x86\x48\x86\xF7\x12\x01\x02\x02", 9);           // 1.2.840.113554.1.2.2
inline constexpr std::string_view microsoft_kerberos("\x2A\x86\x48\x82\xF7\x12\x01\x02\x02", 9); // 1.2.840.48018.1.2.2
inline constexpr std::string_view ntlm("\x2B\x06\x01\x04\x01\x82\x37\x02\x02\x0A", 10); // 1.3.6.1.4.1.311.2.2.10
} // namespace spnego_oid

/// negState.
enum class spnego_state : std::uint8_t { accept_completed = 0, accept_incomplete = 1, reject = 2, request_mic = 3 };

/// NegTokenInit in the GSS-API framing (RFC 2743, 3.1); NegTokenInit2, which Windows hosts send first, is parsed, too.
class spnego_init {
public:
    static constexpr std::size_t most_mechanisms = 64;

    WSMAN_DECL static std::optional<spnego_init> parse(std::string_view bytes);
    WSMAN_DECL std::string text() const;

    /// Returns: mechTypes with tag and length: the text that mechListMIC signs.
    WSMAN_DECL static std::string encode_list(const std::vector<std::string_view>& mechanisms);
    /// Returns: the object identifiers in list().
    WSMAN_DECL std::vector<std::string_view> mechanisms() const;

    std::string list;                 ///< mechTypes with tag and length, exactly as received
    std::optional<std::string> token; ///< for the first mechanism
};

/// NegTokenResp.
class spnego_response {
public:
    WSMAN_DECL static std::optional<spnego_response> parse(std::string_view bytes);
    WSMAN_DECL std::string text() const;

    std::optional<spnego_state> state;
    std::optional<std::string> mechanism; ///< supportedMech
    std::optional<std::string> token;     ///< responseToken
    std::optional<std::string> list_signature;
};

/// Returns: the object identifier in the framing of a GSS-API token; nothing if there is no framing.
WSMAN_DECL std::optional<std::string_view> gss_mechanism(std::string_view token) noexcept;

} // namespace wsman::detail

#if !defined(WSMAN_SEPARATE_COMPILATION)
#include <wsman/security/impl/spnego/spnego_tokens.ipp>
#endif
