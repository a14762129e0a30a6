//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/core/encoding.hpp>
#include <wsman/core/failure.hpp>
#include <wsman/core/secret.hpp>
#include <wsman/session/credentials.hpp>
#include <wsman/security/impl/kerberos/sspi_errors.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <cwchar>
#include <string>
#include <string_view>
#include <vector>

// Asio defines these, too; so the order of the includes does not matter.
#if !defined(WIN32_LEAN_AND_MEAN)
#define WIN32_LEAN_AND_MEAN
#endif
#if !defined(NOMINMAX)
#define NOMINMAX
#endif
#if !defined(SECURITY_WIN32)
#define SECURITY_WIN32
#endif
// clang-format off: the second needs the first
#include <windows.h>
#include <security.h>
// clang-format on

// The parts of SSPI that both sides share: RAII handles, texts, buffers.
namespace wsman::inline WSMAN_FORM::detail {

inline failure sspi_failure(SECURITY_STATUS status, bool accepting, std::string_view subject)
{
    char number[16] = {};
    std::snprintf(number, sizeof number, "0x%08lX", static_cast<unsigned long>(status));
    std::string text(subject);
    if (!text.empty()) text += ": ";
    return failure(sspi_error(static_cast<std::uint32_t>(status), accepting), text + "SSPI reports " + number);
}

/// UTF-16 text for Windows; wiped, since it may be a password.
class sspi_text {
public:
    explicit sspi_text(std::string_view utf8)
    {
        std::string bytes = utf8_to_utf16le(utf8);
        units_.resize(bytes.size() / sizeof(wchar_t) + 1);
        std::memcpy(units_.data(), bytes.data(), bytes.size());
        SecureZeroMemory(bytes.data(), bytes.size());
    }
    sspi_text(const sspi_text&) = delete;
    sspi_text& operator=(const sspi_text&) = delete;
    ~sspi_text() { SecureZeroMemory(units_.data(), units_.size() * sizeof(wchar_t)); }

    wchar_t* data() noexcept { return units_.data(); } ///< ends with a NUL
    unsigned long size() const noexcept { return static_cast<unsigned long>(units_.size() - 1); }

private:
    std::vector<wchar_t> units_;
};

inline std::string sspi_utf8(const wchar_t* text)
{
    const std::string_view bytes(reinterpret_cast<const char*>(text), std::wcslen(text) * sizeof(wchar_t));
    return utf16_to_utf8(bytes, false);
}

class sspi_credential {
public:
    sspi_credential() noexcept = default;
    sspi_credential(const sspi_credential&) = delete;
    sspi_credential& operator=(const sspi_credential&) = delete;
    ~sspi_credential()
    {
        if (held_) FreeCredentialsHandle(&handle_);
    }

    /// Effects: acquires the caller's logon session, or the account if one is given.
    SECURITY_STATUS acquire(unsigned long usage, const user_password* account)
    {
        wchar_t package[] = L"Kerberos";
        TimeStamp expiry{};
        SECURITY_STATUS status = SEC_E_OK;
        if (account == nullptr) {
            status = AcquireCredentialsHandleW(
                nullptr, package, usage, nullptr, nullptr, nullptr, nullptr, &handle_, &expiry
            );
        } else {
            const user_name& name = account->name();
            const bool apart = name.written_as() == user_name::form::down_level;
            sspi_text user(apart ? name.user() : name.text());
            sspi_text domain(apart ? name.domain() : std::string());
            sspi_text password(account->password().reveal());
            SEC_WINNT_AUTH_IDENTITY_W identity{};
            identity.User = reinterpret_cast<unsigned short*>(user.data());
            identity.UserLength = user.size();
            identity.Domain = reinterpret_cast<unsigned short*>(domain.data());
            identity.DomainLength = domain.size();
            identity.Password = reinterpret_cast<unsigned short*>(password.data());
            identity.PasswordLength = password.size();
            identity.Flags = SEC_WINNT_AUTH_IDENTITY_UNICODE;
            status = AcquireCredentialsHandleW(
                nullptr, package, usage, nullptr, &identity, nullptr, nullptr, &handle_, &expiry
            );
        }
        held_ = status == SEC_E_OK;
        return status;
    }

    bool held() const noexcept { return held_; }
    CredHandle* get() noexcept { return &handle_; }

private:
    CredHandle handle_{};
    bool held_ = false;
};

class sspi_context_handle {
public:
    sspi_context_handle() noexcept = default;
    sspi_context_handle(const sspi_context_handle&) = delete;
    sspi_context_handle& operator=(const sspi_context_handle&) = delete;
    ~sspi_context_handle()
    {
        if (held_) DeleteSecurityContext(&handle_);
    }

    CtxtHandle* get() noexcept { return &handle_; }
    CtxtHandle* if_held() noexcept { return held_ ? &handle_ : nullptr; }
    void now_held() noexcept { held_ = true; }

private:
    CtxtHandle handle_{};
    bool held_ = false;
};

/// A buffer for the longest token of the package.
class sspi_output {
public:
    sspi_output()
    {
        wchar_t package[] = L"Kerberos";
        SecPkgInfoW* about = nullptr;
        std::size_t longest = 65535; // the size that tickets with many groups need
        if (QuerySecurityPackageInfoW(package, &about) == SEC_E_OK) {
            longest = (std::max)(longest, static_cast<std::size_t>(about->cbMaxToken));
            FreeContextBuffer(about);
        }
        room_.resize(longest);
        buffer_ = {static_cast<unsigned long>(longest), SECBUFFER_TOKEN, room_.data()};
    }
    sspi_output(const sspi_output&) = delete;
    sspi_output& operator=(const sspi_output&) = delete;

    SecBufferDesc* get() noexcept { return &description_; }
    std::string bytes() const { return room_.substr(0, buffer_.cbBuffer); }

private:
    std::string room_;
    SecBuffer buffer_{};
    SecBufferDesc description_{SECBUFFER_VERSION, 1, &buffer_};
};

/// The input of a step: the peer's token, and the channel bindings if there are any.
class sspi_input {
public:
    sspi_input(std::string_view token, std::string_view application_data)
    {
        if (!token.empty()) add(SECBUFFER_TOKEN, const_cast<char*>(token.data()), token.size());
        if (application_data.empty()) return;
        SEC_CHANNEL_BINDINGS head{};
        head.cbApplicationDataLength = static_cast<unsigned long>(application_data.size());
        head.dwApplicationDataOffset = sizeof head;
        bindings_.assign(reinterpret_cast<const char*>(&head), sizeof head);
        bindings_.append(application_data);
        add(SECBUFFER_CHANNEL_BINDINGS, bindings_.data(), bindings_.size());
    }
    sspi_input(const sspi_input&) = delete;
    sspi_input& operator=(const sspi_input&) = delete;

    /// Returns: null if there is no input.
    SecBufferDesc* get() noexcept { return description_.cBuffers == 0 ? nullptr : &description_; }

private:
    void add(unsigned long type, void* bytes, std::size_t size) noexcept
    {
        buffers_[description_.cBuffers++] = {static_cast<unsigned long>(size), type, bytes};
    }

    std::string bindings_;
    SecBuffer buffers_[2]{};
    SecBufferDesc description_{SECBUFFER_VERSION, 0, buffers_};
};

} // namespace wsman::detail
