//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/core/encoding.hpp>
#include <wsman/core/utf8.hpp>
#include <wsman/security/digest.hpp>

#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/rand.h>

#include <array>
#include <initializer_list>
#include <memory>
#include <utility>

namespace wsman::inline WSMAN_FORM::detail {

/// A hash function of Digest, provided by OpenSSL.
class digest_hash {
public:
    explicit digest_hash(digest_algorithm algorithm)
        : function_(EVP_MD_fetch(nullptr, openssl_name(algorithm), nullptr))
    {
        if (!function_) ERR_clear_error();
    }

    explicit operator bool() const noexcept { return function_ != nullptr; }

    /// Returns: H("first:second:…") in lowercase hexadecimal digits.
    std::string operator()(std::initializer_list<std::string_view> parts) const
    {
        const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(EVP_MD_CTX_new(), &EVP_MD_CTX_free);
        bool good = context && EVP_DigestInit_ex(context.get(), function_.get(), nullptr) == 1;
        std::string_view between;
        for (const std::string_view part : parts) {
            good = good && EVP_DigestUpdate(context.get(), between.data(), between.size()) == 1;
            good = good && EVP_DigestUpdate(context.get(), part.data(), part.size()) == 1;
            between = ":";
        }
        std::array<unsigned char, EVP_MAX_MD_SIZE> bytes{};
        unsigned size = 0;
        if (!good || EVP_DigestFinal_ex(context.get(), bytes.data(), &size) != 1) return {};
        std::string digits;
        append_hex(digits, std::string_view(reinterpret_cast<const char*>(bytes.data()), size));
        return digits;
    }

private:
    static const char* openssl_name(digest_algorithm algorithm) noexcept
    {
        switch (algorithm) {
        case digest_algorithm::md5: return "MD5";
        case digest_algorithm::sha256: return "SHA256";
        case digest_algorithm::sha512_256: break;
        }
        return "SHA512-256";
    }

    struct release {
        void operator()(EVP_MD* function) const noexcept { EVP_MD_free(function); }
    };
    std::unique_ptr<EVP_MD, release> function_;
};

/// Returns: the strongest challenge whose algorithm OpenSSL provides, or nullptr; the first of equally strong ones.
inline digest_challenge* strongest_available(digest_offer& offer)
{
    digest_challenge* best = nullptr;
    for (digest_challenge& one : offer.usable)
        if ((!best || one.algorithm > best->algorithm) && digest_hash(one.algorithm)) best = &one;
    return best;
}

inline std::string random_client_nonce()
{
    std::array<unsigned char, 18> bytes{};
    std::string text;
    if (RAND_bytes(bytes.data(), static_cast<int>(bytes.size())) == 1)
        append_base64(text, std::string_view(reinterpret_cast<const char*>(bytes.data()), bytes.size()));
    return text;
}

inline void append_quoted(std::string& out, std::string_view name, std::string_view text)
{
    out.append(name).append("=\"");
    for (const char c : text) {
        if (c == '"' || c == '\\') out += '\\';
        out += c;
    }
    out += '"';
}

/// The encoding of RFC 8187, for names that are not ASCII.
inline void append_extended(std::string& out, std::string_view name, std::string_view text)
{
    constexpr std::string_view plain = "!#$&+-.^_`|~";
    out.append(name).append("*=UTF-8''");
    for (const char c : text) {
        const bool alphanumeric = (c >= '0' && c <= '9') || (ascii_lower(c) >= 'a' && ascii_lower(c) <= 'z');
        if (alphanumeric || plain.find(c) != std::string_view::npos) {
            out += c;
            continue;
        }
        const unsigned byte = static_cast<unsigned char>(c);
        out += '%';
        out += "0123456789ABCDEF"[byte >> 4U];
        out += "0123456789ABCDEF"[byte & 15U];
    }
}

inline void
append_digest_user(std::string& out, const std::string& user, const digest_challenge& asked, const digest_hash& hash)
{
    bool ascii = true;
    for (const char c : user)
        ascii = ascii && static_cast<unsigned char>(c) < 0x80;
    // A host without RFC 7616 support would not recognize a name in the extended form.
    const bool extended = !ascii && (asked.utf8 || asked.algorithm != digest_algorithm::md5);
    if (asked.userhash)
        append_quoted(out, "username", hash({user, asked.realm}));
    else if (extended)
        append_extended(out, "username", user);
    else
        append_quoted(out, "username", user);
}

inline std::string digest_count(std::uint32_t count)
{
    std::string digits(8, '0');
    for (std::size_t at = digits.size(); count != 0; count >>= 4U)
        digits[--at] = "0123456789abcdef"[count & 15U];
    return digits;
}

/// Returns: H(A1), which contains the password.
inline std::string digest_key(
    const user_password& account,
    const digest_challenge& asked,
    const std::string& client_nonce,
    const digest_hash& hash
)
{
    std::string key = hash({account.user(), asked.realm, account.password().reveal()});
    if (!asked.session) return key;
    std::string session_key = hash({key, asked.nonce, client_nonce});
    wipe(key);
    return session_key;
}

} // namespace wsman::detail

namespace wsman::inline WSMAN_FORM {

WSMAN_DECL result<bool> digest_client::challenged(std::span<const std::string> challenges)
{
    detail::digest_offer offer = detail::read_digest_challenges(challenges);
    detail::digest_challenge* const best = detail::strongest_available(offer);
    if (count_ != 0) {
        // The request was refused. The same password is sent again only if the nonce was stale. A host that reports its
        // new nonce as stale, too, would cause an endless loop.
        if (!best || !best->stale || best->nonce == challenge_->nonce) return false;
    } else if (!best) {
        if (!offer.usable.empty())
            return failure(security_errc::algorithm_unavailable, "Digest needs " + offer.usable.front().algorithm_name);
        if (offer.named) return failure(offer.flaw, offer.flaw_text);
        return failure(
            security_errc::scheme_not_offered,
            "the session needs Digest; the host offers " + offered_schemes(challenges)
        );
    }
    challenge_ = std::move(*best);
    client_nonce_ = fixed_client_nonce_.empty() ? detail::random_client_nonce() : fixed_client_nonce_;
    count_ = 0;
    return true;
}

WSMAN_DECL result<secret> digest_client::authorization(std::string_view method, std::string_view uri)
{
    if (!challenge_) return secret();
    const detail::digest_challenge& asked = *challenge_;
    const std::string& user = account_.user();
    for (const char c : user)
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F)
            return failure(
                client_errc::invalid_argument, "the user name holds a control character, which a header cannot carry"
            );
    if (find_invalid_utf8(user)) return failure(client_errc::invalid_argument, "the user name must be UTF-8");
    const detail::digest_hash hash(asked.algorithm);
    if (!hash || client_nonce_.empty()) return failure(security_errc::algorithm_unavailable);

    const std::string count = detail::digest_count(++count_);
    std::string key = detail::digest_key(account_, asked, client_nonce_, hash);
    const std::string request_hash = hash({method, uri});
    const std::string response = asked.qop_auth ? hash({key, asked.nonce, count, client_nonce_, "auth", request_hash})
                                                : hash({key, asked.nonce, request_hash});
    wipe(key);
    if (response.empty()) return failure(security_errc::algorithm_unavailable);

    std::string value("Digest ");
    detail::append_digest_user(value, user, asked, hash);
    detail::append_quoted(value, ", realm", asked.realm);
    detail::append_quoted(value, ", uri", uri);
    if (!asked.algorithm_name.empty()) value.append(", algorithm=").append(asked.algorithm_name);
    detail::append_quoted(value, ", nonce", asked.nonce);
    if (asked.qop_auth) {
        value.append(", nc=").append(count);
        detail::append_quoted(value, ", cnonce", client_nonce_);
        value.append(", qop=auth");
    }
    if (asked.userhash) value.append(", userhash=true");
    if (asked.opaque) detail::append_quoted(value, ", opaque", *asked.opaque);
    // Last: hide_login() searches texts that repeat a request for the last part of the header.
    detail::append_quoted(value, ", response", response);
    secret header(value);
    wipe(value);
    proof_left_ = true;
    return header;
}

WSMAN_DECL result<secret> digest_authentication::authorization(std::string_view method, std::string_view path)
{
    return client_.authorization(method, path);
}

WSMAN_DECL result<login_step> digest_authentication::answered(const login_answer& answer)
{
    result<bool> again = client_.challenged(answer.challenges);
    if (again.has_error()) {
        failure why = again.error();
        why.details().http_status = answer.status;
        return why;
    }
    if (*again) return login_step::again;
    return refused_login(scheme(), answer.challenges);
}

} // namespace wsman
