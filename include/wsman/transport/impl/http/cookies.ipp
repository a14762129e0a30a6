//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/core/encoding.hpp>
#include <wsman/core/detail/wiped_bytes.hpp>
#include <wsman/transport/impl/http/cookies.hpp>
#include <wsman/transport/impl/http/http_date.hpp>

#include <algorithm>
#include <array>
#include <utility>

namespace wsman::inline WSMAN_FORM::detail {

/// Removes leading and trailing blanks.
inline std::string_view trim_cookie_blanks(std::string_view text) noexcept
{
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t'))
        text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t'))
        text.remove_suffix(1);
    return text;
}

/// Returns: the text before the character `c`. Effects: removes that text and `c` from `text`.
inline std::string_view cookie_part_before(std::string_view& text, char c) noexcept
{
    const std::size_t at = text.find(c);
    const std::string_view part = text.substr(0, at);
    text.remove_prefix(at == std::string_view::npos ? text.size() : at + 1);
    return part;
}

/// Returns: the number at the start of a word of a date, if it has between `least` and `most` digits.
inline std::optional<int> leading_cookie_number(std::string_view word, std::size_t least, std::size_t most) noexcept
{
    std::size_t digits = 0;
    while (digits < word.size() && word[digits] >= '0' && word[digits] <= '9')
        ++digits;
    if (digits < least || digits > most) return std::nullopt;
    return number_in(word.substr(0, digits));
}

/// The parts of a date; they may come in any order.
class cookie_date {
public:
    cookie_date() = default;

    void read(std::string_view word)
    {
        if (!seconds_ && read_time(word)) return;
        if (!day_ && (day_ = leading_cookie_number(word, 1, 2))) return;
        if (!month_ && read_month(word)) return;
        if (!year_) year_ = leading_cookie_number(word, 2, 4);
    }

    std::optional<std::chrono::sys_seconds> time() const
    {
        using namespace std::chrono;
        if (!seconds_ || !day_ || !month_ || !year_) return std::nullopt;
        const int whole = *year_ + (*year_ >= 100 ? 0 : *year_ < 70 ? 2000 : 1900);
        const year_month_day date(year(whole), month(*month_), day(static_cast<unsigned>(*day_)));
        if (!date.ok() || whole < 1601) return std::nullopt;
        return sys_days(date) + *seconds_;
    }

private:
    bool read_time(std::string_view word)
    {
        if (word.find(':') == std::string_view::npos) return false;
        const auto hour = leading_cookie_number(cookie_part_before(word, ':'), 1, 2);
        const auto minute = leading_cookie_number(cookie_part_before(word, ':'), 1, 2);
        const auto second = leading_cookie_number(word, 1, 2);
        if (!hour || !minute || !second || *hour > 23 || *minute > 59 || *second > 59) return false;
        seconds_ = std::chrono::hours(*hour) + std::chrono::minutes(*minute) + std::chrono::seconds(*second);
        return true;
    }

    bool read_month(std::string_view word)
    {
        static constexpr std::array<std::string_view, 12> names = {
            "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"
        };
        const auto found = std::find(names.begin(), names.end(), ascii_lower(word.substr(0, 3)));
        if (found == names.end()) return false;
        month_ = static_cast<unsigned>(found - names.begin()) + 1;
        return true;
    }

    std::optional<std::chrono::seconds> seconds_;
    std::optional<int> day_;
    std::optional<unsigned> month_;
    std::optional<int> year_;
};

WSMAN_DECL std::optional<std::chrono::sys_seconds> parse_cookie_date(std::string_view text)
{
    // Every character that is not a letter, digit or colon is a delimiter.
    const auto parts = [](char c) {
        const auto letter = static_cast<char>(c | 0x20);
        return !(c == ':' || (c >= '0' && c <= '9') || (letter >= 'a' && letter <= 'z'));
    };
    cookie_date date;
    for (auto at = text.begin(); at != text.end();) {
        at = std::find_if_not(at, text.end(), parts);
        const auto end = std::find_if(at, text.end(), parts);
        date.read(std::string_view(at, end));
        at = end;
    }
    return date.time();
}

class cookie_jar::wish {
public:
    wish() = default;

    std::string_view name;
    std::string_view value;
    bool deletes = false;
};

WSMAN_DECL cookie_jar::cookie_jar(std::string host, bool host_is_address, std::string_view path, bool secure)
    : host_(std::move(host)), path_(path.substr(0, path.find('?'))), host_is_address_(host_is_address), secure_(secure)
{
    // A trailing dot marks a name as fully qualified; it is not part of the name.
    if (!host_is_address_ && host_.ends_with('.')) host_.pop_back();
}

WSMAN_DECL cookie_jar::~cookie_jar()
{
    for (cookie& one : kept_)
        wipe(one.value);
}

WSMAN_DECL void cookie_jar::take(std::span<const std::string> set, std::string_view date)
{
    if (set.empty()) return;
    auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
    if (const auto theirs = parse_http_date(date)) now = *theirs;
    for (const std::string& one : set) {
        const std::optional<wish> asked = read(one, now);
        if (!asked) continue;
        forget(asked->name);
        if (!asked->deletes) keep(asked->name, asked->value);
    }
}

WSMAN_DECL std::optional<cookie_jar::wish> cookie_jar::read(std::string_view set, std::chrono::sys_seconds now) const
{
    const auto steers = [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; };
    wish asked;
    std::string_view pair = cookie_part_before(set, ';');
    if (pair.find('=') == std::string_view::npos) return std::nullopt;
    asked.name = trim_cookie_blanks(cookie_part_before(pair, '='));
    asked.value = trim_cookie_blanks(pair);
    if (std::any_of(asked.name.begin(), asked.name.end(), steers)) return std::nullopt;
    if (std::any_of(asked.value.begin(), asked.value.end(), steers)) return std::nullopt;
    if (asked.name.empty() || asked.name.size() + asked.value.size() > largest_cookie) return std::nullopt;
    std::optional<bool> expired; // Max-Age takes precedence over Expires
    std::string_view path;
    while (!set.empty()) {
        std::string_view attribute = cookie_part_before(set, ';');
        const std::string name = ascii_lower(trim_cookie_blanks(cookie_part_before(attribute, '=')));
        const std::string_view value = trim_cookie_blanks(attribute);
        if (name == "path") {
            path = value;
        } else if (name == "domain") {
            if (!is_ours(value)) return std::nullopt;
        } else if (name == "secure") {
            if (!secure_) return std::nullopt;
        } else if (name == "max-age") {
            const bool number =
                value.find_first_not_of("0123456789", value.starts_with('-') ? 1 : 0) == std::string_view::npos;
            if (number && !value.empty() && value != "-")
                expired = value.starts_with('-') || value.find_first_not_of('0') == std::string_view::npos;
        } else if (name == "expires" && !expired) {
            const auto time = parse_cookie_date(value);
            asked.deletes = time && *time <= now;
        }
    }
    if (expired) asked.deletes = *expired;
    if (!fits(path)) return std::nullopt;
    return asked;
}

/// A Domain attribute that covers the host is ignored: the cookie stays host-only.
WSMAN_DECL bool cookie_jar::is_ours(std::string_view domain) const
{
    if (domain.starts_with('.')) domain.remove_prefix(1);
    if (domain.ends_with('.')) domain.remove_suffix(1);
    if (domain.empty() || ascii_iequals(domain, host_)) return true;
    if (host_is_address_ || host_.size() <= domain.size()) return false;
    const std::string_view end = std::string_view(host_).substr(host_.size() - domain.size());
    return host_[host_.size() - domain.size() - 1] == '.' && ascii_iequals(end, domain);
}

/// All requests have the same path, so a cookie for another path would never be sent.
WSMAN_DECL bool cookie_jar::fits(std::string_view path) const noexcept
{
    if (!path.starts_with('/') || path == "/")
        return true; // the default path: that of the request, up to its last slash
    if (!path_.starts_with(path)) return false;
    return path_.size() == path.size() || path.ends_with('/') || path_[path.size()] == '/';
}

WSMAN_DECL void cookie_jar::keep(std::string_view name, std::string_view value)
{
    if (kept_.size() == most_cookies) {
        wipe(kept_.front().value);
        kept_.erase(kept_.begin());
    }
    kept_.push_back({std::string(name), std::string(value)});
}

WSMAN_DECL void cookie_jar::forget(std::string_view name)
{
    const auto same = [name](const cookie& one) { return one.name == name; };
    const auto found = std::find_if(kept_.begin(), kept_.end(), same);
    if (found == kept_.end()) return;
    wipe(found->value);
    kept_.erase(found);
}

WSMAN_DECL std::string cookie_jar::header() const
{
    std::size_t size = 0;
    for (const cookie& one : kept_)
        size += one.name.size() + one.value.size() + 3;
    std::string text;
    text.reserve(size);
    for (const cookie& one : kept_)
        text.append(text.empty() ? "" : "; ").append(one.name).append("=").append(one.value);
    return text;
}

WSMAN_DECL void cookie_jar::hide_in(std::string& text) const
{
    // Shorter values are usually node names, which also occur in unrelated text.
    constexpr std::size_t shortest = 8;
    for (const cookie& one : kept_) {
        const std::string_view value = one.value;
        if (value.size() < shortest) continue;
        for (std::size_t at = text.find(value); at != std::string::npos; at = text.find(value, at))
            text.replace(at, value.size(), value.size(), '*');
    }
}

} // namespace wsman::detail
