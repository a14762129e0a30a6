//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/session/session.hpp>
#include <wsman/session/session_draft.hpp>
#include <wsman/session/session_flag.hpp>
#include <wsman/session/session_option.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>

/// Sessions for tests of the layers above; they need no host.
namespace wsman::test {

/// Returns: a session with `http://build01.corp.example:5985/wsman`, without authentication.
inline session plain_session()
{
    return create_session("http://build01.corp.example:5985", session_flag::use_no_authentication).value();
}

inline session session_with_envelopes_of(std::size_t kilobytes)
{
    return plain_session()
        .with_option(session_option::max_envelope_size_kb, static_cast<std::uint32_t>(kilobytes))
        .value();
}

inline session session_with_receive_timeout(std::chrono::milliseconds timeout)
{
    return plain_session().with_option(session_option::timeout_receive_shell_output, timeout).value();
}

inline session utf16_session()
{
    return plain_session().with_option(session_option::utf16, true).value();
}

inline session machine_id_session()
{
    return plain_session().with_option(session_option::machine_id, true).value();
}

} // namespace wsman::test
