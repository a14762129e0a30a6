//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/security/security_context.hpp>

#include <deque>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace wsman::testing {

/// The reaction of a scripted mechanism to one token.
class mechanism_turn {
public:
    mechanism_turn(std::string wanted, std::string given) : expects(std::move(wanted)), answers(std::move(given)) {}

    std::string expects;
    std::string answers;
};

/// A mechanism without cryptography: its tokens are listed, it is established after the last one, and its signatures
/// contain the signed text.
class scripted_mechanism final : public security_context {
public:
    explicit scripted_mechanism(std::deque<mechanism_turn> turns, bool blocks = false)
        : turns_(std::move(turns)), blocks_(blocks)
    {
    }

    result<std::string> step(std::string_view token) override
    {
        if (turns_.empty() || turns_.front().expects != token)
            return failure(security_errc::kerberos_failed, "an unexpected token: " + std::string(token));
        std::string answer = turns_.front().answers;
        turns_.pop_front();
        return answer;
    }
    bool established() const noexcept override { return turns_.empty(); }
    bool may_block() const noexcept override { return blocks_ && !established(); }
    std::string peer_name() const override { return "user@REALM"; }
    std::string_view mechanism_name() const noexcept override { return "scripted"; }

    result<std::string> sign(std::string_view text) override { return "signed " + std::string(text); }
    result<void> verify(std::string_view text, std::string_view signature) override
    {
        if (signature == "signed " + std::string(text)) return {};
        return failure(security_errc::signature_mismatch);
    }
    std::size_t largest_piece() const noexcept override { return 7; }
    std::size_t padding(std::size_t plain_size) const noexcept override { return plain_size % 2; }
    result<std::size_t> seal(std::string& out, std::string_view plain) override
    {
        out.append("[").append(plain);
        return std::size_t{1};
    }
    result<std::string_view> open(std::span<char> sealed, std::size_t header_size) override
    {
        if (header_size > sealed.size()) return failure(security_errc::malformed_sealed_message);
        return std::string_view(sealed.data(), sealed.size()).substr(header_size);
    }

private:
    std::deque<mechanism_turn> turns_;
    bool blocks_;
};

inline std::unique_ptr<security_context> scripted_kerberos_client()
{
    return std::make_unique<scripted_mechanism>(std::deque<mechanism_turn>{{"", "AP-REQ"}, {"AP-REP", ""}}, true);
}

inline std::unique_ptr<security_context> scripted_kerberos_host()
{
    return std::make_unique<scripted_mechanism>(std::deque<mechanism_turn>{{"AP-REQ", "AP-REP"}});
}

} // namespace wsman::testing
