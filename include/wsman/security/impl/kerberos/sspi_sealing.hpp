//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/security/impl/kerberos/sspi_support.hpp>

#include <cstddef>
#include <cstring>
#include <span>
#include <string>
#include <string_view>

// Messages of an established context of the Windows Kerberos package. Their wire format is that of GSS-API.
namespace wsman::inline WSMAN_FORM::detail {

/// The buffer sizes of an established context.
class sspi_sizes {
public:
    SECURITY_STATUS ask(CtxtHandle* context) noexcept
    {
        const SECURITY_STATUS status = QueryContextAttributesW(context, SECPKG_ATTR_SIZES, &sizes_);
        SecPkgContext_KeyInfoW key{};
        if (status != SEC_E_OK || QueryContextAttributesW(context, SECPKG_ATTR_KEY_INFO, &key) != SEC_E_OK)
            return status;
        pads_ = key.EncryptAlgorithm == rc4_hmac || key.EncryptAlgorithm == rc4_hmac_export;
        if (key.sSignatureAlgorithmName != nullptr) FreeContextBuffer(key.sSignatureAlgorithmName);
        if (key.sEncryptAlgorithmName != nullptr) FreeContextBuffer(key.sEncryptAlgorithmName);
        return status;
    }

    unsigned long signature() const noexcept { return sizes_.cbMaxSignature; }
    unsigned long header() const noexcept { return sizes_.cbSecurityTrailer; }
    unsigned long block() const noexcept { return sizes_.cbBlockSize; }
    /// Returns: 1 for RC4 keys (RFC 4757, 7.3), 0 for AES.
    std::size_t padding() const noexcept { return pads_ ? 1 : 0; }

private:
    static constexpr unsigned long rc4_hmac = 23;
    static constexpr unsigned long rc4_hmac_export = 24;

    SecPkgContext_Sizes sizes_{};
    bool pads_ = false;
};

[[nodiscard]] inline result<std::size_t>
sspi_seal(CtxtHandle* context, const sspi_sizes& sizes, std::string& out, std::string_view plain)
{
    const std::size_t before = out.size();
    out.reserve(before + sizes.header() + plain.size() + sizes.block());
    out.resize(before + sizes.header());
    out.append(plain);
    out.resize(out.size() + sizes.block());
    char* const head = out.data() + before;
    SecBuffer buffers[] = {
        {sizes.header(), SECBUFFER_TOKEN, head},
        {static_cast<unsigned long>(plain.size()), SECBUFFER_DATA, head + sizes.header()},
        {sizes.block(), SECBUFFER_PADDING, head + sizes.header() + plain.size()},
    };
    SecBufferDesc message{SECBUFFER_VERSION, 3, buffers};
    const SECURITY_STATUS status = EncryptMessage(context, 0, &message, 0);
    const std::size_t padding = buffers[2].cbBuffer;
    if (status != SEC_E_OK || padding != sizes.padding()) {
        SecureZeroMemory(head, out.size() - before);
        out.resize(before);
        if (status != SEC_E_OK) return sspi_failure(status, false, "a message cannot be sealed");
        return failure(security_errc::kerberos_failed, "SSPI added an unexpected amount of padding");
    }
    // The header may be shorter than its maximum size.
    const std::size_t header = buffers[0].cbBuffer;
    std::memmove(head + header, head + sizes.header(), plain.size() + padding);
    out.resize(before + header + plain.size() + padding);
    return header;
}

/// Effects: decrypts a message in place. The stream form also accepts gss_wrap tokens.
[[nodiscard]] inline result<std::string_view> sspi_open(CtxtHandle* context, std::span<char> token)
{
    SecBuffer buffers[] = {
        {static_cast<unsigned long>(token.size()), SECBUFFER_STREAM, token.data()},
        {0, SECBUFFER_DATA, nullptr},
    };
    SecBufferDesc message{SECBUFFER_VERSION, 2, buffers};
    unsigned long protection = 0;
    const SECURITY_STATUS status = DecryptMessage(context, &message, 0, &protection);
    if (status != SEC_E_OK) return failure(security_errc::signature_mismatch, "the message cannot be opened");
    if (protection == SECQOP_WRAP_NO_ENCRYPT)
        return failure(security_errc::signature_mismatch, "the message is signed, but not encrypted");
    return std::string_view(static_cast<const char*>(buffers[1].pvBuffer), buffers[1].cbBuffer);
}

[[nodiscard]] inline result<std::string> sspi_sign(CtxtHandle* context, const sspi_sizes& sizes, std::string_view text)
{
    std::string signature(sizes.signature(), '\0');
    SecBuffer buffers[] = {
        {static_cast<unsigned long>(text.size()), SECBUFFER_DATA, const_cast<char*>(text.data())},
        {sizes.signature(), SECBUFFER_TOKEN, signature.data()},
    };
    SecBufferDesc message{SECBUFFER_VERSION, 2, buffers};
    const SECURITY_STATUS status = MakeSignature(context, 0, &message, 0);
    if (status != SEC_E_OK) return sspi_failure(status, false, "a message cannot be signed");
    signature.resize(buffers[1].cbBuffer);
    return signature;
}

[[nodiscard]] inline result<void> sspi_verify(CtxtHandle* context, std::string_view text, std::string_view signature)
{
    std::string token(signature);
    SecBuffer buffers[] = {
        {static_cast<unsigned long>(text.size()), SECBUFFER_DATA, const_cast<char*>(text.data())},
        {static_cast<unsigned long>(token.size()), SECBUFFER_TOKEN, token.data()},
    };
    SecBufferDesc message{SECBUFFER_VERSION, 2, buffers};
    unsigned long protection = 0;
    if (VerifySignature(context, &message, 0, &protection) != SEC_E_OK)
        return failure(security_errc::signature_mismatch);
    return {};
}

} // namespace wsman::detail
