//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/core/result.hpp>
#include <wsman/security/security_context.hpp>
#include <wsman/security/impl/spnego/spnego_tokens.hpp>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace wsman::inline WSMAN_FORM {
class spnego_candidate;
enum class spnego_mechanism : std::uint8_t;
} // namespace wsman

namespace wsman::inline WSMAN_FORM::detail {

/// The functions of these names in namespace wsman, defined where the classes are complete.
[[nodiscard]] WSMAN_DECL result<std::unique_ptr<security_context>>
spnego_initiator_for(std::vector<spnego_candidate> candidates);
[[nodiscard]] WSMAN_DECL result<std::unique_ptr<security_context>>
spnego_acceptor_for(std::vector<spnego_candidate> candidates);

/// The common part of both SPNEGO sides: the inner mechanism, and the signatures of the mechanism list.
class spnego_context : public security_context {
public:
    bool established() const noexcept override { return state_ == state::established; }
    bool can_seal() const noexcept override
    {
        return mechanism_ && mechanism_->established() && (!signature_due_ || list_signed_);
    }
    std::string_view last_message() const noexcept override
    {
        return mechanism_ ? mechanism_->last_message() : std::string_view();
    }
    bool proof_given() const noexcept override { return mechanism_ && mechanism_->proof_given(); }
    bool may_block() const noexcept override { return mechanism_ && mechanism_->may_block(); }
    std::string peer_name() const override { return mechanism_ ? mechanism_->peer_name() : std::string(); }
    std::string_view mechanism_name() const noexcept override
    {
        return mechanism_ ? mechanism_->mechanism_name() : std::string_view("negotiate");
    }

    [[nodiscard]] WSMAN_DECL result<std::string> sign(std::string_view text) override;
    [[nodiscard]] WSMAN_DECL result<void> verify(std::string_view text, std::string_view signature) override;
    std::size_t largest_piece() const noexcept override
    {
        return mechanism_ ? mechanism_->largest_piece() : security_context::largest_piece();
    }
    std::size_t padding(std::size_t plain_size) const noexcept override
    {
        return mechanism_ ? mechanism_->padding(plain_size) : 0;
    }
    [[nodiscard]] WSMAN_DECL result<std::size_t> seal(std::string& out, std::string_view plain) override;
    [[nodiscard]] WSMAN_DECL result<std::string_view> open(std::span<char> sealed, std::size_t header_size) override;

protected:
    enum class state : std::uint8_t { begin, begun, in_progress, established, failed };

    /// No mechanism needs this many; a peer that never ends the exchange is refused.
    static constexpr unsigned most_steps = 16;

    /// Returns: the mechanism of an object identifier; Windows also has its own identifier for Kerberos.
    WSMAN_DECL static std::optional<spnego_mechanism> mechanism_of(std::string_view identifier) noexcept;
    WSMAN_DECL static std::string_view name_of(spnego_mechanism mechanism) noexcept;
    /// Effects: stores the first failure, and appends the later candidates' failures to its text.
    WSMAN_DECL static void add_failure(std::optional<failure>& all, spnego_mechanism mechanism, const failure& why);

    /// Effects: signs the list, once.
    [[nodiscard]] WSMAN_DECL result<void> sign_list(spnego_response& answer);
    /// Effects: checks the peer's signature over the list.
    [[nodiscard]] WSMAN_DECL result<void> verify_list(const spnego_response& token);
    bool signatures_exchanged() const noexcept { return list_signed_ && list_verified_; }

    static failure malformed(std::string_view text)
    {
        return failure(security_errc::malformed_token, std::string("SPNEGO: ").append(text));
    }
    static failure incomplete(std::string_view text)
    {
        return failure(security_errc::login_incomplete, std::string("SPNEGO: ").append(text));
    }

    std::unique_ptr<security_context> mechanism_; ///< the selected mechanism, or the client's preferred one
    std::string list_;                            ///< mechTypes, as signed
    state state_ = state::begin;
    unsigned steps_ = 0;
    bool signature_due_ = false; ///< whether signatures of the list must be exchanged
    bool list_signed_ = false;
    bool list_verified_ = false;
};

} // namespace wsman::detail

#if !defined(WSMAN_SEPARATE_COMPILATION)
#include <wsman/security/impl/spnego/spnego_context.ipp>
#endif
