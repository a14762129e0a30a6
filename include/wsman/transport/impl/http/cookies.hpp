//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>

#include <chrono>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace wsman::inline WSMAN_FORM::detail {

/// The cookies that the host set, to be sent with the next requests: load balancers use them to route a client to one
/// node.
///
/// A cookie is sent only to the host that set it, to the path that it names, and, if it is Secure, over https. Cookies
/// live as long as the client, whatever their date; a date in the past deletes the cookie. Their number and size are
/// limited, they appear in no log, and they are wiped at the end.
/// Specification: RFC 6265, 5.2 to 5.4; the storage model of 5.3 is replaced by the rules above.
class cookie_jar {
public:
    static constexpr std::size_t most_cookies = 16;
    static constexpr std::size_t largest_cookie = 4096; ///< bytes of name and value

    cookie_jar() = default;
    /// `path` is the path of all requests, with or without a query.
    WSMAN_DECL cookie_jar(std::string host, bool host_is_address, std::string_view path, bool secure);
    cookie_jar(const cookie_jar&) = delete;
    cookie_jar& operator=(const cookie_jar&) = delete;
    cookie_jar(cookie_jar&&) = default;
    cookie_jar& operator=(cookie_jar&&) = default;
    WSMAN_DECL ~cookie_jar();

    /// Effects: stores the Set-Cookie values of a response. `date` is the Date of the response: expiry is compared with
    /// it, so that differing clocks do not matter.
    WSMAN_DECL void take(std::span<const std::string> set, std::string_view date = {});
    /// Returns: the value of the Cookie header for the next request; empty if there is none.
    WSMAN_DECL std::string header() const;
    /// Effects: replaces the cookies' values in `text`, since a host may have repeated them there.
    WSMAN_DECL void hide_in(std::string& text) const;

    bool empty() const noexcept { return kept_.empty(); }

private:
    struct cookie {
        std::string name;
        std::string value;
    };
    class wish; // one parsed Set-Cookie

    WSMAN_DECL std::optional<wish> read(std::string_view set, std::chrono::sys_seconds now) const;
    WSMAN_DECL bool is_ours(std::string_view domain) const;
    WSMAN_DECL bool fits(std::string_view path) const noexcept;
    WSMAN_DECL void keep(std::string_view name, std::string_view value);
    WSMAN_DECL void forget(std::string_view name);

    std::vector<cookie> kept_; // in the order in which they were set
    std::string host_;
    std::string path_ = "/";
    bool host_is_address_ = false;
    bool secure_ = false;
};

/// Returns: the time in the value of Expires, in any spelling that RFC 6265 accepts; nothing if it cannot be parsed.
/// Specification: RFC 6265, 5.1.1.
WSMAN_DECL std::optional<std::chrono::sys_seconds> parse_cookie_date(std::string_view text);

} // namespace wsman::detail

#if !defined(WSMAN_SEPARATE_COMPILATION)
#include <wsman/transport/impl/http/cookies.ipp>
#endif
