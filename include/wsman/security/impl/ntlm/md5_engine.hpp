//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/core/result.hpp>
#include <wsman/security/impl/ntlm/digest128.hpp>

#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/params.h>

#include <cstddef>
#include <initializer_list>
#include <memory>
#include <string_view>
#include <utility>

namespace wsman::inline WSMAN_FORM::detail {

/// MD5 and HMAC-MD5 of OpenSSL, fetched once and reused.
///
/// After a failed operation (no memory) the result is zeros and failed() stays true. A computation of several steps
/// therefore checks failed() once, before it uses the result.
class md5_engine {
public:
    /// `library` and `properties` are passed to EVP_MD_fetch; null selects the process's defaults.
    /// Errors: security_errc::algorithm_unavailable if MD5 is not available, for example with a FIPS provider.
    [[nodiscard]] static result<md5_engine> fetch(OSSL_LIB_CTX* library = nullptr, const char* properties = nullptr)
    {
        md5_engine engine;
        engine.digest_.reset(EVP_MD_fetch(library, "MD5", properties));
        const std::unique_ptr<EVP_MAC, releaser> hmac(EVP_MAC_fetch(library, "HMAC", properties));
        if (engine.digest_ && hmac) {
            engine.context_.reset(EVP_MD_CTX_new());
            engine.keyed_.reset(EVP_MAC_CTX_new(hmac.get()));
            engine.failed_ = !engine.context_ || !engine.keyed_ || !engine.choose_md5(properties);
            engine.hmac(digest128().view(), {});
        }
        if (!engine.failed_) return engine;
        return failure(security_errc::algorithm_unavailable, "OpenSSL provides no MD5, which NTLM requires");
    }

    digest128 md5(std::initializer_list<std::string_view> parts) noexcept
    {
        digest128 out;
        bool good = EVP_DigestInit_ex2(context_.get(), digest_.get(), nullptr) == 1;
        for (const std::string_view part : parts)
            good = good && EVP_DigestUpdate(context_.get(), part.data(), part.size()) == 1;
        good = good && EVP_DigestFinal_ex(context_.get(), out.data(), nullptr) == 1;
        return good ? out : give_up();
    }

    digest128 hmac(std::string_view key, std::initializer_list<std::string_view> parts) noexcept
    {
        digest128 out;
        std::size_t size = 0;
        const auto bytes = [](std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); };
        bool good = !failed_ && EVP_MAC_init(keyed_.get(), bytes(key), key.size(), nullptr) == 1;
        for (const std::string_view part : parts)
            good = good && EVP_MAC_update(keyed_.get(), bytes(part), part.size()) == 1;
        good = good && EVP_MAC_final(keyed_.get(), out.data(), &size, digest128::size) == 1;
        return good ? out : give_up();
    }

    bool failed() const noexcept { return failed_; }

private:
    class releaser {
    public:
        void operator()(EVP_MD* digest) const noexcept { EVP_MD_free(digest); }
        void operator()(EVP_MAC* mac) const noexcept { EVP_MAC_free(mac); }
        void operator()(EVP_MD_CTX* context) const noexcept { EVP_MD_CTX_free(context); }
        void operator()(EVP_MAC_CTX* context) const noexcept { EVP_MAC_CTX_free(context); }
    };

    md5_engine() = default;

    bool choose_md5(const char* properties) noexcept
    {
        char name[] = "MD5";
        OSSL_PARAM parameters[3] = {};
        parameters[0] = OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, name, 0);
        parameters[1] = OSSL_PARAM_construct_end();
        if (properties) {
            // OpenSSL only reads it, although the parameter's type is not const.
            parameters[1] =
                OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_PROPERTIES, const_cast<char*>(properties), 0);
            parameters[2] = OSSL_PARAM_construct_end();
        }
        return EVP_MAC_CTX_set_params(keyed_.get(), parameters) == 1;
    }
    digest128 give_up() noexcept
    {
        failed_ = true;
        return {};
    }

    std::unique_ptr<EVP_MD, releaser> digest_;
    std::unique_ptr<EVP_MD_CTX, releaser> context_;
    std::unique_ptr<EVP_MAC_CTX, releaser> keyed_;
    bool failed_ = true;
};

/// Returns: whether two texts are equal; the comparison takes constant time.
inline bool equal_in_constant_time(std::string_view a, std::string_view b) noexcept
{
    return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

} // namespace wsman::detail
