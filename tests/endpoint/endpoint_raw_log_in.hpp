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

// Token log-ins and sealed messages on a raw connection. The security contexts are the library's, because these tests
// examine the endpoint's handling of them; tests/peers checks the contexts themselves with other clients.
namespace raw {

using context = std::unique_ptr<wsman::security_context>;

inline wsman::user_password account_of(const wsman::testing::endpoint& host)
{
    return {host.user(), host.password()};
}

inline context ntlm(wsman::user_password account)
{
    return wsman::make_ntlm_initiator(wsman::ntlm_initiator_options(std::move(account))).value();
}

inline context spnego(wsman::user_password account)
{
    std::vector<wsman::spnego_candidate> candidates;
    candidates.emplace_back(wsman::spnego_mechanism::ntlm, [account] {
        return wsman::make_ntlm_initiator(wsman::ntlm_initiator_options(account));
    });
    return wsman::make_spnego_initiator(std::move(candidates)).value();
}

inline context credssp(wsman::user_password account)
{
    wsman::credssp_initiator_options options(account, [account] { return wsman::result<context>(spnego(account)); });
    return wsman::make_credssp_initiator(std::move(options)).value();
}

/// Returns: the token of the only challenge, if it is for this scheme.
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

/// Effects: logs in until the endpoint accepts or refuses. Each token is sent with the body.
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
/// Returns: the answer, opened in place if it is sealed.
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
