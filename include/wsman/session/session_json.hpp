//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/core/result.hpp>
#include <wsman/session/session.hpp>
#include <wsman/session/session_draft.hpp>

#include <boost/json/fwd.hpp>

#include <concepts>
#include <string>
#include <string_view>

namespace wsman::inline WSMAN_FORM {

/// Returns: the session in one line of JSON, without any secret: where to, the scheme and the rule that chose it, what
/// kind of credentials, flags, the options that were set, whether messages are sealed, and what else was set.
/// session_from_json reads it back where the session needs no password.
WSMAN_DECL std::string to_json(const session& session);

/// Returns: the draft that a configuration describes, for a program that adds to it before build().
///
/// A third door to the same rules. Keys: `connection` (a connection string, or its parts), `authentication` (a scheme's
/// name), `flags` (names of either kind), `options` (set in the order in which they stand), `credentials`, `tls`,
/// `policy`, `proxy`, `connect_address`, `spn`; the chapter README.md lists what they hold. Durations are numbers in
/// the option's unit or texts such as "60s". Passwords stay outside: `password_file` or `password_env` says where.
///
/// Errors: session_errc or the rule's Windows code; `details().pointer` is the JSON pointer of the place,
/// `details().rule` the rule. No value of the document is repeated.
[[nodiscard]] WSMAN_DECL result<session_draft> session_draft_from_json(const boost::json::value& configuration);
[[nodiscard]] WSMAN_DECL result<session_draft> session_draft_from_json_text(std::string_view text);

/// Returns: the session that a configuration describes.
/// Errors: those of session_draft_from_json and of session_draft::build().
[[nodiscard]] WSMAN_DECL result<session> session_from_json(const boost::json::value& configuration);
[[nodiscard]] WSMAN_DECL result<session> session_from_json_text(std::string_view text);

/// The same of a text, whose first character may be a byte order mark; templates, because a text converts to a JSON value as well.
template <std::convertible_to<std::string_view> Text>
[[nodiscard]] result<session_draft> session_draft_from_json(const Text& text)
{
    return session_draft_from_json_text(text);
}

template <std::convertible_to<std::string_view> Text>
[[nodiscard]] result<session> session_from_json(const Text& text)
{
    return session_from_json_text(text);
}

} // namespace wsman

#if !defined(WSMAN_SEPARATE_COMPILATION)
#include <wsman/session/impl/session_json_parts.ipp>
#include <wsman/session/impl/session_json_reader.ipp>
#include <wsman/session/impl/session_json_writer.ipp>
#endif
