//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/security/impl/ntlm/ntlm_context.hpp>

#include <openssl/rand.h>

#include <chrono>
#include <cstring>

namespace wsman::inline WSMAN_FORM::detail {

inline failure ntlm_no_random_bytes()
{
    return failure(security_errc::algorithm_unavailable, "OpenSSL cannot generate random bytes");
}

inline failure ntlm_signature_differs()
{
    return failure(security_errc::signature_mismatch, "by NTLM");
}

WSMAN_DECL result<ntlm_challenge_bytes> ntlm_environment::new_challenge() const
{
    if (challenge) return *challenge;
    std::array<unsigned char, 8> random;
    if (RAND_bytes(random.data(), static_cast<int>(random.size())) != 1) return ntlm_no_random_bytes();
    ntlm_challenge_bytes bytes;
    std::memcpy(bytes.data(), random.data(), bytes.size());
    return bytes;
}

WSMAN_DECL result<digest128> ntlm_environment::new_session_key() const
{
    digest128 key;
    if (session_key)
        std::memcpy(key.data(), session_key->data(), digest128::size);
    else if (RAND_priv_bytes(key.data(), digest128::size) != 1)
        return ntlm_no_random_bytes();
    return key;
}

WSMAN_DECL std::uint64_t ntlm_environment::now() const
{
    if (file_time) return *file_time;
    constexpr std::uint64_t seconds_from_1601_to_1970 = 11'644'473'600;
    const auto since_1970 = std::chrono::system_clock::now().time_since_epoch();
    const auto microseconds = std::chrono::duration_cast<std::chrono::microseconds>(since_1970).count();
    return seconds_from_1601_to_1970 * 10'000'000 + static_cast<std::uint64_t>(microseconds) * 10;
}

WSMAN_DECL ntlm_stream::ntlm_stream(md5_engine& engine, const digest128& session_key, ntlm_direction direction)
    : sign_key_(engine.md5({session_key.view(), ntlm_key_magic(direction, false)})),
      seal_key_(engine.md5({session_key.view(), ntlm_key_magic(direction, true)})), cipher_(seal_key_.view())
{
}

WSMAN_DECL ntlm_stream::signature ntlm_stream::sign(md5_engine& engine, std::string_view text) noexcept
{
    std::array<char, 4> number;
    for (std::size_t i = 0; i != number.size(); ++i)
        number[i] = static_cast<char>(sequence_ >> (8 * i) & 0xFF);
    ++sequence_;
    const std::string_view number_text(number.data(), number.size());
    const digest128 checksum = engine.hmac(sign_key_.view(), {number_text, text});

    signature out{1, 0, 0, 0}; // the version
    cipher_.process(checksum.view().data(), out.data() + 4, 8);
    number_text.copy(out.data() + 12, number.size());
    return out;
}

WSMAN_DECL void ntlm_context::protect(const digest128& session_key, std::uint32_t flags, ntlm_direction outgoing)
{
    if ((flags & ntlm_flag::protection) != ntlm_flag::protection) return;
    const ntlm_direction incoming =
        outgoing == ntlm_direction::to_host ? ntlm_direction::to_client : ntlm_direction::to_host;
    outgoing_.emplace(engine_, session_key, outgoing);
    incoming_.emplace(engine_, session_key, incoming);
}

inline result<void> ntlm_context::ready() const
{
    if (state_ != state::established)
        return failure(security_errc::login_incomplete, "NTLM has no keys before the log-in has completed");
    if (!outgoing_)
        return failure(security_errc::weak_protection, "the two sides of NTLM negotiated no signing and sealing");
    return {};
}

WSMAN_DECL result<std::string> ntlm_context::sign(std::string_view text)
{
    const result<void> can = ready();
    if (can.has_error()) return can.error();
    const ntlm_stream::signature signature = outgoing_->sign(engine_, text);
    if (engine_.failed()) return failure(security_errc::algorithm_unavailable);
    return std::string(signature.data(), signature.size());
}

WSMAN_DECL result<void> ntlm_context::verify(std::string_view text, std::string_view signature)
{
    const result<void> can = ready();
    if (can.has_error()) return can.error();
    const ntlm_stream::signature wanted = incoming_->sign(engine_, text);
    if (engine_.failed()) return failure(security_errc::algorithm_unavailable);
    if (!equal_in_constant_time(signature, {wanted.data(), wanted.size()})) return ntlm_signature_differs();
    return {};
}

WSMAN_DECL void ntlm_context::mechanism_list_signed()
{
    if (outgoing_) outgoing_->restart();
}

WSMAN_DECL void ntlm_context::mechanism_list_verified()
{
    if (incoming_) incoming_->restart();
}

WSMAN_DECL result<std::size_t> ntlm_context::seal(std::string& out, std::string_view plain)
{
    const result<void> can = ready();
    if (can.has_error()) return can.error();
    const std::size_t begin = out.size();
    out.reserve(begin + ntlm_stream::signature_size + plain.size());
    out.append(ntlm_stream::signature_size, '\0').append(plain);
    // The cipher processes the text before the checksum.
    outgoing_->apply(out.data() + begin + ntlm_stream::signature_size, plain.size());
    const ntlm_stream::signature signature = outgoing_->sign(engine_, plain);
    if (engine_.failed()) return failure(security_errc::algorithm_unavailable);
    std::memcpy(out.data() + begin, signature.data(), signature.size());
    return ntlm_stream::signature_size;
}

WSMAN_DECL result<std::string_view> ntlm_context::open(std::span<char> sealed, std::size_t header_size)
{
    const result<void> can = ready();
    if (can.has_error()) return can.error();
    if (header_size != ntlm_stream::signature_size || sealed.size() < header_size)
        return failure(security_errc::malformed_sealed_message, "a signature of NTLM has 16 bytes");
    const std::string_view signature(sealed.data(), header_size);
    const std::span<char> text = sealed.subspan(header_size);
    incoming_->apply(text.data(), text.size());
    const std::string_view plain(text.data(), text.size());
    const ntlm_stream::signature wanted = incoming_->sign(engine_, plain);
    if (engine_.failed()) return failure(security_errc::algorithm_unavailable);
    if (!equal_in_constant_time(signature, {wanted.data(), wanted.size()})) return ntlm_signature_differs();
    return plain;
}

} // namespace wsman::detail
