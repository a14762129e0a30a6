//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/core/result.hpp>
#include <wsman/security/impl/kerberos/gssapi_support.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>

// Messages of an established context (RFC 4121, 4.2; RC4: RFC 4757, 7).
namespace wsman::inline WSMAN_FORM::detail {

/// The three buffers of a sealed message on the wire. MIT has no trailer: it is rotated into the header.
using gssapi_wrap_buffers = std::array<gss_iov_buffer_desc, 3>;

inline gssapi_wrap_buffers gssapi_buffers_for(std::size_t plain_size) noexcept
{
    return {{
        {GSS_IOV_BUFFER_TYPE_HEADER, {0, nullptr}},
        {GSS_IOV_BUFFER_TYPE_DATA, {plain_size, nullptr}},
        {GSS_IOV_BUFFER_TYPE_PADDING, {0, nullptr}},
    }};
}

/// Effects: sets the sizes of header and padding.
inline OM_uint32 gssapi_measure(gss_ctx_id_t context, gssapi_wrap_buffers& buffers, OM_uint32& minor) noexcept
{
    const int count = static_cast<int>(buffers.size());
    return gss_wrap_iov_length(&minor, context, 1, GSS_C_QOP_DEFAULT, nullptr, buffers.data(), count);
}

inline std::size_t gssapi_padding(gss_ctx_id_t context, std::size_t plain_size) noexcept
{
    gssapi_wrap_buffers buffers = gssapi_buffers_for(plain_size);
    OM_uint32 minor = 0;
    return GSS_ERROR(gssapi_measure(context, buffers, minor)) ? 0 : buffers[2].buffer.length;
}

/// Effects: appends the message to `out` and encrypts it there. Returns: the size of the header.
[[nodiscard]] inline result<std::size_t> gssapi_seal(gss_ctx_id_t context, std::string& out, std::string_view plain)
{
    gssapi_wrap_buffers buffers = gssapi_buffers_for(plain.size());
    OM_uint32 minor = 0;
    OM_uint32 major = gssapi_measure(context, buffers, minor);
    if (GSS_ERROR(major)) return gssapi_failure(major, minor, kerberos_stage::answer, "a message cannot be sealed");
    const std::size_t header = buffers[0].buffer.length;
    const std::size_t before = out.size();
    out.reserve(before + header + plain.size() + buffers[2].buffer.length);
    out.resize(before + header);
    out.append(plain);
    out.resize(out.size() + buffers[2].buffer.length);
    buffers[0].buffer.value = out.data() + before;
    buffers[1].buffer.value = out.data() + before + header;
    buffers[2].buffer.value = out.data() + before + header + plain.size();
    int sealed = 0;
    major =
        gss_wrap_iov(&minor, context, 1, GSS_C_QOP_DEFAULT, &sealed, buffers.data(), static_cast<int>(buffers.size()));
    if (!GSS_ERROR(major) && sealed != 0) return header;
    std::fill(out.begin() + static_cast<std::ptrdiff_t>(before), out.end(), '\0');
    out.resize(before);
    if (!GSS_ERROR(major))
        return failure(security_errc::weak_protection, "the context provides integrity, but no confidentiality");
    return gssapi_failure(major, minor, kerberos_stage::answer, "a message cannot be sealed");
}

/// Effects: unwraps a message in place, wherever its trailer is: hosts also send gss_wrap tokens. Messages of a
/// connection arrive in order, so a message out of order was tampered with.
[[nodiscard]] inline result<std::string_view> gssapi_open(gss_ctx_id_t context, std::span<char> token)
{
    std::array<gss_iov_buffer_desc, 2> buffers{{
        {GSS_IOV_BUFFER_TYPE_STREAM, {token.size(), token.data()}},
        {GSS_IOV_BUFFER_TYPE_DATA, {0, nullptr}},
    }};
    OM_uint32 minor = 0;
    int was_sealed = 0;
    const OM_uint32 major =
        gss_unwrap_iov(&minor, context, &was_sealed, nullptr, buffers.data(), static_cast<int>(buffers.size()));
    if (GSS_ERROR(major)) {
        const std::string words = gssapi_status_text(major, GSS_C_GSS_CODE);
        return failure(security_errc::signature_mismatch, "the message cannot be opened: " + words);
    }
    if (major != GSS_S_COMPLETE) return failure(security_errc::signature_mismatch, "the message is out of order");
    if (was_sealed == 0) return failure(security_errc::signature_mismatch, "the message is signed, but not encrypted");
    const gss_buffer_desc& plain = buffers[1].buffer;
    return std::string_view(static_cast<const char*>(plain.value), plain.length);
}

[[nodiscard]] inline result<std::string> gssapi_sign(gss_ctx_id_t context, std::string_view text)
{
    gss_buffer_desc message = gssapi_view(text);
    gssapi_buffer signature;
    OM_uint32 minor = 0;
    const OM_uint32 major = gss_get_mic(&minor, context, GSS_C_QOP_DEFAULT, &message, signature.address());
    if (GSS_ERROR(major)) return gssapi_failure(major, minor, kerberos_stage::answer, "a message cannot be signed");
    return std::string(signature.view());
}

[[nodiscard]] inline result<void> gssapi_verify(gss_ctx_id_t context, std::string_view text, std::string_view signature)
{
    gss_buffer_desc message = gssapi_view(text);
    gss_buffer_desc token = gssapi_view(signature);
    OM_uint32 minor = 0;
    if (gss_verify_mic(&minor, context, &message, &token, nullptr) != GSS_S_COMPLETE)
        return failure(security_errc::signature_mismatch);
    return {};
}

} // namespace wsman::detail
