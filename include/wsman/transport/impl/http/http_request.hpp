//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/core/result.hpp>
#include <wsman/transport/impl/connection_settings.hpp>

#include <cstddef>
#include <string>
#include <string_view>

namespace wsman::inline WSMAN_FORM::detail {

/// One message's share of the request head; the rest is the same for every request of a connection.
class request_head {
public:
    request_head() = default;

    std::string_view content_type;
    std::size_t content_length = 0;
    std::string_view authorization; ///< empty: none
    std::string_view cookies;       ///< empty: none
    bool anonymous = false;         ///< asks the host for Identify without a log-in
};

/// Returns: request line and the headers that never change.
/// Errors: client_errc::invalid_argument where host or path would break out of their line.
[[nodiscard]] WSMAN_DECL result<std::string> make_head_prefix(const connection_settings& settings);

/// Effects: replaces `out` by a whole head.
/// Errors: client_errc::invalid_argument where a value would break out of its line.
[[nodiscard]] WSMAN_DECL result<void> write_head(std::string& out, std::string_view prefix, const request_head& head);

/// Content types of envelopes.
inline constexpr std::string_view envelope_type_utf8 = "application/soap+xml;charset=UTF-8";
inline constexpr std::string_view envelope_type_utf16 = "application/soap+xml;charset=UTF-16";

} // namespace wsman::detail

#if !defined(WSMAN_SEPARATE_COMPILATION)
#include <wsman/transport/impl/http/http_request.ipp>
#endif
