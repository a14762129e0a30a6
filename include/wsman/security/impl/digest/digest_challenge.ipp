//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/core/encoding.hpp>
#include <wsman/security/detail/digest_challenge.hpp>
#include <wsman/security/impl/challenges.hpp>

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace wsman::inline WSMAN_FORM::detail {

/// Each text is sent back with every request; the limit keeps request heads small.
inline constexpr std::size_t digest_text_limit = 4096;
inline constexpr std::size_t digest_parameters_limit = 32;
inline constexpr std::size_t digest_challenges_limit = 16;

inline std::string_view without_outer_blanks(std::string_view text) noexcept
{
    constexpr std::string_view blanks = " \t";
    text.remove_prefix((std::min)(text.find_first_not_of(blanks), text.size()));
    text.remove_suffix(text.size() - (text.find_last_not_of(blanks) + 1));
    return text;
}

/// Name and unquoted value of `name = value`.
using challenge_parameter = std::pair<std::string_view, std::string>;

/// Returns: the value of a token or quoted-string; nothing if the text is neither.
inline std::optional<std::string> unquoted(std::string_view text)
{
    std::string value;
    if (text.empty() || text.size() > digest_text_limit) return std::nullopt;
    const bool quoted = text.front() == '"';
    if (quoted) {
        if (text.size() < 2 || text.back() != '"') return std::nullopt;
        text = text.substr(1, text.size() - 2);
    }
    for (std::size_t at = 0; at != text.size(); ++at) {
        if (quoted && text[at] == '"') return std::nullopt;
        // A backslash before the closing quote would escape that quote.
        if (quoted && text[at] == '\\' && ++at == text.size()) return std::nullopt;
        const auto c = static_cast<unsigned char>(text[at]);
        if (c < 0x20 || c == 0x7F || (!quoted && (c == ' ' || c == '"'))) return std::nullopt;
        value += text[at];
    }
    return value;
}

inline std::optional<challenge_parameter> read_parameter(std::string_view part)
{
    const std::size_t equals = part.find('=');
    if (equals == std::string_view::npos) return std::nullopt;
    const std::string_view name = without_outer_blanks(part.substr(0, equals));
    if (name.empty() || name.find_first_of("\" \t") != std::string_view::npos) return std::nullopt;
    std::optional<std::string> value = unquoted(without_outer_blanks(part.substr(equals + 1)));
    if (!value) return std::nullopt;
    return challenge_parameter(name, *std::move(value));
}

/// The state of the parser for one challenge.
class digest_challenge_reader {
public:
    explicit digest_challenge_reader(digest_offer& into) : into_(into) {}

    void take_part(std::string_view part);
    void finish();

private:
    void begin(std::string_view scheme);
    void take_parameter(std::string_view part);
    void set_algorithm(std::string_view name);
    void set_quality(std::string_view list);
    void refuse(security_errc code, const char* text);

    digest_offer& into_;
    digest_challenge challenge_;
    std::vector<std::string> names_;
    bool reading_ = false;
    std::optional<security_errc> flaw_;
    const char* flaw_text_ = "";
    bool has_realm_ = false;
};

inline void digest_challenge_reader::take_part(std::string_view part)
{
    // Three forms: "name = value", "Scheme", and "Scheme name = value" or "Scheme token".
    part = without_outer_blanks(part);
    if (part.empty()) return;
    const std::size_t word = (std::min)(part.find_first_of(" \t="), part.size());
    const std::string_view rest = without_outer_blanks(part.substr(word));
    if (!rest.empty() && rest.front() == '=') {
        if (reading_) take_parameter(part);
        return;
    }
    finish();
    begin(part.substr(0, word));
    if (reading_ && !rest.empty()) take_parameter(rest);
}

inline void digest_challenge_reader::begin(std::string_view scheme)
{
    reading_ = ascii_iequals(scheme, "Digest");
    if (!reading_) return;
    into_.named = true;
    challenge_ = digest_challenge();
    names_.clear();
    flaw_.reset();
    has_realm_ = false;
}

inline void digest_challenge_reader::refuse(security_errc code, const char* text)
{
    if (flaw_) return;
    flaw_ = code;
    flaw_text_ = text;
}

inline void digest_challenge_reader::take_parameter(std::string_view part)
{
    std::optional<challenge_parameter> read = read_parameter(part);
    if (!read) return refuse(security_errc::malformed_token, "a parameter of the Digest challenge");
    const std::string name = ascii_lower(read->first);
    if (names_.size() == digest_parameters_limit)
        return refuse(security_errc::malformed_token, "the Digest challenge has too many parameters");
    if (std::find(names_.begin(), names_.end(), name) != names_.end())
        return refuse(security_errc::malformed_token, "the Digest challenge holds a parameter twice");
    names_.push_back(name);
    std::string& value = read->second;
    if (name == "realm") {
        has_realm_ = true;
        challenge_.realm = std::move(value);
    } else if (name == "nonce")
        challenge_.nonce = std::move(value);
    else if (name == "opaque")
        challenge_.opaque = std::move(value);
    else if (name == "algorithm")
        set_algorithm(value);
    else if (name == "qop")
        set_quality(value);
    else if (name == "stale")
        challenge_.stale = ascii_iequals(value, "true");
    else if (name == "userhash")
        challenge_.userhash = ascii_iequals(value, "true");
    else if (name == "charset")
        challenge_.utf8 = ascii_iequals(value, "UTF-8");
}

inline void digest_challenge_reader::set_algorithm(std::string_view name)
{
    using row = std::pair<std::string_view, digest_algorithm>;
    constexpr std::array<row, 3> known{
        row("MD5", digest_algorithm::md5),
        row("SHA-256", digest_algorithm::sha256),
        row("SHA-512-256", digest_algorithm::sha512_256),
    };
    challenge_.algorithm_name = name;
    constexpr std::string_view suffix = "-sess";
    if (name.size() > suffix.size() && ascii_iequals(name.substr(name.size() - suffix.size()), suffix)) {
        challenge_.session = true;
        name.remove_suffix(suffix.size());
    }
    for (const row& one : known) {
        if (!ascii_iequals(name, one.first)) continue;
        challenge_.algorithm = one.second;
        return;
    }
    refuse(security_errc::digest_unsupported, "its algorithm is not supported");
}

inline void digest_challenge_reader::set_quality(std::string_view list)
{
    while (!list.empty()) {
        const std::size_t end = (std::min)(list.find(','), list.size());
        if (ascii_iequals(without_outer_blanks(list.substr(0, end)), "auth")) challenge_.qop_auth = true;
        list.remove_prefix(end == list.size() ? end : end + 1);
    }
    if (!challenge_.qop_auth) refuse(security_errc::digest_unsupported, "it does not offer qop=auth");
}

inline void digest_challenge_reader::finish()
{
    if (!std::exchange(reading_, false)) return;
    if (!has_realm_ || challenge_.nonce.empty())
        refuse(security_errc::malformed_token, "the Digest challenge has no realm or no nonce");
    // RFC 7616, 3.4: without qop no client nonce is sent, and a session key depends on one.
    if (challenge_.session && !challenge_.qop_auth)
        refuse(security_errc::digest_unsupported, "a -sess algorithm needs qop=auth");
    if (flaw_) {
        into_.flaw = *flaw_;
        into_.flaw_text = flaw_text_;
    } else if (into_.usable.size() != digest_challenges_limit)
        into_.usable.push_back(std::move(challenge_));
}

WSMAN_DECL digest_offer read_digest_challenges(std::span<const std::string> values)
{
    digest_offer offer;
    for (const std::string& value : values) {
        digest_challenge_reader reader(offer);
        std::string_view rest = value;
        while (!rest.empty())
            reader.take_part(next_challenge_part(rest));
        reader.finish();
    }
    return offer;
}

} // namespace wsman::detail
