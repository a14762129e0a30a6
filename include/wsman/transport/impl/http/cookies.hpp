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

/// What the host's answers ask to be brought along with the next requests: load balancers pin a client to a node by it.
///
/// A cookie belongs to the host that set it and to no other, to the paths that it names, and, if it is Secure, to https.
/// It is kept as long as the client, whatever its date says, except that one in the past deletes it. Bounded, never
/// shown, wiped at the end.
/// Specification: RFC 6265, 5.2 to 5.4, with what is written here instead of 5.3 and its storage.
class cookie_jar {
public:
    static constexpr std::size_t most_cookies = 16;
    static constexpr std::size_t largest_cookie = 4096; ///< bytes of name and value

    cookie_jar() = default;
    /// `path` is that of all requests, with a query or without.
    WSMAN_DECL cookie_jar(std::string host, bool host_is_address, std::string_view path, bool secure);
    cookie_jar(const cookie_jar&) = delete;
    cookie_jar& operator=(const cookie_jar&) = delete;
    cookie_jar(cookie_jar&&) = default;
    cookie_jar& operator=(cookie_jar&&) = default;
    WSMAN_DECL ~cookie_jar();

    /// Effects: takes in the values of an answer's Set-Cookie. `date` is that of the answer: what it calls past is so, even
    /// where the clocks differ.
    WSMAN_DECL void take(std::span<const std::string> set, std::string_view date = {});
    /// Returns: the value of the Cookie header for the next request; empty: none.
    WSMAN_DECL std::string header() const;
    /// Effects: takes the values out of a text that a host may have repeated them in.
    WSMAN_DECL void hide_in(std::string& text) const;

    bool empty() const noexcept { return kept_.empty(); }

private:
    struct cookie {
        std::string name;
        std::string value;
    };
    class wish; // one Set-Cookie

    WSMAN_DECL std::optional<wish> read(std::string_view set, std::chrono::sys_seconds now) const;
    WSMAN_DECL bool is_ours(std::string_view domain) const;
    WSMAN_DECL bool fits(std::string_view path) const noexcept;
    WSMAN_DECL void keep(std::string_view name, std::string_view value);
    WSMAN_DECL void forget(std::string_view name);

    std::vector<cookie> kept_; // the one that was set first stands first
    std::string host_;
    std::string path_ = "/";
    bool host_is_address_ = false;
    bool secure_ = false;
};

/// Returns: the time that the text of Expires means, however it is spelt; nothing if it is none.
/// Specification: RFC 6265, 5.1.1.
WSMAN_DECL std::optional<std::chrono::sys_seconds> parse_cookie_date(std::string_view text);

} // namespace wsman::detail

#if !defined(WSMAN_SEPARATE_COMPILATION)
#include <wsman/transport/impl/http/cookies.ipp>
#endif
