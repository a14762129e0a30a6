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

/// The part of a request's head that differs between messages; the rest is the same for all requests of a connection.
class request_head {
public:
    request_head() = default;

    std::string_view content_type;
    std::size_t content_length = 0;
    std::string_view authorization; ///< empty if there is none
    std::string_view cookies;       ///< empty if there is none
    bool anonymous = false;         ///< an Identify request without authentication
};

/// Returns: the request line and the constant headers.
/// Errors: client_errc::invalid_argument if the host or the path holds a character that would end its line.
[[nodiscard]] WSMAN_DECL result<std::string> make_head_prefix(const connection_settings& settings);

/// Effects: replaces `out` with the complete head.
/// Errors: client_errc::invalid_argument if a value holds a character that would end its line.
[[nodiscard]] WSMAN_DECL result<void> write_head(std::string& out, std::string_view prefix, const request_head& head);

/// Content types of envelopes.
inline constexpr std::string_view envelope_type_utf8 = "application/soap+xml;charset=UTF-8";
inline constexpr std::string_view envelope_type_utf16 = "application/soap+xml;charset=UTF-16";

} // namespace wsman::detail

#if !defined(WSMAN_SEPARATE_COMPILATION)
#include <wsman/transport/impl/http/http_request.ipp>
#endif
