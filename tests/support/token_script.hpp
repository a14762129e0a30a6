//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/security/ntlm.hpp>
#include <wsman/security/security_context.hpp>
#include <wsman/security/impl/ntlm/ntlm_context.hpp>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

/// Shared by the fuzz targets of logins: consecutive tokens in one input, and log-ins without random values, so that a
/// recorded one stays valid.
namespace wsman::testing {

/// Returns: the next token, which is preceded by two bytes of length; nothing at the end.
inline std::optional<std::string> next_token(std::string_view& input)
{
    if (input.size() < 2) return std::nullopt;
    std::size_t size = static_cast<unsigned char>(input[0]) | std::size_t{static_cast<unsigned char>(input[1])} << 8;
    input.remove_prefix(2);
    size = size < input.size() ? size : input.size();
    std::string token(input.substr(0, size));
    input.remove_prefix(size);
    return token;
}

inline void append_token(std::string& input, std::string_view token)
{
    input += static_cast<char>(token.size() & 0xFF);
    input += static_cast<char>(token.size() >> 8 & 0xFF);
    input += token;
}

inline wsman::detail::ntlm_environment ntlm_without_chance()
{
    wsman::detail::ntlm_environment values;
    values.challenge.emplace().fill('\x5A');
    values.session_key.emplace().fill(0x55);
    values.file_time = 0x01D9'0000'0000'0000;
    return values;
}

inline result<std::unique_ptr<security_context>> certain_ntlm_initiator()
{
    ntlm_initiator_options options(user_password(".\\User", secret("Password")));
    options.target_name = "HTTP/host";
    options.channel_binding = "tls-server-end-point:hash";
    return wsman::detail::make_ntlm_initiator(options, ntlm_without_chance());
}

inline result<std::unique_ptr<security_context>> certain_ntlm_acceptor()
{
    ntlm_acceptor_options options;
    options.password = [](std::string_view, std::string_view) { return std::optional(secret("Password")); };
    options.channel_binding = "tls-server-end-point:hash";
    return wsman::detail::make_ntlm_acceptor(options, ntlm_without_chance());
}

/// Processes tokens until the log-in completes or fails, and the rest of the input as sealed messages.
inline void play_tokens(security_context& context, std::string_view input)
{
    while (!context.established()) {
        const std::optional<std::string> token = next_token(input);
        if (!token) return;
        const result<std::string> answer = context.step(*token);
        if (answer.has_value()) continue;
        if (context.established() || context.step(*token).has_value())
            std::abort(); // after a failure every step must fail
        return;
    }
    std::string sealed;
    const result<std::size_t> header = context.seal(sealed, "text");
    if (header.has_value() && sealed.size() != *header + 4) std::abort();
    while (std::optional<std::string> message = next_token(input))
        if (context.open(std::span<char>(*message), 16).has_error()) return;
}

} // namespace wsman::testing
