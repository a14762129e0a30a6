//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/core/result.hpp>
#include <wsman/security/ntlm.hpp>
#include <wsman/security/impl/ntlm/ntlm_context.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace wsman::inline WSMAN_FORM::detail {

/// The acceptor (host side) of NTLM.
class ntlm_acceptor final : public ntlm_context {
public:
    ntlm_acceptor(md5_engine engine, ntlm_environment environment, ntlm_acceptor_options options)
        : ntlm_context(std::move(engine), std::move(environment)), options_(std::move(options))
    {
    }

    [[nodiscard]] WSMAN_DECL result<std::string> step(std::string_view token) override;
    std::string peer_name() const override { return peer_name_; }
    bool can_seal() const noexcept override { return established() && integrity_code_; }
    /// Errors of both: weak_protection if the log-in had no integrity code (MIC).
    [[nodiscard]] WSMAN_DECL result<std::size_t> seal(std::string& out, std::string_view plain) override;
    [[nodiscard]] WSMAN_DECL result<std::string_view> open(std::span<char> sealed, std::size_t header_size) override;

private:
    [[nodiscard]] WSMAN_DECL result<std::string> challenge(std::string_view token);
    [[nodiscard]] WSMAN_DECL result<std::string> check(std::string_view token);
    WSMAN_DECL std::string target_info();
    /// Returns: the account's key, if the account exists. Effects: stores its name.
    [[nodiscard]] WSMAN_DECL result<digest128> find_account(const ntlm_authenticate& message);
    /// Effects: checks the channel binding that the client sent.
    [[nodiscard]] WSMAN_DECL result<void> check_binding(const ntlm_av_pairs& pairs);
    /// Returns: the key for signing and sealing.
    [[nodiscard]] WSMAN_DECL static result<digest128>
    session_key(const ntlm_authenticate& message, std::uint32_t flags, const digest128& base);

    ntlm_acceptor_options options_;
    ntlm_challenge challenge_;
    std::string peer_name_;
    std::string time_stamp_;     ///< the one in the challenge
    std::string negotiate_text_; ///< both messages as sent, for the integrity code
    std::string challenge_text_;
};

} // namespace wsman::detail

#if !defined(WSMAN_SEPARATE_COMPILATION)
#include <wsman/security/impl/ntlm/ntlm_acceptor.ipp>
#endif
