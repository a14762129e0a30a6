//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once
#include <wsman/core/config.hpp>
#include <wsman/core/defaults.hpp>
#include <wsman/session/detail/session_parts.hpp>

#include <chrono>
#include <cstddef>
#include <string>

namespace wsman::inline WSMAN_FORM::detail {

// Functions instead of objects, because a session may be constructed before the static objects of this file.
inline const std::string& default_language()
{
    static const std::string text = "en-US";
    return text;
}

inline const std::string& default_spn_service()
{
    static const std::string text = "HTTP";
    return text;
}

inline const option_value* find_option(const session_parts& parts, session_option option) noexcept
{
    for (const auto& [number, value] : parts.options)
        if (number == option) return &value;
    return nullptr;
}

template <class T>
T option_or(const session_parts& parts, session_option option, T fallback)
{
    const option_value* const stored = find_option(parts, option);
    const T* const value = stored ? stored->get_if<T>() : nullptr;
    return value ? *value : fallback;
}

/// Returns: the timeout. 0 means the default: that of options 12 to 17 is option 1, that of option 1 is 60 s.
inline std::chrono::milliseconds timeout(const session_parts& parts, session_option option)
{
    using std::chrono::milliseconds;
    if (const milliseconds own = option_or(parts, option, milliseconds(0)); own.count() != 0) return own;
    const milliseconds common = option_or(parts, session_option::default_operation_timeout, milliseconds(0));
    return common.count() != 0 ? common : defaults::operation_timeout;
}

inline const std::string& text_option(const session_parts& parts, session_option option) noexcept
{
    const option_value* const stored = find_option(parts, option);
    const std::string* const text = stored ? stored->get_if<std::string>() : nullptr;
    return text ? *text : default_language();
}

inline std::size_t envelope_size(const session_parts& parts)
{
    const kilobytes chosen = option_or(parts, session_option::max_envelope_size_kb, kilobytes());
    return chosen.count != 0 ? std::size_t{chosen.count} * 1024 : defaults::envelope_size;
}

/// Returns: the bytes that fit into one Send as base64, if the headers need less than 4 KB, as with the longest URLs.
inline std::size_t send_payload(std::size_t envelope) noexcept
{
    constexpr std::size_t headers = 4096;
    return (envelope - headers) / 4 * 3;
}

} // namespace wsman::detail
