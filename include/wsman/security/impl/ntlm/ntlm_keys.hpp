//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/core/encoding.hpp>
#include <wsman/security/impl/ntlm/digest128.hpp>
#include <wsman/security/impl/ntlm/md4.hpp>
#include <wsman/security/impl/ntlm/md5_engine.hpp>
#include <wsman/security/impl/ntlm/ntlm_messages.hpp>
#include <wsman/security/impl/ntlm/rc4.hpp>
#include <wsman/security/impl/ntlm/upper_case.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

/// The computations of NTLMv2. Names in brackets are those of the specification.
/// Specification: MS-NLMP 3.3.2, 3.4.
namespace wsman::inline WSMAN_FORM::detail {

/// Returns: the key of an account (NTOWFv2). `password` is UTF-8; user and domain are UTF-16 as sent.
inline digest128
ntlm_account_key(md5_engine& engine, std::string_view password, std::string_view user, std::string_view domain)
{
    std::string secret_text = utf8_to_utf16le(password);
    const digest128 password_key = md4(secret_text);
    wipe(secret_text);
    std::string capitals(user);
    make_capitals_utf16le(capitals);
    return engine.hmac(password_key.view(), {capitals, domain});
}

/// Returns: the part of an NTLMv2 response after the proof (temp).
inline std::string
ntlm_client_blob(std::uint64_t file_time, const ntlm_challenge_bytes& client_challenge, std::string_view target_info)
{
    std::string blob;
    ntlm_writer out(blob);
    out.u16(0x0101); // version of the response, and the highest one
    out.zeros(6);
    out.u64(file_time);
    out.bytes(ntlm_view(client_challenge));
    out.zeros(4);
    out.bytes(target_info);
    out.zeros(4);
    return blob;
}

/// Returns: the proof of the password (NTProofStr).
inline digest128 ntlm_proof(
    md5_engine& engine,
    const digest128& account_key,
    const ntlm_challenge_bytes& server_challenge,
    std::string_view blob
) noexcept
{
    return engine.hmac(account_key.view(), {ntlm_view(server_challenge), blob});
}

/// Returns: the LMv2 response, which hosts may check if their challenge has no time stamp.
inline std::string lm_v2_response(
    md5_engine& engine,
    const digest128& account_key,
    const ntlm_challenge_bytes& server_challenge,
    const ntlm_challenge_bytes& client_challenge
)
{
    const digest128 proof = engine.hmac(account_key.view(), {ntlm_view(server_challenge), ntlm_view(client_challenge)});
    return std::string(proof.view()).append(ntlm_view(client_challenge));
}

/// Returns: the key that encrypts the session key (SessionBaseKey, and KeyExchangeKey of NTLMv2).
inline digest128 ntlm_base_key(md5_engine& engine, const digest128& account_key, const digest128& proof) noexcept
{
    return engine.hmac(account_key.view(), {proof.view()});
}

/// Returns: a key, encrypted or decrypted with another one (RC4K). Preconditions: it has 16 bytes.
inline digest128 ntlm_exchange(const digest128& under, std::string_view key) noexcept
{
    digest128 out;
    rc4(under.view()).process(key.data(), reinterpret_cast<char*>(out.data()), digest128::size);
    return out;
}

/// Returns: the value of MsvAvChannelBindings: MD5 of GSS-API channel bindings without addresses.
inline digest128 ntlm_channel_bindings(md5_engine& engine, std::string_view application_data)
{
    std::string head;
    ntlm_writer out(head);
    out.zeros(16);
    out.u32(application_data.size());
    return engine.md5({head, application_data});
}

/// Returns: the message integrity code of the three messages; in the third, the code's own place holds zeros.
inline digest128 ntlm_integrity_code(
    md5_engine& engine,
    const digest128& session_key,
    std::string_view negotiate,
    std::string_view challenge,
    std::string_view authenticate
) noexcept
{
    const std::string_view zeros("\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0", ntlm_authenticate::mic_size);
    constexpr std::size_t place = ntlm_authenticate::mic_offset;
    return engine.hmac(
        session_key.view(),
        {negotiate, challenge, authenticate.substr(0, place), zeros, authenticate.substr(place + zeros.size())}
    );
}

/// The direction of messages.
enum class ntlm_direction : bool { to_host, to_client };

/// The text, including its NUL, that is hashed to derive the key of a direction.
inline std::string_view ntlm_key_magic(ntlm_direction direction, bool sealing) noexcept
{
    using namespace std::string_view_literals;
    if (direction == ntlm_direction::to_host)
        return sealing ? "session key to client-to-server sealing key magic constant\0"sv
                       : "session key to client-to-server signing key magic constant\0"sv;
    return sealing ? "session key to server-to-client sealing key magic constant\0"sv
                   : "session key to server-to-client signing key magic constant\0"sv;
}

} // namespace wsman::detail
