//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/core/result.hpp>

#include <cstddef>
#include <limits>
#include <span>
#include <string>
#include <string_view>

namespace wsman::inline WSMAN_FORM {

/// One side, initiator or acceptor, of a security context: tokens are exchanged until it is established; then messages
/// are sealed and opened in the order in which they are sent and received.
///
/// Implementations: NTLM, Kerberos, SPNEGO around these two, and CredSSP around SPNEGO. Each belongs to one connection
/// and performs no network I/O, except Kerberos, which may contact a KDC. After a failure it cannot be used again.
/// Thread safety: one call at a time; while may_block() is true, calls may come from different threads.
class security_context {
public:
    security_context() = default;
    security_context(const security_context&) = delete;
    security_context& operator=(const security_context&) = delete;
    virtual ~security_context() = default;

    /// Effects: processes the peer's token; empty for the first step of an initiator.
    /// Returns: the token to send next; empty if there is none.
    /// Errors: those of security_errc. Error texts contain no secret, and of the peer's data only numbers.
    [[nodiscard]] virtual result<std::string> step(std::string_view token) = 0;

    /// Returns: whether the context is established: the peer is authenticated, and no further token is expected.
    virtual bool established() const noexcept = 0;
    /// Returns: whether seal() may be called. Some contexts can seal before they are established: SPNEGO still waits
    /// for the host's final token when NTLM inside it has its keys, and CredSSP sends a sealed message with that last
    /// token.
    virtual bool can_seal() const noexcept { return established(); }

    /// Returns: whether step() may wait for a third party (a KDC), as long as that party's time-outs allow.
    virtual bool may_block() const noexcept { return false; }

    /// Returns: whether the peer may have no response to the last token, so that a response without a token is an empty
    /// token and not a refusal.
    virtual bool peer_may_be_silent() const noexcept { return false; }

    /// Returns: the name of the last token that step() returned, to report at which message a log-in was refused: "the
    /// first message of NTLM"; empty if it has no name.
    virtual std::string_view last_message() const noexcept { return {}; }
    /// Returns: whether an initiator has returned a token with which the peer can verify the credentials.
    virtual bool proof_given() const noexcept { return true; }

    /// Returns: why an acceptor has refused its peer although step() returned a token, which reports the refusal to the
    /// peer; nullptr if it has not. The next step() fails.
    virtual const failure* refusal() const noexcept { return nullptr; }
    /// Returns: the user that an acceptor has authenticated: "DOMAIN\user", "user@REALM"; empty for initiators.
    virtual std::string peer_name() const { return {}; }

    /// Returns: the negotiated mechanism, for texts: "ntlm", "kerberos".
    virtual std::string_view mechanism_name() const noexcept = 0;

    /// Returns: a signature of `text`, as SPNEGO's mechListMIC requires.
    /// Preconditions: established, or about to be (SPNEGO requests it with the last token of the mechanism).
    [[nodiscard]] virtual result<std::string> sign(std::string_view text) = 0;
    /// Errors: security_errc::signature_mismatch.
    [[nodiscard]] virtual result<void> verify(std::string_view text, std::string_view signature) = 0;
    /// Returns: whether SPNEGO must exchange such signatures even if both sides prefer this mechanism. True for NTLM
    /// with an integrity code (MS-SPNG 3.1.5.1).
    virtual bool requires_mechanism_list_signature() const noexcept { return false; }
    /// Effects: called after sign() signed the mechanism list. NTLM then restarts the cipher stream for sent messages;
    /// the sequence numbers continue (MS-SPNG 3.3.5.1).
    virtual void mechanism_list_signed() {}
    /// Effects: the same for received messages, after verify() accepted the peer's signature of the list. It is a
    /// separate function because CredSSP seals its first message before the peer's signature arrives.
    virtual void mechanism_list_verified() {}

    /// Returns: the maximum number of plain-text bytes for one call of seal().
    virtual std::size_t largest_piece() const noexcept { return (std::numeric_limits<std::size_t>::max)(); }
    /// Returns: the number of padding bytes that seal() will add.
    virtual std::size_t padding(std::size_t plain_size) const noexcept
    {
        static_cast<void>(plain_size);
        return 0;
    }
    /// Effects: appends header and sealed text, with padding, to `out`, and encrypts in place, without another copy.
    /// Returns: the number that precedes the part on the wire: the size of the header (NTLM, Kerberos) or of the
    /// trailer (CredSSP).
    /// Preconditions: can_seal().
    [[nodiscard]] virtual result<std::size_t> seal(std::string& out, std::string_view plain) = 0;
    /// Effects: decrypts header and sealed text in place. `header_size` is the number that preceded the part.
    /// Returns: the plain text, without padding; a view into `sealed`.
    /// Errors: security_errc::signature_mismatch, malformed_sealed_message.
    [[nodiscard]] virtual result<std::string_view> open(std::span<char> sealed, std::size_t header_size) = 0;
};

} // namespace wsman
