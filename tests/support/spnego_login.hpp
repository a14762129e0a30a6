//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <support/catch.hpp>
#include <support/ntlm_pair.hpp>
#include <support/scripted_mechanism.hpp>
#include <wsman/security/spnego.hpp>
#include <wsman/security/impl/spnego/spnego_tokens.hpp>

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// Both sides of SPNEGO with our NTLM and a scripted Kerberos, and hand-made tokens.
namespace wsman::testing {

using detail::spnego_init;
using detail::spnego_response;
using detail::spnego_state;

inline spnego_candidate kerberos_of(std::unique_ptr<security_context> (*make)())
{
    return {spnego_mechanism::kerberos, [make]() -> result<std::unique_ptr<security_context>> { return make(); }};
}

inline spnego_candidate failing(spnego_mechanism mechanism, security_errc code)
{
    return {mechanism, [code]() -> result<std::unique_ptr<security_context>> { return failure(code, "scripted"); }};
}

inline const spnego_candidate kerberos_client = kerberos_of(scripted_kerberos_client);
inline const spnego_candidate kerberos_host = kerberos_of(scripted_kerberos_host);

inline spnego_candidate ntlm_client(ntlm_pair& pair)
{
    return {spnego_mechanism::ntlm, [&pair] { return make_ntlm_initiator(pair.client_options); }};
}

inline spnego_candidate ntlm_host(ntlm_pair& pair)
{
    return {spnego_mechanism::ntlm, [&pair] { return make_ntlm_acceptor(pair.host_options); }};
}

inline std::unique_ptr<security_context> client_of(std::vector<spnego_candidate> candidates)
{
    return make_spnego_initiator(std::move(candidates)).value();
}

inline std::unique_ptr<security_context> host_of(std::vector<spnego_candidate> candidates)
{
    return make_spnego_acceptor(std::move(candidates)).value();
}

/// The tokens of a complete log-in, the client's first.
inline std::vector<std::string> log_in(security_context& client, security_context& host)
{
    std::vector<std::string> tokens{client.step({}).value()};
    for (int i = 0; i != 10; ++i) {
        const std::string answer = host.step(tokens.back()).value();
        if (answer.empty()) break;
        tokens.push_back(answer);
        const std::string next = client.step(answer).value();
        if (next.empty()) break;
        tokens.push_back(next);
    }
    CHECK(client.established());
    CHECK(host.established());
    return tokens;
}

inline spnego_response response_of(std::string_view token)
{
    return spnego_response::parse(token).value();
}

inline void check_sealing(security_context& from, security_context& to)
{
    std::string sealed;
    const std::size_t header = from.seal(sealed, "a text").value();
    CHECK(to.open(sealed, header).value() == "a text");
}

inline void check_sealing_both_ways(security_context& client, security_context& host)
{
    for (int i = 0; i != 3; ++i) {
        check_sealing(client, host);
        check_sealing(host, client);
    }
}

/// A NegTokenInit that offers these mechanisms, with an optimistic token.
inline std::string offer(const std::vector<std::string_view>& mechanisms, std::optional<std::string> token)
{
    spnego_init init;
    init.list = spnego_init::encode_list(mechanisms);
    init.token = std::move(token);
    return init.text();
}

inline std::string answer_of(
    std::optional<spnego_state> state,
    std::optional<std::string> mechanism,
    std::optional<std::string> token,
    std::optional<std::string> signature = std::nullopt
)
{
    spnego_response response;
    response.state = state;
    response.mechanism = std::move(mechanism);
    response.token = std::move(token);
    response.list_signature = std::move(signature);
    return response.text();
}

inline const std::string kerberos_oid(detail::spnego_oid::kerberos);
inline const std::string ntlm_oid(detail::spnego_oid::ntlm);

inline error_code code_of(const result<std::string>& outcome)
{
    return outcome.has_value() ? error_code() : outcome.error().code();
}

} // namespace wsman::testing
