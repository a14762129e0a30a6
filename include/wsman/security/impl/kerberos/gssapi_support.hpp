//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/core/failure.hpp>
#include <wsman/security/impl/kerberos/kerberos_errors.hpp>

#include <cstdarg>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <utility>

// krb5.h declares an unused Kerberos 4 `struct credentials`. In header-only builds it would make `credentials`
// ambiguous in programs with `using namespace wsman`.
#pragma push_macro("credentials")
#undef credentials
#define credentials wsman_unused_kerberos_4_credentials
#include <gssapi/gssapi.h>
#include <gssapi/gssapi_ext.h>
#include <gssapi/gssapi_krb5.h>

#include <krb5.h>
#undef credentials
#pragma pop_macro("credentials")

// The parts of GSS-API and krb5 that all Kerberos code shares: RAII handles and error texts.
namespace wsman::inline WSMAN_FORM::detail {

/// Returns: the raw krb5 mechanism, 1.2.840.113554.1.2.2 (RFC 4121, 1).
inline gss_OID gssapi_krb5_mechanism() noexcept
{
    static char encoded[] = "\x2a\x86\x48\x86\xf7\x12\x01\x02\x02";
    static gss_OID_desc mechanism{9, encoded};
    return &mechanism;
}

/// Returns: a set with this mechanism only; with all mechanisms, an error could be that of another mechanism.
inline gss_OID_set gssapi_krb5_only() noexcept
{
    static gss_OID_set_desc mechanisms{1, gssapi_krb5_mechanism()};
    return &mechanisms;
}

/// An RAII handle of the library.
template <class Handle, OM_uint32 (*Release)(OM_uint32*, Handle*)>
class gssapi_handle {
public:
    gssapi_handle() noexcept = default;
    gssapi_handle(const gssapi_handle&) = delete;
    gssapi_handle& operator=(const gssapi_handle&) = delete;
    ~gssapi_handle() { reset(); }

    Handle get() const noexcept { return handle_; }
    /// Returns: the address where the library stores or changes the handle.
    Handle* address() noexcept { return &handle_; }
    void reset() noexcept
    {
        OM_uint32 minor = 0;
        if (handle_ != nullptr) Release(&minor, &handle_);
        handle_ = nullptr;
    }

private:
    Handle handle_ = nullptr;
};

inline OM_uint32 gssapi_delete_context(OM_uint32* minor, gss_ctx_id_t* context) noexcept
{
    return gss_delete_sec_context(minor, context, GSS_C_NO_BUFFER);
}

using gssapi_name = gssapi_handle<gss_name_t, &gss_release_name>;
using gssapi_credential = gssapi_handle<gss_cred_id_t, &gss_release_cred>;
using gssapi_context_handle = gssapi_handle<gss_ctx_id_t, &gssapi_delete_context>;

/// Bytes allocated by the library.
class gssapi_buffer {
public:
    gssapi_buffer() noexcept = default;
    gssapi_buffer(const gssapi_buffer&) = delete;
    gssapi_buffer& operator=(const gssapi_buffer&) = delete;
    ~gssapi_buffer()
    {
        OM_uint32 minor = 0;
        gss_release_buffer(&minor, &buffer_);
    }

    gss_buffer_t address() noexcept { return &buffer_; }
    std::string_view view() const noexcept { return {static_cast<const char*>(buffer_.value), buffer_.length}; }

private:
    gss_buffer_desc buffer_ = GSS_C_EMPTY_BUFFER;
};

/// Returns: the bytes in the library's type; the library does not modify them.
inline gss_buffer_desc gssapi_view(std::string_view bytes) noexcept
{
    return {bytes.size(), const_cast<char*>(bytes.data())};
}

/// Returns: the library's text for one of the two status values of a failed call.
inline std::string gssapi_status_text(OM_uint32 status, int kind)
{
    std::string text;
    OM_uint32 more = 0;
    for (int line = 0; line < 4; ++line) {
        OM_uint32 minor = 0;
        gssapi_buffer words;
        if (GSS_ERROR(gss_display_status(&minor, status, kind, gssapi_krb5_mechanism(), &more, words.address()))) break;
        if (!text.empty() && !words.view().empty()) text += "; ";
        text += words.view();
        if (more == 0) break;
    }
    return text;
}

/// Returns: the failure of a call, with its subject and the library's text: the mechanism's if there is one, else that
/// of GSS-API.
inline failure gssapi_failure(OM_uint32 major, OM_uint32 minor, kerberos_stage stage, std::string_view subject)
{
    std::string words = minor == 0 ? std::string() : gssapi_status_text(minor, GSS_C_MECH_CODE);
    if (words.empty()) words = gssapi_status_text(major, GSS_C_GSS_CODE);
    std::string text(subject);
    if (!text.empty() && !words.empty()) text += ": ";
    return failure(kerberos_error(major, minor, stage), text + words);
}

/// Effects: converts a principal to a GSS-API name; the name is taken literally, without DNS.
[[nodiscard]] inline result<void> gssapi_import_principal(const std::string& principal, gssapi_name& name)
{
    gss_buffer_desc text = gssapi_view(principal);
    OM_uint32 minor = 0;
    const OM_uint32 major = gss_import_name(&minor, &text, GSS_KRB5_NT_PRINCIPAL_NAME, name.address());
    if (GSS_ERROR(major)) return gssapi_failure(major, minor, kerberos_stage::asking, principal);
    return {};
}

/// A krb5 library context for one call; empty if the configuration cannot be read, which GSS-API reports with a better
/// text.
class krb5_library {
public:
    krb5_library() noexcept
    {
        if (krb5_init_context(&context_) != 0) context_ = nullptr;
    }
    krb5_library(const krb5_library&) = delete;
    krb5_library& operator=(const krb5_library&) = delete;
    ~krb5_library()
    {
        if (context_ != nullptr) krb5_free_context(context_);
    }

    explicit operator bool() const noexcept { return context_ != nullptr; }
    krb5_context get() const noexcept { return context_; }

private:
    krb5_context context_ = nullptr;
};

} // namespace wsman::detail
