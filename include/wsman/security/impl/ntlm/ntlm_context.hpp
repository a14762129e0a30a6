//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/core/result.hpp>
#include <wsman/security/security_context.hpp>
#include <wsman/security/impl/ntlm/digest128.hpp>
#include <wsman/security/impl/ntlm/md5_engine.hpp>
#include <wsman/security/impl/ntlm/ntlm_keys.hpp>
#include <wsman/security/impl/ntlm/ntlm_messages.hpp>
#include <wsman/security/impl/ntlm/rc4.hpp>

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace wsman::inline WSMAN_FORM {
class ntlm_initiator_options;
class ntlm_acceptor_options;
} // namespace wsman

namespace wsman::inline WSMAN_FORM::detail {

/// External inputs of an NTLM login: OpenSSL's library context, and values that are random or taken from the clock
/// unless a published test vector fixes them.
class ntlm_environment {
public:
    ntlm_environment() = default;

    OSSL_LIB_CTX* library = nullptr;
    const char* properties = nullptr;
    std::optional<ntlm_challenge_bytes> challenge; ///< of the side that creates it
    std::optional<std::array<unsigned char, 16>> session_key;
    std::optional<std::uint64_t> file_time;

    [[nodiscard]] WSMAN_DECL result<ntlm_challenge_bytes> new_challenge() const;
    [[nodiscard]] WSMAN_DECL result<digest128> new_session_key() const;
    /// Returns: units of 100 ns since 1601, the time format of Windows.
    WSMAN_DECL std::uint64_t now() const;
};

/// The public functions of these names, with a given environment.
[[nodiscard]] WSMAN_DECL result<std::unique_ptr<security_context>>
make_ntlm_initiator(ntlm_initiator_options options, const ntlm_environment& environment);
[[nodiscard]] WSMAN_DECL result<std::unique_ptr<security_context>>
make_ntlm_acceptor(ntlm_acceptor_options options, const ntlm_environment& environment);

/// The keys, the cipher stream and the sequence number of one direction.
/// Specification: MS-NLMP 3.4.4.2, 3.4.5.
class ntlm_stream {
public:
    static constexpr std::size_t signature_size = 16;
    using signature = std::array<char, signature_size>;

    WSMAN_DECL ntlm_stream(md5_engine& engine, const digest128& session_key, ntlm_direction direction);

    /// Effects: encrypts or decrypts in place.
    void apply(char* bytes, std::size_t size) noexcept { cipher_.process(bytes, bytes, size); }
    /// Returns: the signature of the next message, given as plain text.
    WSMAN_DECL signature sign(md5_engine& engine, std::string_view text) noexcept;
    /// Effects: restarts the cipher stream; the sequence number continues.
    void restart() noexcept { cipher_ = rc4(seal_key_.view()); }

private:
    digest128 sign_key_;
    digest128 seal_key_;
    rc4 cipher_;
    std::uint32_t sequence_ = 0;
};

/// The common part of both NTLM sides, once the session key is known.
class ntlm_context : public security_context {
public:
    bool established() const noexcept override { return state_ == state::established; }
    std::string_view mechanism_name() const noexcept override { return "ntlm"; }
    bool requires_mechanism_list_signature() const noexcept override { return integrity_code_; }

    [[nodiscard]] WSMAN_DECL result<std::string> sign(std::string_view text) override;
    [[nodiscard]] WSMAN_DECL result<void> verify(std::string_view text, std::string_view signature) override;
    WSMAN_DECL void mechanism_list_signed() override;
    WSMAN_DECL void mechanism_list_verified() override;
    [[nodiscard]] WSMAN_DECL result<std::size_t> seal(std::string& out, std::string_view plain) override;
    [[nodiscard]] WSMAN_DECL result<std::string_view> open(std::span<char> sealed, std::size_t header_size) override;

protected:
    enum class state : std::uint8_t { begin, challenged, established, failed };

    ntlm_context(md5_engine engine, ntlm_environment environment)
        : engine_(std::move(engine)), environment_(std::move(environment))
    {
    }

    /// Effects: derives the keys of both directions, or none if `flags` include no protection.
    WSMAN_DECL void protect(const digest128& session_key, std::uint32_t flags, ntlm_direction outgoing);

    static failure malformed(std::string_view message)
    {
        return failure(security_errc::malformed_token, std::string(message).append(" of NTLM is malformed"));
    }

    md5_engine engine_;
    ntlm_environment environment_;
    state state_ = state::begin;
    bool integrity_code_ = false; ///< whether the log-in's messages were protected by an integrity code

private:
    /// Returns: why messages cannot be protected now, if they cannot.
    [[nodiscard]] result<void> ready() const;

    std::optional<ntlm_stream> outgoing_;
    std::optional<ntlm_stream> incoming_;
};

} // namespace wsman::detail

#if !defined(WSMAN_SEPARATE_COMPILATION)
#include <wsman/security/impl/ntlm/ntlm_context.ipp>
#endif
