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

/// The result of judging one request.
enum class log_in_verdict {
    refused,   ///< answer 401 with the challenges
    continued, ///< answer 401 with the next token
    accepted,
};

/// The parts of a request that a log-in examines.
class log_in_request {
public:
    log_in_request(std::string_view request_method, std::string_view request_target, std::string_view header)
        : method(request_method), target(request_target), authorization(header)
    {
    }

    std::string_view method, target;
    std::string_view authorization; ///< the header's value; empty if there is none
    std::string_view certified;     ///< the user in the client's certificate, if it is valid
};

/// The accepting side of one scheme; each connection has its own object.
class log_in {
public:
    log_in() = default;
    log_in(const log_in&) = delete;
    log_in& operator=(const log_in&) = delete;
    virtual ~log_in() = default;

    /// The scheme's name in HTTP, compared ignoring case.
    virtual std::string_view scheme() const noexcept = 0;
    /// The name in the statistics.
    virtual std::string_view short_name() const noexcept = 0;
    /// `rest` is the header's value after the scheme's name.
    virtual log_in_verdict judge(std::string_view rest, const log_in_request& request) = 0;
    /// Returns: the values of WWW-Authenticate that offer the scheme.
    virtual std::vector<std::string> challenges() const { return {std::string(scheme())}; }
    /// Returns: the user whom the last verdict accepted.
    virtual std::string user() const = 0;

    /// Returns: the token for the answer, a 401 or the last one; empty if there is none.
    virtual std::string take_token() { return {}; }
    /// Returns: the context of a log-in that the connection keeps; nullptr for schemes that authenticate each request.
    virtual security_context* context() noexcept { return nullptr; }
    /// Returns: true if sealed messages may name this protocol.
    virtual bool seals_by(std::string_view protocol) const noexcept
    {
        static_cast<void>(protocol);
        return false;
    }
    /// Effects: discards a log-in that the connection keeps, complete or not.
    virtual void forget() {}

    const std::string& refusal() const noexcept { return refusal_; } ///< the reason for the last verdict `refused`

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
