//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
// The input is a TSRequest and a TSCredentials of CredSSP. An accepted input is written and read again with the same
// result.
#include <wsman/security/credssp.hpp>
#include <wsman/security/impl/credssp/credssp_request.hpp>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

namespace {

void check(bool good)
{
    if (!good) std::abort();
}

void read_request(std::string_view text)
{
    const auto request = wsman::detail::decode_credssp_request(text);
    if (!request) return;
    for (const auto& field : {request->nego_token, request->auth_info, request->pub_key_auth, request->client_nonce})
        check(!field || (field->data() >= text.data() && field->data() + field->size() <= text.data() + text.size()));
    const std::string written = wsman::detail::encode_credssp_request(*request);
    const auto again = wsman::detail::decode_credssp_request(written);
    check(again.has_value() && again->version == request->version && again->error_code == request->error_code);
    check(again->nego_token == request->nego_token && again->auth_info == request->auth_info);
    check(again->pub_key_auth == request->pub_key_auth && again->client_nonce == request->client_nonce);
}

void read_credentials(std::string_view text)
{
    const auto account = wsman::detail::decode_delegated_account(text);
    if (!account) return;
    const wsman::secret written = wsman::detail::encode_delegated_account(*account);
    const auto again = wsman::detail::decode_delegated_account(written.reveal());
    check(again.has_value() && again->user() == account->user());
    check(again->password().reveal() == account->password().reveal());
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    read_request(text);
    read_credentials(text);
    return 0;
}
