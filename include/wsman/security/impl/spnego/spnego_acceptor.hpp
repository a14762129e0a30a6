//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/core/result.hpp>
#include <wsman/security/spnego.hpp>
#include <wsman/security/impl/spnego/spnego_context.hpp>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace wsman::inline WSMAN_FORM::detail {

/// The acceptor (host side) of SPNEGO, and of NTLM and Kerberos without SPNEGO.
class spnego_acceptor final : public spnego_context {
public:
    explicit spnego_acceptor(std::vector<spnego_candidate> candidates) : candidates_(std::move(candidates)) {}

    [[nodiscard]] WSMAN_DECL result<std::string> step(std::string_view token) override;

private:
    [[nodiscard]] WSMAN_DECL result<std::string> begin(std::string_view token);
    [[nodiscard]] WSMAN_DECL result<std::string> begin_bare(spnego_mechanism mechanism, std::string_view token);
    [[nodiscard]] WSMAN_DECL result<std::string> continue_bare(std::string_view token);
    /// Effects: selects the first mechanism of the client's list that can begin here. Returns: its index in the list.
    [[nodiscard]] WSMAN_DECL result<std::size_t> select(const std::vector<std::string_view>& offered);
    [[nodiscard]] WSMAN_DECL result<std::string> continue_with(const spnego_response& token, spnego_response reply);
    const spnego_candidate* find(spnego_mechanism mechanism) const noexcept;

    std::vector<spnego_candidate> candidates_;
    bool bare_ = false; ///< the mechanism's tokens are not wrapped in SPNEGO
};

} // namespace wsman::detail

#if !defined(WSMAN_SEPARATE_COMPILATION)
#include <wsman/security/impl/spnego/spnego_acceptor.ipp>
#endif
