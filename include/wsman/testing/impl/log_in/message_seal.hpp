//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/core/encoding.hpp>
#include <wsman/security/message_sealing.hpp>
#include <wsman/testing/impl/fault_script.hpp>
#include <wsman/testing/impl/http/http_answer.hpp>
#include <wsman/testing/impl/http/http_request.hpp>
#include <wsman/testing/impl/log_in/connection_log_in.hpp>
#include <wsman/testing/impl/tally.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

namespace wsman::inline WSMAN_FORM::testing::detail {

/// The sealed messages of one connection: opens requests and seals answers, and applies scripted faults to the sealed
/// answers.
class message_seal {
public:
    message_seal(const endpoint_options& options, tally& counts) : options_(options), statistics_(counts) {}

    /// Effects: prepares for the next request.
    void next() noexcept { protocol_ = {}; }
    /// Returns: true if the request was sealed.
    bool used() const noexcept { return !protocol_.empty(); }
    bool may_repeat() const noexcept { return !previous_.empty(); }

    /// Effects: opens a sealed request in place.
    /// Returns: 0, or the status with which to refuse the request: 401 if the connection has no log-in that can open
    /// it.
    unsigned open(http_request& request, const connection_log_in& log_in)
    {
        security_context* const context = log_in.context();
        if (!context) return 401;
        const std::string_view protocol = protocol_of(request.content_type);
        const bool opened = !protocol.empty() && log_in.seals_by(protocol) &&
                            open_message(*context, protocol, request.body, request.content_type).has_value();
        statistics_.change([&](endpoint_statistics& s) { ++(opened ? s.sealed_requests : s.broken_seals); });
        if (!opened) return 400;
        protocol_ = protocol;
        return 0;
    }

    /// Effects: seals the answer to a sealed request.
    void seal(http_answer& answer, security_context* context, scripted_fault::kind fault)
    {
        using kind = scripted_fault::kind;
        if (!used() || !answer.sealable || answer.body.empty() || fault == kind::answer_in_clear) return;
        std::string sealed;
        const bool good =
            context &&
            seal_message(*context, protocol_, options_.part_headers, answer.body, sealed, answer.content_type)
                .has_value();
        // An answer that cannot be sealed is not sent.
        if (!good) answer.abandon = true;
        if (fault == kind::repeat_sealed_answer) sealed = previous_;
        if (fault == kind::flip_bit) flip_bit(sealed);
        // Kept only for the script; large answers are not kept.
        previous_ = sealed.size() <= most_kept ? sealed : std::string();
        answer.body = std::move(sealed);
    }

private:
    static constexpr std::size_t most_kept = std::size_t{64} << 10;

    /// Returns: the known protocol that a sealed body names; empty if it names none.
    static std::string_view protocol_of(std::string_view content_type)
    {
        const std::string lower = ascii_lower(content_type);
        for (const std::string_view one :
             {sealing_protocol::spnego, sealing_protocol::kerberos, sealing_protocol::credssp})
            if (lower.find(ascii_lower(one)) != std::string::npos) return one;
        return {};
    }

    /// The last byte before the closing boundary belongs to the sealed part for every protocol.
    static void flip_bit(std::string& sealed)
    {
        const std::size_t end = sealed.rfind("--Encrypted Boundary--");
        if (end != std::string::npos && end > 0) sealed[end - 1] = static_cast<char>(sealed[end - 1] ^ 1);
    }

    const endpoint_options& options_;
    tally& statistics_;
    std::string_view protocol_; // of the current request; empty: it was not sealed
    std::string previous_;      // the previous sealed answer
};

} // namespace wsman::testing::detail
