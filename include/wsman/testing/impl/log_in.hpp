//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/encoding.hpp>
#include <wsman/core/secret.hpp>

#include <openssl/crypto.h>

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace wsman::testing::detail {

/// What a log-in says to one request.
enum class log_in_verdict {
    accepted,
    refused, ///< answer 401 with the challenges
};

/// The accepting side of an authentication scheme, one object a connection, so that schemes with several legs and
/// those that seal messages can keep their state in it.
class log_in {
public:
    virtual ~log_in() = default;
    /// `authorization` is the header's value, empty where there is none.
    virtual log_in_verdict judge(std::string_view authorization) = 0;
    /// Returns: the values of the WWW-Authenticate headers of a 401.
    virtual std::vector<std::string> challenges() const = 0;
};

/// Basic (RFC 7617) for one user; refused and not offered where clear text is not allowed.
class basic_log_in final : public log_in {
public:
    basic_log_in(const std::string& user, const secret& password, bool allowed) : allowed_(allowed)
    {
        std::string pair = user;
        pair += ':';
        pair += password.reveal();
        expected_ = secret(pair);
        wipe(pair);
    }

    log_in_verdict judge(std::string_view authorization) override
    {
        constexpr std::string_view scheme = "Basic ";
        if (!allowed_ || authorization.size() < scheme.size() ||
            !ascii_iequals(authorization.substr(0, scheme.size()), scheme))
            return log_in_verdict::refused;
        std::string given;
        if (!append_base64_decoded(given, authorization.substr(scheme.size()))) return log_in_verdict::refused;
        const std::string_view wanted = expected_.reveal();
        // How long the comparison takes must not tell how much was right.
        const bool same =
            given.size() == wanted.size() && CRYPTO_memcmp(given.data(), wanted.data(), wanted.size()) == 0;
        wipe(given);
        return same ? log_in_verdict::accepted : log_in_verdict::refused;
    }

    std::vector<std::string> challenges() const override
    {
        // A Windows service that refuses clear text offers Negotiate alone.
        if (!allowed_) return {"Negotiate"};
        return {"Basic realm=\"WSMAN\""};
    }

private:
    bool allowed_;
    secret expected_;
};

} // namespace wsman::testing::detail
