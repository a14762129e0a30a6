//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/core/result.hpp>
#include <wsman/security/security_context.hpp>

#include <string>
#include <string_view>

namespace wsman::inline WSMAN_FORM {

/// The protocols of sealed messages, one for each HTTP scheme (MS-WSMV 2.2.9.1).
namespace sealing_protocol {
inline constexpr std::string_view spnego = "application/HTTP-SPNEGO-session-encrypted";
inline constexpr std::string_view kerberos = "application/HTTP-Kerberos-session-encrypted";
inline constexpr std::string_view credssp = "application/HTTP-CredSSP-session-encrypted";
} // namespace sealing_protocol

/// Whether the header lines of a part begin with a tab. Windows and the specification require it; a host that closes
/// the connection instead of answering may reject it.
enum class part_header_style : bool { tab, bare };

/// Effects: replaces `out` with `plain` sealed as a `multipart/encrypted` body (`multipart/x-multi-encrypted` if it
/// exceeds the context's largest piece), and `content_type`, the type of the plain text, with the type of that body.
/// Preconditions: `plain` does not refer to `out`.
/// Errors: those of security_context::seal.
/// Specification: MS-WSMV 2.2.9.1.
[[nodiscard]] WSMAN_DECL result<void> seal_message(
    security_context& context,
    std::string_view protocol,
    part_header_style style,
    std::string_view plain,
    std::string& out,
    std::string& content_type
);

/// Effects: unseals such a body in place and restores the original content type. Headers may begin with a tab or not;
/// blanks around the boundary and line ends after the last one are accepted; lengths must be exact. After a failure the
/// body is wiped.
/// Errors: security_errc::malformed_sealed_message, signature_mismatch.
[[nodiscard]] WSMAN_DECL result<void>
open_message(security_context& context, std::string_view protocol, std::string& body, std::string& content_type);

/// Returns: whether a body of this type is sealed.
WSMAN_DECL bool is_sealed_type(std::string_view content_type) noexcept;

} // namespace wsman

#if !defined(WSMAN_SEPARATE_COMPILATION)
#include <wsman/security/impl/sealing/message_sealing.ipp>
#endif
