//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/testing/scripted_fault.hpp>

#include <utility>

namespace wsman::inline WSMAN_FORM::testing {

WSMAN_DECL scripted_fault scripted_fault::drop_after(std::size_t bytes)
{
    scripted_fault fault(kind::drop_after);
    fault.bytes_ = bytes;
    return fault;
}

WSMAN_DECL scripted_fault scripted_fault::drop_before_answering()
{
    return drop_after(0);
}

WSMAN_DECL scripted_fault scripted_fault::drop_request()
{
    return scripted_fault(kind::drop_request);
}

WSMAN_DECL scripted_fault scripted_fault::refuse_connection()
{
    return scripted_fault(kind::refuse_connection);
}

WSMAN_DECL scripted_fault scripted_fault::delay(std::chrono::milliseconds time)
{
    scripted_fault fault(kind::delay);
    fault.time_ = time;
    return fault;
}

WSMAN_DECL scripted_fault scripted_fault::hang()
{
    return scripted_fault(kind::hang);
}

WSMAN_DECL scripted_fault scripted_fault::unauthorized()
{
    return scripted_fault(kind::unauthorized);
}

WSMAN_DECL scripted_fault scripted_fault::answer(unsigned status, std::string content_type, std::string body)
{
    scripted_fault fault(kind::answer);
    fault.status_ = status;
    fault.content_type_ = std::move(content_type);
    fault.text_ = std::move(body);
    return fault;
}

WSMAN_DECL scripted_fault scripted_fault::unavailable(std::optional<std::chrono::seconds> retry_after)
{
    scripted_fault fault = answer(503, {}, {});
    if (retry_after) fault.header_ = "Retry-After: " + std::to_string(retry_after->count()) + "\r\n";
    return fault;
}

WSMAN_DECL scripted_fault scripted_fault::redirect(std::string location)
{
    scripted_fault fault = answer(302, {}, {});
    fault.header_ = "Location: " + location + "\r\n";
    return fault;
}

WSMAN_DECL scripted_fault scripted_fault::html_page(unsigned status)
{
    return answer(
        status,
        "text/html; charset=utf-8",
        "<!DOCTYPE html>\n<html><head><title>Sign in</title></head><body><p>This is a proxy.<br></body></html>\n"
    );
}

WSMAN_DECL scripted_fault scripted_fault::empty_error()
{
    return answer(500, {}, {});
}

WSMAN_DECL scripted_fault scripted_fault::soap_fault(std::uint32_t code, std::string text)
{
    scripted_fault fault(kind::soap_fault);
    fault.code_ = code;
    fault.text_ = std::move(text);
    return fault;
}

WSMAN_DECL scripted_fault scripted_fault::operation_timeout()
{
    return soap_fault(0x80338029);
}

WSMAN_DECL scripted_fault scripted_fault::truncated_body()
{
    return scripted_fault(kind::truncated_body);
}

WSMAN_DECL scripted_fault scripted_fault::malformed_xml()
{
    return scripted_fault(kind::malformed_xml);
}

WSMAN_DECL scripted_fault scripted_fault::offer_only(std::vector<std::string> challenges)
{
    scripted_fault fault(kind::offer_only);
    for (const std::string& challenge : challenges)
        fault.header_ += "WWW-Authenticate: " + challenge + "\r\n";
    return fault;
}

WSMAN_DECL scripted_fault scripted_fault::forget_login()
{
    return scripted_fault(kind::forget_login);
}

WSMAN_DECL scripted_fault scripted_fault::omit_last_token()
{
    return scripted_fault(kind::omit_last_token);
}

WSMAN_DECL scripted_fault scripted_fault::close_after_login()
{
    return scripted_fault(kind::close_after_login);
}

WSMAN_DECL scripted_fault scripted_fault::answer_in_clear()
{
    return scripted_fault(kind::answer_in_clear);
}

WSMAN_DECL scripted_fault scripted_fault::flip_bit()
{
    return scripted_fault(kind::flip_bit);
}

WSMAN_DECL scripted_fault scripted_fault::repeat_sealed_answer()
{
    return scripted_fault(kind::repeat_sealed_answer);
}

WSMAN_DECL scripted_fault scripted_fault::serve_then_answer(unsigned status, std::string header)
{
    scripted_fault fault(kind::serve_then_answer);
    fault.status_ = status;
    fault.header_ = std::move(header);
    return fault;
}

WSMAN_DECL scripted_fault& scripted_fault::on(std::string operation)
{
    operation_ = std::move(operation);
    return *this;
}

WSMAN_DECL scripted_fault& scripted_fault::nth(unsigned count)
{
    skip_ = count > 0 ? count - 1 : 0;
    return *this;
}

WSMAN_DECL scripted_fault& scripted_fault::times(unsigned count)
{
    times_ = count;
    return *this;
}

} // namespace wsman::testing
