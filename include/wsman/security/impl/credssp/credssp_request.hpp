//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/core/encoding.hpp>
#include <wsman/core/result.hpp>
#include <wsman/core/secret.hpp>
#include <wsman/session/credentials.hpp>
#include <wsman/security/impl/der.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

/// The structures inside the TLS of CredSSP. Specification: MS-CSSP 2.2.1.
namespace wsman::inline WSMAN_FORM::detail {

/// TSRequest. Object lifetimes: the views refer to the parsed text, or to the texts to be encoded.
class credssp_request {
public:
    explicit credssp_request(unsigned spoken) noexcept : version(spoken) {}

    unsigned version;
    std::optional<std::string_view> nego_token; ///< the first of negoTokens; peers send no more than one
    std::optional<std::string_view> auth_info;
    std::optional<std::string_view> pub_key_auth;
    std::optional<std::uint32_t> error_code; ///< an NTSTATUS
    std::optional<std::string_view> client_nonce;
};

inline std::string encode_credssp_request(const credssp_request& request)
{
    std::string out;
    der_writer to(out);
    const auto octets = [&](unsigned number, const std::optional<std::string_view>& field) {
        if (field) to.context(number, [&] { to.octet_string(*field); });
    };
    to.sequence([&] {
        to.context(0, [&] { to.integer(request.version); });
        if (request.nego_token)
            to.context(1, [&] { to.sequence([&] { to.sequence([&] { octets(0, request.nego_token); }); }); });
        octets(2, request.auth_info);
        octets(3, request.pub_key_auth);
        // INTEGER is signed, and Windows reads four octets.
        if (request.error_code) to.context(4, [&] { to.integer(static_cast<std::int32_t>(*request.error_code)); });
        octets(5, request.client_nonce);
    });
    return out;
}

/// Parses the fields after the version, each of which is optional. Returns: whether they are well formed.
inline bool decode_credssp_fields(der_reader& fields, credssp_request& request) noexcept
{
    const auto octets = [&](unsigned number, std::optional<std::string_view>& field) {
        if (!fields.next_is(der_tag::context(number))) return true;
        std::optional<der_reader> inside = fields.context(number);
        if (inside) field = inside->octet_string();
        return field.has_value() && inside->at_end();
    };
    if (fields.next_is(der_tag::context(1))) {
        std::optional<der_reader> inside = fields.context(1);
        std::optional<der_reader> tokens = inside ? inside->sequence() : std::nullopt;
        if (!tokens || !inside->at_end()) return false;
        if (!tokens->at_end()) {
            std::optional<der_reader> first = tokens->sequence();
            std::optional<der_reader> token = first ? first->context(0) : std::nullopt;
            if (token) request.nego_token = token->octet_string();
            if (!request.nego_token || !token->at_end() || !first->at_end()) return false;
        }
    }
    if (!octets(2, request.auth_info) || !octets(3, request.pub_key_auth)) return false;
    if (fields.next_is(der_tag::context(4))) {
        std::optional<der_reader> inside = fields.context(4);
        const std::optional<std::int64_t> code = inside ? inside->integer() : std::nullopt;
        if (!code || !inside->at_end()) return false;
        request.error_code = static_cast<std::uint32_t>(*code & 0xFFFFFFFF);
    }
    if (!octets(5, request.client_nonce)) return false;
    while (!fields.at_end()) // fields that later versions may add
        if (!fields.skip()) return false;
    return true;
}

/// Errors: security_errc::malformed_token.
[[nodiscard]] inline result<credssp_request> decode_credssp_request(std::string_view text)
{
    der_reader all(text);
    std::optional<der_reader> fields = all.sequence();
    std::optional<der_reader> version = fields && all.at_end() ? fields->context(0) : std::nullopt;
    const std::optional<std::int64_t> number = version ? version->integer() : std::nullopt;
    credssp_request request(0);
    if (number && *number >= 0 && *number <= 0xFFFF && version->at_end()) {
        request.version = static_cast<unsigned>(*number);
        if (decode_credssp_fields(*fields, request)) return request;
    }
    return failure(security_errc::malformed_token, "a TSRequest of CredSSP");
}

/// Returns: TSCredentials with the account as TSPasswordCreds. The form `user@realm` is sent whole as the user name, as
/// Windows does.
inline secret encode_delegated_account(const user_password& account)
{
    const user_name& name = account.name();
    const bool principal = name.written_as() == user_name::form::principal;
    const std::string domain = principal ? std::string() : utf8_to_utf16le(name.domain());
    const std::string user = utf8_to_utf16le(principal ? name.text() : name.user());
    std::string password = utf8_to_utf16le(account.password().reveal());

    std::string out;
    out.reserve(domain.size() + user.size() + password.size() + 128); // no reallocation, which would leave a copy
    der_writer to(out);
    to.sequence([&] {
        to.context(0, [&] { to.integer(1); }); // a password
        to.context(1, [&] {
            to.nested(der_tag::octet_string, [&] {
                to.sequence([&] {
                    to.context(0, [&] { to.octet_string(domain); });
                    to.context(1, [&] { to.octet_string(user); });
                    to.context(2, [&] { to.octet_string(password); });
                });
            });
        });
    });
    secret encoded(out);
    wipe(out);
    wipe(password);
    return encoded;
}

/// Errors: security_errc::malformed_token, also for smart cards and Remote Credential Guard, which carry no password.
[[nodiscard]] inline result<user_password> decode_delegated_account(std::string_view text)
{
    const auto text_of = [](std::optional<der_reader> field) -> std::optional<std::string> {
        const std::optional<std::string_view> octets = field ? field->octet_string() : std::nullopt;
        if (!octets) return std::nullopt;
        result<std::string> decoded = utf16_to_utf8_strict(*octets, false);
        return decoded.has_error() ? std::nullopt : std::optional<std::string>(std::move(*decoded));
    };
    const failure malformed(security_errc::malformed_token, "the credentials inside CredSSP");
    der_reader all(text);
    std::optional<der_reader> fields = all.sequence();
    std::optional<der_reader> type = fields ? fields->context(0) : std::nullopt;
    if (!type || type->integer() != 1) return malformed;
    std::optional<der_reader> wrapped = fields->context(1);
    const std::optional<std::string_view> inside = wrapped ? wrapped->octet_string() : std::nullopt;
    der_reader whole(inside.value_or(std::string_view()));
    std::optional<der_reader> account = whole.sequence();
    if (!account) return malformed;
    const std::optional<std::string> domain = text_of(account->context(0));
    const std::optional<std::string> user = text_of(account->context(1));
    std::optional<std::string> password = text_of(account->context(2));
    if (!domain || !user || !password) return malformed;
    // Joined with a backslash, the two parts must parse to the same account again.
    if (domain->find('\\') != std::string::npos || (domain->empty() && user->starts_with('\\'))) return malformed;
    secret kept(*password);
    wipe(*password);
    return user_password(domain->empty() ? *user : *domain + '\\' + *user, std::move(kept));
}

} // namespace wsman::detail
