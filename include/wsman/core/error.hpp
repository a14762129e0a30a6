//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/core/detail/error_lists.hpp>
#include <wsman/core/detail/windows_error_list.hpp>

#include <boost/system/error_code.hpp>
#include <boost/system/error_condition.hpp>

#include <cstdint>
#include <optional>
#include <string_view>

namespace wsman::inline WSMAN_FORM {

using error_code = boost::system::error_code;
using error_condition = boost::system::error_condition;

/// The questions that callers ask of an error: `if (failure.code() == condition::timeout)`.
enum class condition {
    timeout = 1 << 0,         ///< something took longer than it was given
    access_denied = 1 << 1,   ///< somebody refused the identity or its rights; one of the last four may say why
    quota = 1 << 2,           ///< a limit of the host's was reached; fewer shells, commands or bytes may pass
    shell_gone = 1 << 3,      ///< the shell no longer exists on the host
    retryable = 1 << 4,       ///< the same request may succeed later, and was certainly not carried out
    untrusted_peer = 1 << 5,  ///< the host could not prove who it is
    outcome_unknown = 1 << 6, ///< the request may or may not have been carried out
    unreachable = 1 << 7,     ///< no connection to the host could be made; nothing was sent
    connection_lost = 1 << 8, ///< the connection ended, or fell silent, before the answer to a request had come

    // Each of these is access_denied as well. A code that leaves the reason open is access_denied alone.
    invalid_credentials =
        1 << 9, ///< user name, password, ticket or certificate is wrong, missing or expired: give others
    account_restricted = 1 << 10,  ///< the account is locked, disabled or expired, or may not log in here and now
    insufficient_rights = 1 << 11, ///< the log-in is good, and the user may not do this
    proxy_denied = 1 << 12, ///< a proxy on the way refused the log-in at itself, or the way; the host was not asked
};

#define WSMAN_ENUMERATOR(name, value, ...) name = value,

/// Codes of the Windows stack (Win32 and WS-Management), as faults carry them and the rule book returns them.
/// The list is not closed: a host may send any 32-bit value.
enum class windows_errc : std::uint32_t { WSMAN_WINDOWS_ERRORS(WSMAN_ENUMERATOR) };

/// Errors of a configuration that is not even well formed: JSON documents and texts.
enum class session_errc { WSMAN_SESSION_ERRORS(WSMAN_ENUMERATOR) };

/// Errors of reading and writing XML.
enum class xml_errc { WSMAN_XML_ERRORS(WSMAN_ENUMERATOR) };

/// Errors of what a host answered: not SOAP, not the answer to the question.
enum class protocol_errc { WSMAN_PROTOCOL_ERRORS(WSMAN_ENUMERATOR) };

/// Errors of log-ins and of sealed messages.
enum class security_errc { WSMAN_SECURITY_ERRORS(WSMAN_ENUMERATOR) };

/// Errors of names, sockets, TLS and HTTP.
enum class transport_errc { WSMAN_TRANSPORT_ERRORS(WSMAN_ENUMERATOR) };

/// Errors of the client's own making: deadlines, cancellation, limits, bad arguments.
enum class client_errc { WSMAN_CLIENT_ERRORS(WSMAN_ENUMERATOR) };

#undef WSMAN_ENUMERATOR

WSMAN_DECL const boost::system::error_category& windows_category() noexcept;   ///< name() is "winrm"
WSMAN_DECL const boost::system::error_category& session_category() noexcept;   ///< name() is "session"
WSMAN_DECL const boost::system::error_category& xml_category() noexcept;       ///< name() is "xml"
WSMAN_DECL const boost::system::error_category& protocol_category() noexcept;  ///< name() is "protocol"
WSMAN_DECL const boost::system::error_category& security_category() noexcept;  ///< name() is "security"
WSMAN_DECL const boost::system::error_category& transport_category() noexcept; ///< name() is "transport"
WSMAN_DECL const boost::system::error_category& client_category() noexcept;    ///< name() is "client"
WSMAN_DECL const boost::system::error_category& condition_category() noexcept; ///< name() is "wsman.condition"

WSMAN_DECL error_code make_error_code(windows_errc) noexcept;
WSMAN_DECL error_code make_error_code(session_errc) noexcept;
WSMAN_DECL error_code make_error_code(xml_errc) noexcept;
WSMAN_DECL error_code make_error_code(protocol_errc) noexcept;
WSMAN_DECL error_code make_error_code(security_errc) noexcept;
WSMAN_DECL error_code make_error_code(transport_errc) noexcept;
WSMAN_DECL error_code make_error_code(client_errc) noexcept;
WSMAN_DECL error_condition make_error_condition(condition) noexcept;

/// Returns: the enumerator's name (`certificate_untrusted`), for Windows codes the Windows name
/// (`ERROR_WSMAN_OPERATION_TIMEDOUT`); empty if the code is in no list of ours.
WSMAN_DECL std::string_view error_name(const error_code& code) noexcept;
/// Returns: one sentence that says what the reader can do; may be empty.
WSMAN_DECL std::string_view error_cure(const error_code& code) noexcept;
/// Returns: the code the Windows client reports in the same situation, if there is one.
WSMAN_DECL std::optional<windows_errc> windows_equivalent(const error_code& code) noexcept;
/// Returns: the Windows code with this name (`ERROR_WSMAN_…`), if it is in the list.
WSMAN_DECL std::optional<windows_errc> windows_errc_from_name(std::string_view name) noexcept;

} // namespace wsman

#define WSMAN_IS_ERROR_CODE_ENUM(type)                                                                                 \
    template <>                                                                                                        \
    struct boost::system::is_error_code_enum<type> {                                                                   \
        static const bool value = true;                                                                                \
    };
WSMAN_IS_ERROR_CODE_ENUM(wsman::windows_errc)
WSMAN_IS_ERROR_CODE_ENUM(wsman::session_errc)
WSMAN_IS_ERROR_CODE_ENUM(wsman::xml_errc)
WSMAN_IS_ERROR_CODE_ENUM(wsman::protocol_errc)
WSMAN_IS_ERROR_CODE_ENUM(wsman::security_errc)
WSMAN_IS_ERROR_CODE_ENUM(wsman::transport_errc)
WSMAN_IS_ERROR_CODE_ENUM(wsman::client_errc)
#undef WSMAN_IS_ERROR_CODE_ENUM

template <>
struct boost::system::is_error_condition_enum<wsman::condition> {
    static const bool value = true;
};

#if !defined(WSMAN_SEPARATE_COMPILATION)
#include <wsman/core/impl/error.ipp>
#endif
