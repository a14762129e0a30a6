//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#include "carrier.hpp"

std::vector<wsman::error_code> carrier::codes()
{
    return {
        wsman::windows_errc::operation_timedout,
        wsman::session_errc::json_syntax,
        wsman::xml_errc::syntax,
        wsman::protocol_errc::not_soap,
        wsman::security_errc::password_refused,
        wsman::transport_errc::read_timeout,
        wsman::client_errc::deadline_exceeded,
    };
}

wsman::error_condition carrier::timeout()
{
    return wsman::make_error_condition(wsman::condition::timeout);
}

wsman::result<int> carrier::refused()
{
    return wsman::failure(wsman::windows_errc::access_denied, "in the shared library");
}

void carrier::throws()
{
    (void)refused().value();
}

std::string carrier::name_of(const wsman::error_code& code)
{
    return std::string(wsman::error_name(code));
}

bool carrier::is_timeout(const wsman::error_code& code)
{
    return code == wsman::condition::timeout;
}

std::string carrier::catches(void (*thrower)())
{
    try {
        thrower();
    }
    catch (const wsman::exception& e) {
        return e.error().details().client_text;
    }
    catch (...) {
        return "something else was thrown";
    }
    return "nothing was thrown";
}

const std::type_info& carrier::type_of_exception()
{
    return typeid(wsman::exception);
}
