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

/// Options of an NTLM initiator.
class ntlm_initiator_options {
public:
    explicit ntlm_initiator_options(user_password login_account) : account(std::move(login_account)) {}

    /// In UTF-8. `DOMAIN\user` is sent unchanged; `user@realm` is sent whole, with an empty domain; `.\user` with the
    /// computer name from the host's challenge, so that a domain member treats it as a local account; `user` with an
    /// empty domain. The password may be empty, the name may not.
    user_password account;
    std::string target_name;     ///< the service, "HTTP/build01"; empty for none
    std::string channel_binding; ///< application data of tls_server_end_point(); empty for none
    std::string workstation;     ///< sent to the host; may be empty
    /// Whether a challenge without a time stamp is weak_protection: without it there is no integrity code, and changes
    /// made on the network are not detected. Windows hosts always send one.
    bool require_integrity = false;
};

/// Returns: the initiator: NTLMv2 with extended session security, 128-bit keys, key exchange, signing and sealing, and
/// with a message integrity code if the challenge has a time stamp.
/// The password is wiped when the last token is made.
/// Errors: security_errc::algorithm_unavailable if MD5 is not available (FIPS); client_errc::invalid_argument for text
/// that is too long or not UTF-8; session_errc::invalid_text for a name with an empty part. From step():
/// weak_protection, malformed_token.
/// Specification: MS-NLMP 3.1.
[[nodiscard]] WSMAN_DECL result<std::unique_ptr<security_context>> make_ntlm_initiator(ntlm_initiator_options options);

/// Options of an NTLM acceptor.
class ntlm_acceptor_options {
public:
    ntlm_acceptor_options() = default;

    /// Returns: the password of the account, or nothing if the account does not exist. Domain and user are UTF-8, as
    /// sent.
    std::function<std::optional<secret>(std::string_view domain, std::string_view user)> password;
    std::string computer_name = "ENDPOINT";
    std::string domain_name = "ENDPOINT";
    std::string channel_binding; ///< of the connection; empty without TLS
    binding_policy binding = binding_policy::relaxed;
};

/// Returns: the acceptor: NTLMv2 only. A client that requests no signing and sealing, as some do over HTTPS, is
/// accepted; seal() then fails with weak_protection.
/// Errors: from step(): security_errc::password_refused, account_unknown, weak_protection (NTLMv1, or a missing channel
/// binding that is required), signature_mismatch (changed messages, a different channel binding), malformed_token.
/// Specification: MS-NLMP 3.2.
[[nodiscard]] WSMAN_DECL result<std::unique_ptr<security_context>> make_ntlm_acceptor(ntlm_acceptor_options options);

} // namespace wsman

#if !defined(WSMAN_SEPARATE_COMPILATION)
#include <wsman/security/impl/ntlm/ntlm.ipp>
#endif
