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

/// Groups of errors that callers handle alike: `if (failure.code() == condition::timeout)`.
enum class condition {
    timeout = 1 << 0, ///< an operation exceeded its timeout
    /// The host or a proxy refused the credentials or the rights of the user; one of the last four may state the reason
    access_denied = 1 << 1,
    /// A limit of the host was reached; a request with fewer shells, commands or bytes may succeed
    quota = 1 << 2,
    shell_gone = 1 << 3,      ///< the shell no longer exists on the host
    retryable = 1 << 4,       ///< the host did not carry out the request; the same request may succeed later
    untrusted_peer = 1 << 5,  ///< the host could not prove its identity
    outcome_unknown = 1 << 6, ///< the host may or may not have carried out the request
    unreachable = 1 << 7,     ///< the client could not connect to the host; it sent no request
    /// The connection ended, or the host stopped sending, before the answer to a request arrived
    connection_lost = 1 << 8,

    // Each code with one of these conditions has access_denied as well. A code with an unknown reason has only
    // access_denied.
    /// User name, password, ticket or certificate is wrong, missing or expired; other credentials may succeed
    invalid_credentials = 1 << 9,
    /// The account is locked, disabled or expired, or may not log in at this time or from this computer
    account_restricted = 1 << 10,
    insufficient_rights = 1 << 11, ///< the log-in succeeded, but the user may not do this
    proxy_denied = 1 << 12,        ///< a proxy refused the log-in or the connection; the client did not reach the host
};

#define WSMAN_ENUMERATOR(name, value, ...) name = value,

/// Windows error codes (Win32 and WS-Management). Faults contain them, and the rules of a session return them.
/// The list is not complete: a host may send any 32-bit value.
enum class windows_errc : std::uint32_t { WSMAN_WINDOWS_ERRORS(WSMAN_ENUMERATOR) };

/// Errors of malformed configurations: JSON documents and other text.
enum class session_errc { WSMAN_SESSION_ERRORS(WSMAN_ENUMERATOR) };

/// Errors of reading and writing XML.
enum class xml_errc { WSMAN_XML_ERRORS(WSMAN_ENUMERATOR) };

/// Errors of answers: the answer is not SOAP, or does not belong to the request.
enum class protocol_errc { WSMAN_PROTOCOL_ERRORS(WSMAN_ENUMERATOR) };

/// Errors of log-ins and of sealed messages.
enum class security_errc { WSMAN_SECURITY_ERRORS(WSMAN_ENUMERATOR) };

/// Errors of name resolution, sockets, TLS and HTTP.
enum class transport_errc { WSMAN_TRANSPORT_ERRORS(WSMAN_ENUMERATOR) };

/// Errors that the client itself detects: timeouts, cancellation, limits, invalid arguments.
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

/// Returns: the name of the enumerator (`certificate_untrusted`), for Windows codes the Windows name
/// (`ERROR_WSMAN_OPERATION_TIMEDOUT`); empty if the library does not list the code.
WSMAN_DECL std::string_view error_name(const error_code& code) noexcept;
/// Returns: one sentence with a remedy; may be empty.
WSMAN_DECL std::string_view error_cure(const error_code& code) noexcept;
/// Returns: the code that the Windows client reports in the same situation, if there is one.
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
