//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/security/security_context.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace wsman::inline WSMAN_FORM::testing::detail {

/// What a log-in says to one request.
enum class log_in_verdict {
    refused,   ///< answer 401 with the challenges
    continued, ///< answer 401 with the next token
    accepted,
};

/// What a request says of its sender.
class log_in_request {
public:
    log_in_request(std::string_view with_method, std::string_view with_target, std::string_view header)
        : method(with_method), target(with_target), authorization(header)
    {
    }

    std::string_view method, target;
    std::string_view authorization; ///< the header's value, empty where there is none
    std::string_view certified;     ///< the user in the client's certificate, if that was found good
};

/// The accepting side of one scheme, an object of its own for each connection.
class log_in {
public:
    log_in() = default;
    log_in(const log_in&) = delete;
    log_in& operator=(const log_in&) = delete;
    virtual ~log_in() = default;

    /// The name as in HTTP, compared without regard to case.
    virtual std::string_view scheme() const noexcept = 0;
    /// The name in statistics.
    virtual std::string_view short_name() const noexcept = 0;
    /// `rest` is what stands behind the scheme's name in the header.
    virtual log_in_verdict judge(std::string_view rest, const log_in_request& request) = 0;
    /// Returns: the values of WWW-Authenticate that offer the scheme.
    virtual std::vector<std::string> challenges() const { return {std::string(scheme())}; }
    /// Returns: whom the last verdict let in.
    virtual std::string user() const = 0;

    /// Returns: the token that goes with the answer, be it 401 or the last one; empty for none.
    virtual std::string take_token() { return {}; }
    /// Returns: the context of a log-in that the connection keeps; nullptr for schemes that each request repeats.
    virtual security_context* context() noexcept { return nullptr; }
    /// Returns: whether sealed messages may call themselves of this protocol.
    virtual bool seals_by(std::string_view protocol) const noexcept
    {
        static_cast<void>(protocol);
        return false;
    }
    /// Effects: forgets a log-in that the connection keeps, finished or not.
    virtual void forget() {}

    const std::string& refusal() const noexcept { return refusal_; } ///< why the last verdict was `refused`

protected:
    log_in_verdict refuse(std::string why)
    {
        refusal_ = std::move(why);
        return log_in_verdict::refused;
    }

private:
    std::string refusal_;
};

} // namespace wsman::testing::detail
