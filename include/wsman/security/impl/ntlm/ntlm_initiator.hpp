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

/// The initiator (client side) of NTLM.
class ntlm_initiator final : public ntlm_context {
public:
    ntlm_initiator(md5_engine engine, ntlm_environment environment, ntlm_initiator_options options)
        : ntlm_context(std::move(engine), std::move(environment)), options_(std::move(options))
    {
    }

    [[nodiscard]] WSMAN_DECL result<std::string> step(std::string_view token) override;
    std::string_view last_message() const noexcept override
    {
        return proof_given() ? "the NTLM response to the host's challenge" : "the first message of NTLM";
    }
    bool proof_given() const noexcept override { return !options_; }

private:
    WSMAN_DECL std::string negotiate();
    [[nodiscard]] WSMAN_DECL result<std::string> answer(std::string_view token);
    /// Effects: writes user and domain into the message, in the form for the host that sent `pairs`.
    WSMAN_DECL void
    name_account(ntlm_authenticate& message, const ntlm_challenge& challenge, const ntlm_av_pairs& pairs) const;
    /// Returns: the host's AV_PAIRs with the client's additions.
    WSMAN_DECL std::string answer_target_info(const ntlm_av_pairs& pairs);
    /// Effects: sets the responses and the key. Returns: the session key.
    [[nodiscard]] WSMAN_DECL result<digest128>
    respond(ntlm_authenticate& message, const ntlm_challenge& challenge, const ntlm_av_pairs& pairs);

    std::optional<ntlm_initiator_options> options_; ///< reset after use, which wipes the password
    std::string negotiate_;                         ///< as sent, for the integrity code
};

} // namespace wsman::detail

#if !defined(WSMAN_SEPARATE_COMPILATION)
#include <wsman/security/impl/ntlm/ntlm_initiator.ipp>
#endif
