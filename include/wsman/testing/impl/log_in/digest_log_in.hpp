//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/testing/impl/log_in/account.hpp>
#include <wsman/testing/impl/log_in/digest_fields.hpp>
#include <wsman/testing/impl/log_in/digest_nonces.hpp>
#include <wsman/testing/impl/log_in/log_in.hpp>

#include <openssl/evp.h>

#include <array>
#include <charconv>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace wsman::inline WSMAN_FORM::testing::detail {

/// A hash function: its name in Digest and its name in OpenSSL.
struct digest_algorithm {
    std::string_view name;
    const char* openssl_name;
};

inline constexpr digest_algorithm digest_algorithms[] = {
    {"SHA-512-256", "SHA512-256"},
    {"SHA-256", "SHA256"},
    {"MD5", "MD5"},
};

inline const digest_algorithm* find_digest_algorithm(std::string_view name) noexcept
{
    for (const digest_algorithm& one : digest_algorithms)
        if (ascii_iequals(one.name, name)) return &one;
    return nullptr;
}

/// Returns: the hash of the parts joined by colons, in hexadecimal; empty if OpenSSL does not provide the function.
inline std::string digest_of(const digest_algorithm& algorithm, std::initializer_list<std::string_view> parts)
{
    std::string joined;
    for (const std::string_view part : parts)
        joined.append(part) += ':';
    joined.pop_back();
    std::array<char, EVP_MAX_MD_SIZE> hash{};
    std::size_t size = 0;
    auto* const bytes = reinterpret_cast<unsigned char*>(hash.data());
    const bool made =
        EVP_Q_digest(nullptr, algorithm.openssl_name, nullptr, joined.data(), joined.size(), bytes, &size) == 1;
    wipe(joined);
    std::string text;
    if (made) append_hex(text, std::string_view(hash.data(), size));
    return text;
}

/// Digest (RFC 7616) with qop=auth, and the -sess forms.
class digest_log_in final : public log_in {
public:
    digest_log_in(const account& owner, digest_nonces& nonces, std::vector<std::string> algorithms, bool userhash)
        : account_(owner), nonces_(nonces), algorithms_(std::move(algorithms)), userhash_(userhash)
    {
    }

    std::string_view scheme() const noexcept override { return "Digest"; }
    std::string_view short_name() const noexcept override { return "digest"; }

    log_in_verdict judge(std::string_view rest, const log_in_request& request) override
    {
        stale_ = false;
        const std::optional<digest_fields> given = digest_fields::parse(rest);
        if (!given) return refuse("Digest: malformed header");
        const digest_fields& fields = *given;
        std::string_view name = fields["algorithm"];
        const bool session = name.size() > 5 && ascii_iequals(name.substr(name.size() - 5), "-sess");
        if (session) name.remove_suffix(5);
        const digest_algorithm* algorithm = find_digest_algorithm(name.empty() ? "MD5" : name);
        if (!algorithm || !offers(*algorithm)) return refuse("Digest: the algorithm was not offered");
        if (fields["qop"] != "auth" || fields["realm"] != realm) return refuse("Digest: unexpected qop or realm");
        if (fields["uri"] != request.target) return refuse("Digest: the URI differs from the request's");
        const std::optional<std::uint32_t> count = count_of(fields["nc"]);
        if (!count || fields["cnonce"].empty()) return refuse("Digest: nonce count or client nonce missing");
        if (!names_the_account(fields, *algorithm)) return refuse("Digest: unknown user");
        const std::string wanted = response(fields, *algorithm, session, request.method);
        if (wanted.empty() || !same_secret(fields["response"], wanted)) return refuse("Digest: wrong password");
        stale_ = !nonces_.use(fields["nonce"], *count);
        return stale_ ? refuse("Digest: stale nonce") : log_in_verdict::accepted;
    }

    std::vector<std::string> challenges() const override
    {
        std::vector<std::string> all;
        const std::string nonce = nonces_.issue();
        for (const std::string& algorithm : algorithms_) {
            std::string text = "Digest realm=\"" + std::string(realm) + "\", qop=\"auth\", algorithm=" + algorithm +
                               ", nonce=\"" + nonce + "\", charset=UTF-8";
            if (userhash_) text += ", userhash=true";
            if (stale_) text += ", stale=true";
            all.push_back(std::move(text));
        }
        return all;
    }

    std::string user() const override { return account_.user(); }
    void forget() override { stale_ = false; }

private:
    static constexpr std::string_view realm = "WSMAN";

    bool offers(const digest_algorithm& algorithm) const
    {
        for (const std::string& one : algorithms_) {
            std::string_view name = one;
            if (name.ends_with("-sess")) name.remove_suffix(5);
            if (ascii_iequals(name, algorithm.name)) return true;
        }
        return false;
    }

    static std::optional<std::uint32_t> count_of(std::string_view text)
    {
        std::uint32_t value = 0;
        const auto read = std::from_chars(text.data(), text.data() + text.size(), value, 16);
        if (text.size() != 8 || read.ec != std::errc() || read.ptr != text.data() + text.size()) return std::nullopt;
        return value;
    }

    bool names_the_account(const digest_fields& fields, const digest_algorithm& algorithm) const
    {
        const std::optional<std::string> user = fields.user();
        if (!user) return false;
        if (fields["userhash"] != "true") return *user == account_.user();
        return ascii_lower(*user) == digest_of(algorithm, {account_.user(), realm});
    }

    std::string response(
        const digest_fields& fields, const digest_algorithm& algorithm, bool session, std::string_view method
    ) const
    {
        const secret password = account_.password();
        std::string key = digest_of(algorithm, {account_.user(), realm, password.reveal()});
        if (session) key = digest_of(algorithm, {key, fields["nonce"], fields["cnonce"]});
        const std::string request = digest_of(algorithm, {method, fields["uri"]});
        if (key.empty() || request.empty()) return {};
        return digest_of(algorithm, {key, fields["nonce"], fields["nc"], fields["cnonce"], fields["qop"], request});
    }

    const account& account_;
    digest_nonces& nonces_;
    std::vector<std::string> algorithms_;
    bool userhash_;
    bool stale_ = false;
};

} // namespace wsman::testing::detail
