//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once
#include <wsman/core/config.hpp>
#include <wsman/session/session_draft.hpp>

#include <utility>

namespace wsman::inline WSMAN_FORM {

WSMAN_DECL session_draft session::draft() const
{
    return session_draft(data_->parts);
}

#define WSMAN_CHANGED(call)                                                                                            \
    session_draft changed = draft();                                                                                   \
    if (auto done = changed.call; !done) return done.error();                                                          \
    return changed.build()

WSMAN_DECL result<session> session::with_connection(std::string text) const
{
    WSMAN_CHANGED(set_connection(std::move(text)));
}

WSMAN_DECL result<session> session::with_flags(session_flags added) const
{
    WSMAN_CHANGED(set_flags(added));
}

WSMAN_DECL result<session> session::with_option(session_option option, option_value value) const
{
    WSMAN_CHANGED(set_option(option, std::move(value)));
}

WSMAN_DECL result<session> session::with_credentials(wsman::credentials other) const
{
    session_draft bare = draft();
    if (auto done = bare.set_credentials({}); !done) return done.error();
    if (auto done = bare.set_credentials(std::move(other)); !done) return done.error();
    return bare.build();
}

WSMAN_DECL result<session> session::with_policy(client_policy other) const
{
    WSMAN_CHANGED(set_policy(std::move(other)));
}

WSMAN_DECL result<session> session::with_tls(tls_policy other) const
{
    session_draft changed = draft();
    // `other` replaces the whole policy, so a check that it does not skip is enabled again, whatever the flags were.
    for (const auto& [skip, option] :
         {std::pair(other.skip_ca_check, session_option::skip_ca_check),
          std::pair(other.skip_cn_check, session_option::skip_cn_check),
          std::pair(other.skip_revocation_check, session_option::skip_revocation_check)})
        if (auto done = changed.set_option(option, skip); !done) return done.error();
    if (auto done = changed.set_tls(std::move(other)); !done) return done.error();
    return changed.build();
}

WSMAN_DECL result<session> session::with_proxy(proxy_settings other) const
{
    WSMAN_CHANGED(set_proxy(std::move(other)));
}

WSMAN_DECL result<session> session::with_delegation(bool enabled) const
{
    WSMAN_CHANGED(set_delegation(enabled));
}

WSMAN_DECL result<session> session::with_connect_address(std::optional<host_and_port> other) const
{
    WSMAN_CHANGED(set_connect_address(std::move(other)));
}

WSMAN_DECL result<session> session::with_operation_timeout(std::chrono::milliseconds timeout) const
{
    WSMAN_CHANGED(set_option(session_option::default_operation_timeout, timeout));
}

#undef WSMAN_CHANGED

} // namespace wsman
