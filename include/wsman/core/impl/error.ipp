//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/core/error.hpp>

#include <boost/cstdint.hpp>

#include <array>
#include <cstdio>
#include <span>
#include <string>

namespace wsman::inline WSMAN_FORM::detail {

struct error_row {
    std::uint32_t value;
    unsigned conditions;
    std::uint32_t windows_code; // 0: none
    const char* name;
    const char* cause;
    const char* cure;
};

#define WSMAN_ROW(name, value, conditions, windows, cause, cure)                                                       \
    error_row{value, conditions, windows, #name, cause, cure},
#define WSMAN_WINDOWS_ROW(name, value, conditions, windows_name, cause, cure)                                          \
    error_row{value, conditions, value, windows_name, cause, cure},
inline constexpr error_row windows_rows[] = {WSMAN_WINDOWS_ERRORS(WSMAN_WINDOWS_ROW)};
inline constexpr error_row session_rows[] = {WSMAN_SESSION_ERRORS(WSMAN_ROW)};
inline constexpr error_row xml_rows[] = {WSMAN_XML_ERRORS(WSMAN_ROW)};
inline constexpr error_row protocol_rows[] = {WSMAN_PROTOCOL_ERRORS(WSMAN_ROW)};
inline constexpr error_row security_rows[] = {WSMAN_SECURITY_ERRORS(WSMAN_ROW)};
inline constexpr error_row transport_rows[] = {WSMAN_TRANSPORT_ERRORS(WSMAN_ROW)};
inline constexpr error_row client_rows[] = {WSMAN_CLIENT_ERRORS(WSMAN_ROW)};
#undef WSMAN_WINDOWS_ROW
#undef WSMAN_ROW

// A shared library with hidden visibility has its own category objects. Boost compares categories by these numbers
// instead of by address, so codes of both sides compare equal. The numbers are random and must not change.
inline constexpr boost::ulong_long_type windows_category_id = 0x8C1CA37294043860;
inline constexpr boost::ulong_long_type session_category_id = 0x2B9063DB5E956559;
inline constexpr boost::ulong_long_type xml_category_id = 0xB035A3B8391EEEA8;
inline constexpr boost::ulong_long_type protocol_category_id = 0x16A3D87366BDF122;
inline constexpr boost::ulong_long_type security_category_id = 0xFCBE90C9E19FB7E6;
inline constexpr boost::ulong_long_type transport_category_id = 0xE5DC2C169EB359A5;
inline constexpr boost::ulong_long_type client_category_id = 0x99CE75E2A19471B8;
inline constexpr boost::ulong_long_type condition_category_id = 0x189F6213DE9200B3;

class table_category final : public boost::system::error_category {
public:
    constexpr table_category(boost::ulong_long_type id, const char* name, std::span<const error_row> rows) noexcept
        : error_category(id), name_(name), rows_(rows)
    {
    }

    const char* name() const noexcept override { return name_; }
    std::string message(int value) const override
    {
        if (const error_row* row = find(value)) return row->cause;
        char text[32];
        std::snprintf(text, sizeof text, "code 0x%08X", static_cast<unsigned>(value));
        return text;
    }
    bool equivalent(int value, const error_condition& asked) const noexcept override
    {
        if (asked.category() != condition_category()) return error_category::equivalent(value, asked);
        const error_row* row = find(value);
        return row && (row->conditions & static_cast<unsigned>(asked.value())) != 0;
    }
    const error_row* find(int value) const noexcept
    {
        const auto wanted = static_cast<std::uint32_t>(value);
        for (const error_row& row : rows_)
            if (row.value == wanted) return &row;
        // An HRESULT of facility Win32 contains a Win32 error code. An HRESULT with its own Windows name has its own
        // row.
        constexpr std::uint32_t win32_facility = 0x80070000;
        if ((wanted & 0xFFFF0000U) != win32_facility || wanted == win32_facility) return nullptr;
        return find(static_cast<int>(wanted & 0xFFFFU));
    }

private:
    const char* name_;
    std::span<const error_row> rows_;
};

class condition_category_type final : public boost::system::error_category {
public:
    constexpr condition_category_type() noexcept : error_category(condition_category_id) {}
    const char* name() const noexcept override { return "wsman.condition"; }
    std::string message(int value) const override
    {
        switch (static_cast<condition>(value)) {
        case condition::timeout: return "an operation exceeded its timeout";
        case condition::access_denied: return "access denied";
        case condition::quota: return "a quota of the host was reached";
        case condition::shell_gone: return "the shell no longer exists";
        case condition::retryable: return "the request may succeed later";
        case condition::untrusted_peer: return "the host could not prove its identity";
        case condition::outcome_unknown: return "the outcome is unknown";
        case condition::unreachable: return "the host cannot be reached";
        case condition::connection_lost: return "the connection was lost";
        case condition::invalid_credentials: return "the credentials are wrong, missing or expired";
        case condition::account_restricted: return "the account may not log in";
        case condition::insufficient_rights: return "the user lacks rights";
        case condition::proxy_denied: return "a proxy denies access";
        }
        return "unknown condition";
    }
};

inline const error_row* find_row(const error_code& code) noexcept
{
    for (const auto* category :
         {&windows_category(),
          &session_category(),
          &xml_category(),
          &protocol_category(),
          &security_category(),
          &transport_category(),
          &client_category()})
        if (code.category() == *category) return static_cast<const table_category&>(*category).find(code.value());
    return nullptr;
}

} // namespace wsman::detail

namespace wsman::inline WSMAN_FORM {

#define WSMAN_DEFINE_CATEGORY(domain, name)                                                                            \
    WSMAN_DECL const boost::system::error_category& domain##_category() noexcept                                       \
    {                                                                                                                  \
        static const detail::table_category instance(detail::domain##_category_id, name, detail::domain##_rows);       \
        return instance;                                                                                               \
    }                                                                                                                  \
    WSMAN_DECL error_code make_error_code(domain##_errc value) noexcept                                                \
    {                                                                                                                  \
        return error_code(static_cast<int>(value), domain##_category());                                               \
    }
WSMAN_DEFINE_CATEGORY(windows, "winrm")
WSMAN_DEFINE_CATEGORY(session, "session")
WSMAN_DEFINE_CATEGORY(xml, "xml")
WSMAN_DEFINE_CATEGORY(protocol, "protocol")
WSMAN_DEFINE_CATEGORY(security, "security")
WSMAN_DEFINE_CATEGORY(transport, "transport")
WSMAN_DEFINE_CATEGORY(client, "client")
#undef WSMAN_DEFINE_CATEGORY

WSMAN_DECL const boost::system::error_category& condition_category() noexcept
{
    static const detail::condition_category_type instance;
    return instance;
}

WSMAN_DECL error_condition make_error_condition(condition value) noexcept
{
    return error_condition(static_cast<int>(value), condition_category());
}

WSMAN_DECL std::string_view error_name(const error_code& code) noexcept
{
    const detail::error_row* row = detail::find_row(code);
    return row ? row->name : "";
}

WSMAN_DECL std::string_view error_cure(const error_code& code) noexcept
{
    const detail::error_row* row = detail::find_row(code);
    return row ? row->cure : "";
}

WSMAN_DECL std::optional<windows_errc> windows_equivalent(const error_code& code) noexcept
{
    if (code.category() == windows_category()) return static_cast<windows_errc>(code.value());
    const detail::error_row* row = detail::find_row(code);
    if (!row || row->windows_code == 0) return std::nullopt;
    return static_cast<windows_errc>(row->windows_code);
}

WSMAN_DECL std::optional<windows_errc> windows_errc_from_name(std::string_view name) noexcept
{
    for (const detail::error_row& row : detail::windows_rows)
        if (name == row.name) return static_cast<windows_errc>(row.value);
    return std::nullopt;
}

} // namespace wsman
