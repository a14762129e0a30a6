//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/core/result.hpp>
#include <wsman/core/secret.hpp>
#include <wsman/security/binding_policy.hpp>
#include <wsman/security/security_context.hpp>
#include <wsman/session/credentials.hpp>

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace wsman::inline WSMAN_FORM {

/// What an NTLM log-in needs.
class ntlm_initiator_options {
public:
    explicit ntlm_initiator_options(user_password who) : account(std::move(who)) {}

    /// In UTF-8. `DOMAIN\user` goes out as it stands; `user@realm` whole, beside an empty domain; `.\user` with the
    /// computer name in the host's challenge, so that a member of a domain takes it for a local account; `user` with an
    /// empty domain. The password may be empty, the name may not.
    user_password account;
    std::string target_name;     ///< the service, "HTTP/build01"; empty: none is sent
    std::string channel_binding; ///< application data of tls_server_end_point(); empty: none is sent
    std::string workstation;     ///< told to the host; may be empty
    /// Whether a challenge without a time stamp is weak_protection: without it there is no integrity code, and nobody
    /// notices what was changed on the way. Hosts of Windows always send one.
    bool require_integrity = false;
};

/// Returns: the client's side: NTLMv2 with extended session security, 128-bit keys, key exchange, signing and sealing,
/// and with a message integrity code where the host's time stamp asks for one.
/// The password is dropped, and wiped, with the last token.
/// Errors: security_errc::algorithm_unavailable where MD5 is refused (FIPS); client_errc::invalid_argument for text
/// that is not UTF-8 or too long; session_errc::invalid_text for a name with an empty half. Its step() adds
/// weak_protection, malformed_token.
/// Specification: MS-NLMP 3.1.
[[nodiscard]] WSMAN_DECL result<std::unique_ptr<security_context>> make_ntlm_initiator(ntlm_initiator_options options);

/// What the accepting side of NTLM needs.
class ntlm_acceptor_options {
public:
    ntlm_acceptor_options() = default;

    /// Returns: the password of the account, or nothing where there is none. Domain and user are UTF-8, as sent.
    std::function<std::optional<secret>(std::string_view domain, std::string_view user)> password;
    std::string computer_name = "ENDPOINT";
    std::string domain_name = "ENDPOINT";
    std::string channel_binding; ///< of the connection; empty without TLS
    binding_policy binding = binding_policy::relaxed;
};

/// Returns: the host's side: NTLMv2 only. A client that asks for no signing and sealing, as some do over HTTPS, is let
/// in; seal() is weak_protection then.
/// Errors: security_errc::password_refused, account_unknown, weak_protection (NTLMv1, or no channel binding where one
/// is demanded), signature_mismatch (changed messages, another channel binding), malformed_token come from its step().
/// Specification: MS-NLMP 3.2.
[[nodiscard]] WSMAN_DECL result<std::unique_ptr<security_context>> make_ntlm_acceptor(ntlm_acceptor_options options);

} // namespace wsman

#if !defined(WSMAN_SEPARATE_COMPILATION)
#include <wsman/security/impl/ntlm/ntlm.ipp>
#endif
