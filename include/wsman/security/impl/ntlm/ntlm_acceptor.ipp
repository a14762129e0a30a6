//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/core/encoding.hpp>
#include <wsman/core/utf8.hpp>
#include <wsman/security/impl/ntlm/ntlm_acceptor.hpp>
#include <wsman/security/impl/ntlm/ntlm_keys.hpp>

#include <algorithm>

namespace wsman::inline WSMAN_FORM::detail {

/// Returns: the AV_PAIRs of an NTLMv2 response, which follow the proof and 28 bytes of fixed fields.
inline std::optional<ntlm_av_pairs> ntlm_response_pairs(std::string_view nt_response)
{
    constexpr std::size_t fixed = digest128::size + 28;
    if (nt_response.size() < fixed || ntlm_number(nt_response.substr(digest128::size), 2) != 0x0101)
        return std::nullopt;
    return ntlm_av_pairs::parse(nt_response.substr(fixed));
}

WSMAN_DECL result<std::string> ntlm_acceptor::step(std::string_view token)
{
    const state before = std::exchange(state_, state::failed);
    if (before == state::begin) return challenge(token);
    if (before == state::challenged) return check(token);
    return failure(security_errc::malformed_token, "NTLM expects no further token");
}

WSMAN_DECL result<std::string> ntlm_acceptor::challenge(std::string_view token)
{
    const std::optional<ntlm_negotiate> message = ntlm_negotiate::parse(token);
    if (!message) return malformed("the first message");
    if ((message->flags & ntlm_flag::extended_session_security) == 0)
        return failure(security_errc::weak_protection, "the client offers NTLM without extended session security");
    const result<ntlm_challenge_bytes> random = environment_.new_challenge();
    if (random.has_error()) return random.error();

    challenge_.challenge = *random;
    challenge_.flags = (message->flags & ntlm_flag::supported) | ntlm_flag::unicode | ntlm_flag::ntlm |
                       ntlm_flag::request_target | ntlm_flag::target_info | ntlm_flag::version;
    challenge_.flags |=
        options_.domain_name == options_.computer_name ? ntlm_flag::target_type_server : ntlm_flag::target_type_domain;
    challenge_.target_name = utf8_to_utf16le(options_.domain_name);
    challenge_.target_info = target_info();
    negotiate_text_ = token;
    challenge_text_ = challenge_.text();
    state_ = state::challenged;
    return challenge_text_;
}

WSMAN_DECL std::string ntlm_acceptor::target_info()
{
    const std::string computer = utf8_to_utf16le(options_.computer_name);
    const std::string domain = utf8_to_utf16le(options_.domain_name);
    std::string text;
    ntlm_writer out(text);
    out.pair(ntlm_av::domain_name, domain);
    out.pair(ntlm_av::computer_name, computer);
    out.pair(ntlm_av::dns_domain_name, domain);
    out.pair(ntlm_av::dns_computer_name, computer);
    out.u16(static_cast<std::uint16_t>(ntlm_av::timestamp));
    out.u16(8);
    const std::size_t at = text.size();
    out.u64(environment_.now());
    time_stamp_ = text.substr(at);
    out.pair(ntlm_av::end, {});
    return text;
}

/// Without an integrity code, an attacker may have weakened the negotiated keys.
inline failure no_integrity_code()
{
    return failure(security_errc::weak_protection, "the client's log-in by NTLM has no integrity code (MIC)");
}

WSMAN_DECL result<std::size_t> ntlm_acceptor::seal(std::string& out, std::string_view plain)
{
    if (established() && !integrity_code_) return no_integrity_code();
    return ntlm_context::seal(out, plain);
}

WSMAN_DECL result<std::string_view> ntlm_acceptor::open(std::span<char> sealed, std::size_t header_size)
{
    if (established() && !integrity_code_) return no_integrity_code();
    return ntlm_context::open(sealed, header_size);
}

WSMAN_DECL result<std::string> ntlm_acceptor::check(std::string_view token)
{
    const std::optional<ntlm_authenticate> message = ntlm_authenticate::parse(token);
    if (!message || (message->flags & ntlm_flag::unicode) == 0) return malformed("the last message");
    if (message->nt_response.size() == 24)
        return failure(security_errc::weak_protection, "the client sent an NTLMv1 response");
    if (message->user.empty() && message->nt_response.empty())
        return failure(security_errc::account_unknown, "the client requests anonymous access");
    const std::optional<ntlm_av_pairs> pairs = ntlm_response_pairs(message->nt_response);
    if (!pairs) return malformed("the client's response");

    const result<digest128> account_key = find_account(*message);
    if (account_key.has_error()) return account_key.error();
    const std::string_view proof = std::string_view(message->nt_response).substr(0, digest128::size);
    const std::string_view blob = std::string_view(message->nt_response).substr(digest128::size);
    const digest128 wanted = ntlm_proof(engine_, *account_key, challenge_.challenge, blob);
    if (engine_.failed()) return failure(security_errc::algorithm_unavailable);
    if (!equal_in_constant_time(proof, wanted.view())) return failure(security_errc::password_refused);
    // The client must return the time stamp of the challenge unchanged.
    if (pairs->find(ntlm_av::timestamp) != std::string_view(time_stamp_))
        return failure(
            security_errc::weak_protection,
            "the client's response lacks the time stamp of the challenge, which may have been removed on the network"
        );
    const result<void> bound = check_binding(*pairs);
    if (bound.has_error()) return bound.error();

    const std::uint32_t flags = message->flags & challenge_.flags;
    const result<digest128> key = session_key(*message, flags, ntlm_base_key(engine_, *account_key, wanted));
    if (key.has_error()) return key.error();
    integrity_code_ = (pairs->flags() & ntlm_av_flag_mic) != 0;
    if (integrity_code_) {
        if (!message->has_mic) return malformed("the last message");
        const digest128 code = ntlm_integrity_code(engine_, *key, negotiate_text_, challenge_text_, token);
        if (!equal_in_constant_time(
                code.view(), token.substr(ntlm_authenticate::mic_offset, ntlm_authenticate::mic_size)
            ))
            return failure(security_errc::signature_mismatch, "the messages of the NTLM log-in were changed");
    }
    protect(*key, flags, ntlm_direction::to_client);
    if (engine_.failed()) return failure(security_errc::algorithm_unavailable);
    state_ = state::established;
    return std::string();
}

WSMAN_DECL result<digest128> ntlm_acceptor::find_account(const ntlm_authenticate& message)
{
    const result<std::string> domain = utf16_to_utf8_strict(message.domain, false);
    const result<std::string> user = utf16_to_utf8_strict(message.user, false);
    if (domain.has_error() || user.has_error()) return malformed("a name in the last message");
    std::optional<secret> password;
    if (options_.password) password = options_.password(*domain, *user);
    if (!password) return failure(security_errc::account_unknown);
    peer_name_ = domain->empty() ? *user : *domain + '\\' + *user;
    return ntlm_account_key(engine_, password->reveal(), message.user, message.domain);
}

WSMAN_DECL result<void> ntlm_acceptor::check_binding(const ntlm_av_pairs& pairs)
{
    if (options_.binding == binding_policy::none) return {};
    const std::string_view sent = pairs.find(ntlm_av::channel_bindings).value_or(std::string_view());
    const bool nothing = std::all_of(sent.begin(), sent.end(), [](char c) { return c == '\0'; });
    if (nothing && (options_.binding == binding_policy::relaxed || options_.channel_binding.empty())) return {};
    if (nothing) return failure(security_errc::weak_protection, "the client sends no channel binding");
    const digest128 wanted = ntlm_channel_bindings(engine_, options_.channel_binding);
    if (equal_in_constant_time(sent, wanted.view())) return {};
    return failure(security_errc::signature_mismatch, "the channel binding belongs to another TLS connection");
}

WSMAN_DECL result<digest128>
ntlm_acceptor::session_key(const ntlm_authenticate& message, std::uint32_t flags, const digest128& base)
{
    const bool exchanged = (flags & ntlm_flag::key_exchange) != 0 && (flags & (ntlm_flag::sign | ntlm_flag::seal)) != 0;
    if (!exchanged) return base;
    // A key of another size would be predictable.
    if (message.session_key.size() != digest128::size) return malformed("the last message's key");
    return ntlm_exchange(base, message.session_key);
}

WSMAN_DECL result<std::unique_ptr<security_context>>
make_ntlm_acceptor(ntlm_acceptor_options options, const ntlm_environment& environment)
{
    constexpr std::size_t longest_name = 4096;
    for (const std::string* text : {&options.computer_name, &options.domain_name})
        if (find_invalid_utf8(*text) || text->size() > longest_name)
            return failure(client_errc::invalid_argument, "the host's names must be UTF-8, of at most 4096 bytes");
    result<md5_engine> engine = md5_engine::fetch(environment.library, environment.properties);
    if (engine.has_error()) return engine.error();
    return std::unique_ptr<security_context>(new ntlm_acceptor(std::move(*engine), environment, std::move(options)));
}

} // namespace wsman::detail
