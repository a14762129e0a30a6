//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/testing/impl/log_in/log_in.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace wsman::inline WSMAN_FORM::testing::detail {

/// Log-in by the client's certificate, which TLS has verified; the header only selects this scheme.
class certificate_log_in final : public log_in {
public:
    static constexpr std::string_view profile = "http://schemas.dmtf.org/wbem/wsman/1/wsman/secprofile/https/mutual";

    std::string_view scheme() const noexcept override { return profile; }
    std::string_view short_name() const noexcept override { return "certificate"; }

    log_in_verdict judge(std::string_view, const log_in_request& request) override
    {
        user_ = request.certified;
        return user_.empty() ? refuse("no client certificate, or it is not valid") : log_in_verdict::accepted;
    }

    /// Not an HTTP authentication scheme, so a 401 does not offer it.
    std::vector<std::string> challenges() const override { return {}; }
    std::string user() const override { return user_; }

private:
    std::string user_;
};

} // namespace wsman::testing::detail
