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

/// Returns: the session as one line of JSON without secrets: connection, authentication scheme and its rule, kind of
/// the credentials, flags, options that were set, whether messages are sealed, and the other settings.
/// session_from_json can read the text if the session needs no password.
WSMAN_DECL std::string to_json(const session& session);

/// Returns: a draft with the settings of a configuration. The program may add settings before build().
///
/// The draft checks the same rules. Keys: `connection` (a connection string, or its parts), `authentication` (a
/// scheme's name), `flags` (names of either kind), `options` (set in the order of the document), `credentials`,
/// `tls`,
/// `policy`, `proxy`, `connect_address`, `spn`; README.md in this folder describes their content. Durations are numbers
/// in the Windows unit of the option or texts such as "60s". A configuration contains no passwords: `password_file` or
/// `password_env` names a file or an environment variable.
///
/// Errors: session_errc or the rule's Windows code; `details().pointer` is the JSON pointer of the invalid value,
/// `details().rule` the rule. The failure contains no value of the document.
[[nodiscard]] WSMAN_DECL result<session_draft> session_draft_from_json(const boost::json::value& configuration);
[[nodiscard]] WSMAN_DECL result<session_draft> session_draft_from_json_text(std::string_view text);

/// Returns: a session with the settings of a configuration.
/// Errors: those of session_draft_from_json and of session_draft::build().
[[nodiscard]] WSMAN_DECL result<session> session_from_json(const boost::json::value& configuration);
[[nodiscard]] WSMAN_DECL result<session> session_from_json_text(std::string_view text);

/// The same for text, which may begin with a byte order mark. Templates, because a string also converts to a JSON value.
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
