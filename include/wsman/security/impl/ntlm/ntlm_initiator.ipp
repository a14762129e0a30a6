//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/core/encoding.hpp>
#include <wsman/core/utf8.hpp>
#include <wsman/security/impl/ntlm/ntlm_initiator.hpp>
#include <wsman/security/impl/ntlm/ntlm_keys.hpp>

#include <cstring>

namespace wsman::inline WSMAN_FORM::detail {

/// The flags that the host's challenge must contain.
inline constexpr std::uint32_t ntlm_needed_flags = ntlm_flag::unicode | ntlm_flag::target_info | ntlm_flag::protection;

/// Returns: the names of the missing flags, for error texts.
inline std::string ntlm_missing_flags(std::uint32_t flags)
{
    constexpr std::pair<std::uint32_t, std::string_view> names[] = {
        {ntlm_flag::unicode, "Unicode"},
        {ntlm_flag::target_info, "the target information of NTLMv2"},
        {ntlm_flag::extended_session_security, "extended session security"},
        {ntlm_flag::key_128, "128-bit keys"},
        {ntlm_flag::key_exchange, "key exchange"},
        {ntlm_flag::sign, "signing"},
        {ntlm_flag::seal, "sealing"},
    };
    std::string text;
    for (const auto& [flag, name] : names)
        if ((flags & flag) == 0) text.append(text.empty() ? "" : ", ").append(name);
    return text;
}

/// Returns: whether the client replaces or omits this pair.
inline bool ntlm_pair_is_ours(ntlm_av id) noexcept
{
    return id == ntlm_av::flags || id == ntlm_av::target_name || id == ntlm_av::channel_bindings;
}

WSMAN_DECL result<std::string> ntlm_initiator::step(std::string_view token)
{
    const state before = std::exchange(state_, state::failed);
    if (before == state::begin && token.empty()) {
        state_ = state::challenged;
        return negotiate();
    }
    if (before == state::challenged) return answer(token);
    if (before == state::established && token.empty()) {
        state_ = state::established;
        return std::string();
    }
    return failure(security_errc::malformed_token, "NTLM expects no further token");
}

WSMAN_DECL std::string ntlm_initiator::negotiate()
{
    ntlm_negotiate message;
    message.flags = ntlm_flag::supported;
    negotiate_ = message.text();
    return negotiate_;
}

WSMAN_DECL result<std::string> ntlm_initiator::answer(std::string_view token)
{
    const std::optional<ntlm_challenge> challenge = ntlm_challenge::parse(token);
    if (!challenge) return malformed("the challenge");
    if ((challenge->flags & ntlm_needed_flags) != ntlm_needed_flags)
        return failure(
            security_errc::weak_protection, "its NTLM challenge lacks " + ntlm_missing_flags(challenge->flags)
        );
    const std::optional<ntlm_av_pairs> pairs = ntlm_av_pairs::parse(challenge->target_info);
    if (!pairs) return malformed("the challenge's target information");

    ntlm_authenticate message;
    message.flags = (ntlm_flag::supported & challenge->flags) | ntlm_flag::request_target;
    message.has_mic = pairs->find(ntlm_av::timestamp).has_value();
    if (!message.has_mic && options_->require_integrity)
        return failure(
            security_errc::weak_protection,
            "its NTLM challenge has no time stamp, so no integrity code would protect the log-in; it may have been "
            "removed on the network"
        );
    name_account(message, *challenge, *pairs);
    const result<digest128> session_key = respond(message, *challenge, *pairs);
    if (session_key.has_error()) return session_key.error();

    std::string text = message.text();
    if (message.has_mic) {
        const digest128 code = ntlm_integrity_code(engine_, *session_key, negotiate_, token, text);
        std::memcpy(text.data() + ntlm_authenticate::mic_offset, code.view().data(), ntlm_authenticate::mic_size);
    }
    protect(*session_key, message.flags, ntlm_direction::to_host);
    if (engine_.failed()) return failure(security_errc::algorithm_unavailable);
    integrity_code_ = message.has_mic;
    state_ = state::established;
    options_.reset();
    return text;
}

WSMAN_DECL void ntlm_initiator::name_account(
    ntlm_authenticate& message, const ntlm_challenge& challenge, const ntlm_av_pairs& pairs
) const
{
    const user_name& name = options_->account.name();
    message.workstation = utf8_to_utf16le(options_->workstation);
    if (name.is_local_account()) {
        // A local account: the domain is the host's own computer name, so that a domain member looks the account up
        // locally.
        message.domain = pairs.find(ntlm_av::computer_name).value_or(challenge.target_name);
        message.user = utf8_to_utf16le(name.user());
    } else if (name.written_as() == user_name::form::principal) {
        message.user = utf8_to_utf16le(name.text()); // the host splits it; a separate domain would contradict it
    } else {
        message.domain = utf8_to_utf16le(name.domain());
        message.user = utf8_to_utf16le(name.user());
    }
}

WSMAN_DECL std::string ntlm_initiator::answer_target_info(const ntlm_av_pairs& pairs)
{
    std::string text;
    ntlm_writer out(text);
    for (const auto& [id, value] : pairs)
        if (!ntlm_pair_is_ours(id)) out.pair(id, value);
    std::uint32_t flags = pairs.flags();
    if (pairs.find(ntlm_av::timestamp)) flags |= ntlm_av_flag_mic;
    if (flags != 0) {
        out.u16(static_cast<std::uint16_t>(ntlm_av::flags));
        out.u16(4);
        out.u32(flags);
    }
    // Omitted if empty: some hosts interpret zeros as a wrong binding.
    if (!options_->channel_binding.empty())
        out.pair(ntlm_av::channel_bindings, ntlm_channel_bindings(engine_, options_->channel_binding).view());
    if (!options_->target_name.empty()) out.pair(ntlm_av::target_name, utf8_to_utf16le(options_->target_name));
    out.pair(ntlm_av::end, {});
    return text;
}

WSMAN_DECL result<digest128>
ntlm_initiator::respond(ntlm_authenticate& message, const ntlm_challenge& challenge, const ntlm_av_pairs& pairs)
{
    const result<ntlm_challenge_bytes> own_challenge = environment_.new_challenge();
    if (own_challenge.has_error()) return own_challenge.error();
    result<digest128> session_key = environment_.new_session_key();
    if (session_key.has_error()) return session_key.error();

    const std::optional<std::string_view> host_time = pairs.find(ntlm_av::timestamp);
    const std::uint64_t file_time = host_time ? ntlm_number(*host_time, 8) : environment_.now();
    const digest128 account_key =
        ntlm_account_key(engine_, options_->account.password().reveal(), message.user, message.domain);
    const std::string blob = ntlm_client_blob(file_time, *own_challenge, answer_target_info(pairs));
    const digest128 proof = ntlm_proof(engine_, account_key, challenge.challenge, blob);
    message.nt_response.append(proof.view()).append(blob);
    if (message.nt_response.size() > 0xFFFF) return malformed("the challenge's target information");
    if (host_time)
        message.lm_response.assign(24, '\0');
    else
        message.lm_response = lm_v2_response(engine_, account_key, challenge.challenge, *own_challenge);

    const digest128 base_key = ntlm_base_key(engine_, account_key, proof);
    message.session_key = ntlm_exchange(base_key, session_key->view()).view();
    return session_key;
}

WSMAN_DECL result<std::unique_ptr<security_context>>
make_ntlm_initiator(ntlm_initiator_options options, const ntlm_environment& environment)
{
    constexpr std::size_t longest_name = 4096;
    const result<void> named = options.account.name().check();
    if (named.has_error()) return named.error();
    for (const std::string_view text :
         {std::string_view(options.account.user()),
          std::string_view(options.target_name),
          std::string_view(options.workstation)}) {
        if (find_invalid_utf8(text)) return failure(client_errc::invalid_argument, "names must be UTF-8 for NTLM");
        if (text.size() > longest_name) return failure(client_errc::invalid_argument, "a name is too long for NTLM");
    }
    if (find_invalid_utf8(options.account.password().reveal()))
        return failure(client_errc::invalid_argument, "the password must be UTF-8 for NTLM");
    result<md5_engine> engine = md5_engine::fetch(environment.library, environment.properties);
    if (engine.has_error()) return engine.error();
    return std::unique_ptr<security_context>(new ntlm_initiator(std::move(*engine), environment, std::move(options)));
}

} // namespace wsman::detail
