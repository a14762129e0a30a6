//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/encoding.hpp>
#include <wsman/security/credssp.hpp>
#include <wsman/security/message_sealing.hpp>
#include <wsman/security/ntlm.hpp>
#include <wsman/security/spnego.hpp>
#include <wsman/testing/endpoint.hpp>

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "endpoint_raw_client.hpp"

// Log-ins by tokens and sealed messages on a raw connection. The contexts are the library's, because what is under test
// here is what the endpoint does around them; whether they are right is for clients from elsewhere to say (tests/peers).
namespace raw {

using context = std::unique_ptr<wsman::security_context>;

inline wsman::user_password account_of(const wsman::testing::endpoint& host)
{
    return {host.user(), host.password()};
}

inline context ntlm(wsman::user_password who)
{
    return wsman::make_ntlm_initiator(wsman::ntlm_initiator_options(std::move(who))).value();
}

inline context spnego(wsman::user_password who)
{
    std::vector<wsman::spnego_candidate> candidates;
    candidates.emplace_back(wsman::spnego_mechanism::ntlm, [who] {
        return wsman::make_ntlm_initiator(wsman::ntlm_initiator_options(who));
    });
    return wsman::make_spnego_initiator(std::move(candidates)).value();
}

inline context credssp(wsman::user_password who)
{
    wsman::credssp_initiator_options options(who, [who] { return wsman::result<context>(spnego(who)); });
    return wsman::make_credssp_initiator(std::move(options)).value();
}

/// Returns: the token of the only challenge, if that is of this scheme.
inline std::string token_of(const http_response& response, std::string_view scheme)
{
    const auto found = response.headers.find("www-authenticate");
    std::string token;
    if (found != response.headers.end() && found->second.starts_with(std::string(scheme) + " "))
        wsman::append_base64_decoded(token, std::string_view(found->second).substr(scheme.size() + 1));
    return token;
}

/// One request of a log-in.
inline http_response leg(connection& wire, std::string_view scheme, std::string_view token, std::string_view body = {})
{
    wire.authorization = std::string(scheme) + " ";
    wsman::append_base64(wire.authorization, token);
    http_response response = wire.post(body);
    wire.authorization.clear();
    return response;
}

/// Effects: logs in until the endpoint says yes or no. The body rides on each token.
/// Returns: the last answer.
inline http_response
log_in(connection& wire, wsman::security_context& with, std::string_view scheme, std::string_view body = {})
{
    std::string token = with.step({}).value();
    for (;;) {
        http_response response = leg(wire, scheme, token, body);
        const std::string reply = token_of(response, scheme);
        if (!reply.empty()) token = with.step(reply).value();
        if (response.status != 401 || reply.empty()) return response;
    }
}

/// Sends `plain` sealed.
/// Returns: the answer, opened in place where it is sealed.
inline http_response seal_and_post(
    connection& wire,
    wsman::security_context& with,
    std::string_view plain,
    std::string_view protocol = wsman::sealing_protocol::spnego
)
{
    std::string sealed;
    std::string type = "application/soap+xml;charset=UTF-8";
    wsman::seal_message(with, protocol, wsman::part_header_style::tab, plain, sealed, type).value();
    std::swap(wire.content_type, type);
    http_response response = wire.post(sealed);
    std::swap(wire.content_type, type);
    std::string& kind = response.headers["content-type"];
    if (wsman::is_sealed_type(kind)) wsman::open_message(with, protocol, response.body, kind).value();
    return response;
}

} // namespace raw
