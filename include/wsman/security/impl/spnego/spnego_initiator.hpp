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

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace wsman::inline WSMAN_FORM::detail {

/// The initiator (client side) of SPNEGO.
/// Specification: RFC 4178, 4 and 5.
class spnego_initiator final : public spnego_context {
public:
    explicit spnego_initiator(std::vector<spnego_candidate> candidates) : candidates_(std::move(candidates)) {}

    [[nodiscard]] WSMAN_DECL result<std::string> step(std::string_view token) override;
    WSMAN_DECL bool may_block() const noexcept override;

private:
    [[nodiscard]] WSMAN_DECL result<std::string> begin();
    [[nodiscard]] WSMAN_DECL result<std::string> answer(std::string_view token, bool first);
    /// Returns: the mechanism's response to the host's token, or its first token if the host selected another
    /// mechanism.
    [[nodiscard]] WSMAN_DECL result<std::string> ask_mechanism(const spnego_response& token, bool first);
    /// Effects: switches to the mechanism that the host selected. Returns: whether it changed.
    [[nodiscard]] WSMAN_DECL result<bool> choose(std::string_view mechanism, bool first);
    [[nodiscard]] WSMAN_DECL result<std::string> finish(std::string_view owed);
    WSMAN_DECL failure refused(const spnego_response& token);

    std::vector<spnego_candidate> candidates_; ///< without those that could not begin
    std::size_t active_ = 0;
};

} // namespace wsman::detail

#if !defined(WSMAN_SEPARATE_COMPILATION)
#include <wsman/security/impl/spnego/spnego_initiator.ipp>
#endif
