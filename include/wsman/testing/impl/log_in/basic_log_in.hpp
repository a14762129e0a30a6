//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/testing/impl/log_in/account.hpp>
#include <wsman/testing/impl/log_in/log_in.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace wsman::inline WSMAN_FORM::testing::detail {

/// Basic (RFC 7617), in UTF-8.
class basic_log_in final : public log_in {
public:
    explicit basic_log_in(const account& owner) : account_(owner) {}

    std::string_view scheme() const noexcept override { return "Basic"; }
    std::string_view short_name() const noexcept override { return "basic"; }

    log_in_verdict judge(std::string_view rest, const log_in_request&) override
    {
        std::string given;
        if (!append_base64_decoded(given, rest)) return refuse("Basic: not base64");
        std::string wanted = account_.user();
        wanted += ':';
        const secret password = account_.password();
        wanted += password.reveal();
        const bool same = same_secret(given, wanted);
        wipe(given);
        wipe(wanted);
        return same ? log_in_verdict::accepted : refuse("Basic: wrong user or password");
    }

    std::vector<std::string> challenges() const override { return {"Basic realm=\"WSMAN\""}; }
    std::string user() const override { return account_.user(); }

private:
    const account& account_;
};

} // namespace wsman::testing::detail
