//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/core/encoding.hpp>

#include <algorithm>
#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace wsman::inline WSMAN_FORM::testing::detail {

/// The parameters of a Digest header, `name=value` and `name="value"`; names in lower case.
class digest_fields {
public:
    /// Returns: the parameters; nothing if the list is malformed, too long, or has a name twice.
    static std::optional<digest_fields> parse(std::string_view text)
    {
        digest_fields fields;
        while (skip(text, " \t,"), !text.empty()) {
            const std::size_t equals = text.find('=');
            if (equals == std::string_view::npos || fields.values_.size() == most) return std::nullopt;
            std::string name = ascii_lower(text.substr(0, equals));
            while (name.ends_with(' '))
                name.pop_back();
            text.remove_prefix(equals + 1);
            skip(text, " \t");
            std::optional<std::string> value = take_value(text);
            if (!value || name.empty() || !fields.values_.emplace(std::move(name), std::move(*value)).second)
                return std::nullopt;
        }
        return fields;
    }

    bool has(std::string_view name) const { return values_.contains(name); }
    /// Returns: the value; empty if there is none.
    std::string_view operator[](std::string_view name) const
    {
        const auto found = values_.find(name);
        return found == values_.end() ? std::string_view() : std::string_view(found->second);
    }

    /// Returns: the user's name, from `username` or from the extended notation of RFC 5987, which UTF-8 needs.
    std::optional<std::string> user() const
    {
        if (has("username") == has("username*")) return std::nullopt;
        if (has("username")) return std::string((*this)["username"]);
        constexpr std::string_view charset = "UTF-8''";
        std::string_view text = (*this)["username*"];
        if (!ascii_iequals(text.substr(0, charset.size()), charset)) return std::nullopt;
        text.remove_prefix(charset.size());
        return percent_decoded(text);
    }

private:
    static constexpr std::size_t most = 24;

    static void skip(std::string_view& text, std::string_view characters)
    {
        text.remove_prefix((std::min)(text.find_first_not_of(characters), text.size()));
    }

    static std::optional<std::string> take_value(std::string_view& text)
    {
        if (!text.starts_with('"')) {
            const std::size_t end = (std::min)(text.find_first_of(" \t,"), text.size());
            std::string value(text.substr(0, end));
            text.remove_prefix(end);
            return value;
        }
        std::string value;
        for (std::size_t i = 1; i < text.size(); ++i) {
            if (text[i] == '"') {
                text.remove_prefix(i + 1);
                return value;
            }
            if (text[i] == '\\' && ++i == text.size()) break;
            value += text[i];
        }
        return std::nullopt;
    }

    static std::optional<std::string> percent_decoded(std::string_view text)
    {
        std::string plain;
        for (std::size_t i = 0; i < text.size(); ++i) {
            if (text[i] != '%') {
                plain += text[i];
                continue;
            }
            if (text.size() - i < 3) return std::nullopt;
            const std::optional<std::string> byte = parse_hex(text.substr(i + 1, 2));
            if (!byte) return std::nullopt;
            plain += *byte;
            i += 2;
        }
        return plain;
    }

    std::map<std::string, std::string, std::less<>> values_;
};

} // namespace wsman::testing::detail
