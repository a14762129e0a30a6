//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// Encoding and parsing of the three NTLM messages; the initiator and the acceptor interpret them.
/// Specification: MS-NLMP 2.2.
namespace wsman::inline WSMAN_FORM::detail {

/// NegotiateFlags (2.2.2.5).
namespace ntlm_flag {
inline constexpr std::uint32_t unicode = 0x00000001;
inline constexpr std::uint32_t request_target = 0x00000004;
inline constexpr std::uint32_t sign = 0x00000010;
inline constexpr std::uint32_t seal = 0x00000020;
inline constexpr std::uint32_t ntlm = 0x00000200;
inline constexpr std::uint32_t always_sign = 0x00008000;
inline constexpr std::uint32_t target_type_domain = 0x00010000;
inline constexpr std::uint32_t target_type_server = 0x00020000;
inline constexpr std::uint32_t extended_session_security = 0x00080000;
inline constexpr std::uint32_t target_info = 0x00800000;
inline constexpr std::uint32_t version = 0x02000000;
inline constexpr std::uint32_t key_128 = 0x20000000;
inline constexpr std::uint32_t key_exchange = 0x40000000;
inline constexpr std::uint32_t key_56 = 0x80000000;

/// The flags that protection of messages requires.
inline constexpr std::uint32_t protection = sign | seal | extended_session_security | key_128 | key_exchange;
/// All supported flags: no LM, no NTLMv1, no OEM code pages.
inline constexpr std::uint32_t supported =
    unicode | request_target | ntlm | always_sign | target_info | version | key_56 | protection;
} // namespace ntlm_flag

/// AvId (2.2.2.1).
enum class ntlm_av : std::uint16_t {
    end = 0,
    computer_name = 1,
    domain_name = 2,
    dns_computer_name = 3,
    dns_domain_name = 4,
    dns_tree_name = 5,
    flags = 6,
    timestamp = 7,
    single_host = 8,
    target_name = 9,
    channel_bindings = 10,
};

/// MsvAvFlags.
inline constexpr std::uint32_t ntlm_av_flag_mic = 0x00000002;

inline constexpr std::string_view ntlm_signature("NTLMSSP\0", 8);
using ntlm_challenge_bytes = std::array<char, 8>;

constexpr std::string_view ntlm_view(const ntlm_challenge_bytes& bytes) noexcept
{
    return {bytes.data(), bytes.size()};
}

/// Returns: whether a token begins like an NTLM message.
constexpr bool is_ntlm_message(std::string_view token) noexcept
{
    return token.substr(0, ntlm_signature.size()) == ntlm_signature;
}

/// Appends numbers in little-endian order.
class ntlm_writer {
public:
    explicit ntlm_writer(std::string& out) noexcept : out_(out) {}

    void u16(std::size_t value) { number(value, 2); }
    void u32(std::size_t value) { number(value, 4); }
    void u64(std::uint64_t value) { number(value, 8); }
    void bytes(std::string_view text) { out_ += text; }
    void zeros(std::size_t count) { out_.append(count, '\0'); }
    void pair(ntlm_av id, std::string_view value)
    {
        u16(static_cast<std::uint16_t>(id));
        u16(value.size());
        bytes(value);
    }

private:
    void number(std::uint64_t value, int size)
    {
        for (int i = 0; i != size; ++i)
            out_ += static_cast<char>(value >> (8 * i) & 0xFF);
    }

    std::string& out_;
};

/// Returns: the first `size` bytes as a little-endian number. Preconditions: `size` is at most 8, and the text is not
/// shorter.
constexpr std::uint64_t ntlm_number(std::string_view bytes, std::size_t size) noexcept
{
    std::uint64_t value = 0;
    for (std::size_t i = size; i-- != 0;)
        value = value << 8 | static_cast<unsigned char>(bytes[i]);
    return value;
}

/// A list of AV_PAIRs; views into the message.
class ntlm_av_pairs {
public:
    static constexpr std::size_t most = 64;

    /// Returns: nothing if a pair is truncated or has a wrong size, or the terminating pair is missing. Bytes after
    /// that pair are ignored.
    WSMAN_DECL static std::optional<ntlm_av_pairs> parse(std::string_view text);

    /// Returns: the value of the first pair with this id.
    WSMAN_DECL std::optional<std::string_view> find(ntlm_av id) const noexcept;
    /// Returns: MsvAvFlags; 0 if absent.
    WSMAN_DECL std::uint32_t flags() const noexcept;

    auto begin() const noexcept { return pairs_.begin(); }
    auto end() const noexcept { return pairs_.end(); }

private:
    std::vector<std::pair<ntlm_av, std::string_view>> pairs_;
};

/// NEGOTIATE_MESSAGE (2.2.1.1).
class ntlm_negotiate {
public:
    WSMAN_DECL static std::optional<ntlm_negotiate> parse(std::string_view token) noexcept;
    WSMAN_DECL std::string text() const;

    std::uint32_t flags = 0;
};

/// CHALLENGE_MESSAGE (2.2.1.2).
class ntlm_challenge {
public:
    WSMAN_DECL static std::optional<ntlm_challenge> parse(std::string_view token);
    WSMAN_DECL std::string text() const;

    std::uint32_t flags = 0;
    ntlm_challenge_bytes challenge{};
    std::string target_name; ///< UTF-16
    std::string target_info; ///< AV_PAIRs as received
};

/// AUTHENTICATE_MESSAGE (2.2.1.3). Texts are UTF-16.
class ntlm_authenticate {
public:
    static constexpr std::size_t mic_offset = 72;
    static constexpr std::size_t mic_size = 16;

    WSMAN_DECL static std::optional<ntlm_authenticate> parse(std::string_view token);
    /// Preconditions: no field exceeds 65,535 bytes. The integrity code is written as zeros.
    WSMAN_DECL std::string text() const;

    std::uint32_t flags = 0;
    bool has_mic = false; ///< whether the message has space for an integrity code (MIC)
    std::string domain;
    std::string user;
    std::string workstation;
    std::string lm_response;
    std::string nt_response;
    std::string session_key; ///< encrypted
};

} // namespace wsman::detail

#if !defined(WSMAN_SEPARATE_COMPILATION)
#include <wsman/security/impl/ntlm/ntlm_messages.ipp>
#endif
