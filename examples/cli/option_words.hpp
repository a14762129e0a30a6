//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <string>
#include <string_view>

namespace cli {

/// Whole phrases of the library's advice for which a word alone would not do. The first column stands in `core/`,
/// `protocol/`, `security/` and `client/`.
struct phrase {
    std::string_view library;
    std::string_view here;
};
inline constexpr phrase phrases[] = {
    {"raise the timeout", "raise --timeout"},
    {"with a timeout", "with --timeout"},
    {", or raise connect_timeout", ""},
    {"; else raise connect_timeout", ""},
    {"may be busy: raise connect_timeout", "may be busy: try again later"},
    {" (wait_until_ready)", ""},
    {"raise header_limit if the host is trusted", "no option raises this limit"},
    {"raise body_limit if the host is trusted", "no option raises this limit"},
    {"raise the limit, or stream into a sink", "leave out --output json: text is not collected"},
    {"write before close_input", "give all of it with --stdin"},
    {"do not mark the option as must_comply", "leave the option out"},
    {"set allow_unencrypted and no_encryption", "give --no-encryption"},
    {"set allow_credssp if", "give --auth credssp if"},
    {"allow_unencrypted in the client policy", "--no-encryption"},
    {"transport_options::lenient_answers (wsman-cli --lenient)", "--lenient"},
    {"transport_options::observe_envelopes, wsman-cli --trace", "--trace"},
    {"proxy_settings::with_ntlm, --proxy-auth", "--proxy-auth"},
    {"a script that uses it (run_powershell)", "a script that uses it (the verb powershell)"},
};

/// Names of the library and what they are called here. What has no option of its own stands in a configuration.
struct option_word {
    std::string_view library;
    std::string_view here;
};
inline constexpr option_word option_words[] = {
    {"operation_timeout", "--operation-timeout"},
    {"max_envelope_size", "--max-envelope-size-kb"},
    {"max_envelope_size_kb", "--max-envelope-size-kb"},
    {"ca_file", "--ca-file"},
    {"crl_file", "--crl-file"},
    {"pin_sha256", "--pin-sha256"},
    {"certificate_file", "--certificate"},
    {"key_file", "--key"},
    {"connect_address", "--connect-address"},
    {"spn_host", "--spn-host"},
    {"spn_service", "--spn-service"},
    {"enable_spn_server_port", "--spn-port"},
    {"trusted_hosts", "--trusted-hosts"},
    {"use_ssl", "--use-ssl"},
    {"utf16", "--utf16"},
    {"no_encryption", "--no-encryption"},
    {"allow_unencrypted", "--no-encryption"},
    {"skip_ca_check", "--skip-ca-check"},
    {"skip_cn_check", "--skip-cn-check"},
    {"skip_revocation_check", "--skip-revocation-check"},
    {"cred_username_password", "--user"},
    {"use_no_authentication", "--auth none"},
    {"use_basic", "--auth basic"},
    {"use_digest", "--auth digest"},
    {"use_negotiate", "--auth negotiate"},
    {"use_kerberos", "--auth kerberos"},
    {"use_cred_ssp", "--auth credssp"},
    {"use_client_certificate", "--auth certificate"},
    {"allow_negotiate_implicit_credentials", "--implicit-credentials"},
    {"credssp_minimum_version", "--credssp-minimum"},
    {"delegate_to_unverified", "--delegate-to-unverified"},
    {"allow_unprotected_ntlm", "--unprotected-ntlm"},
    {"lenient_answers", "--lenient"},
    {"raw_command_line", "run --raw"},
    {"run_powershell", "the verb powershell"},
    {"allow_basic", "allow_basic in --config"},
    {"allow_digest", "allow_digest in --config"},
    {"allow_negotiate", "allow_negotiate in --config"},
    {"allow_kerberos", "allow_kerberos in --config"},
    {"allow_certificate", "allow_certificate in --config"},
    {"allow_credssp", "allow_credssp in --config"},
    {"domain_joined", "domain_joined in --config"},
    {"no_proxy_server", "no_proxy_server in --config"},
};

/// Returns: whether a name of the library may hold this character.
constexpr bool is_name_character(char c) noexcept
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
}

/// Returns: the library's advice in the words of the command line.
inline std::string in_option_words(std::string text)
{
    for (const phrase& one : phrases) {
        std::size_t at = text.find(one.library);
        while (at != std::string::npos) {
            text.replace(at, one.library.size(), one.here);
            at = text.find(one.library, at + one.here.size());
        }
    }
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        std::size_t end = at;
        while (end < text.size() && is_name_character(text[end]))
            ++end;
        if (end == at) {
            out += text[at++];
            continue;
        }
        std::string_view name = std::string_view(text).substr(at, end - at);
        // Behind a dash it is an option already, beside the others part of a file's name.
        const bool stands_alone =
            (at == 0 || std::string_view("-/.").find(text[at - 1]) == std::string_view::npos) &&
            (end == text.size() || std::string_view(":/").find(text[end]) == std::string_view::npos);
        for (const option_word& one : option_words)
            if (stands_alone && one.library == name) {
                name = one.here;
                break;
            }
        out.append(name);
        at = end;
    }
    return out;
}

} // namespace cli
