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

/// One side, initiator or acceptor, of a security context: tokens travel until it is established, then messages are
/// sealed and opened in the order in which they travel.
///
/// Its implementations are NTLM, Kerberos, SPNEGO around the two, and CredSSP around SPNEGO. Each belongs to one
/// connection and knows no socket. After a failure it is of no more use.
/// Thread safety: one call at a time; calls may come from different threads where may_block() holds.
class security_context {
public:
    security_context() = default;
    security_context(const security_context&) = delete;
    security_context& operator=(const security_context&) = delete;
    virtual ~security_context() = default;

    /// Effects: takes the peer's token; empty for an initiator's first step, where none has come yet.
    /// Returns: the token to send next; empty where nothing is owed any more.
    /// Errors: those of security_errc. They hold no secret, and of the peer's bytes no more than numbers.
    [[nodiscard]] virtual result<std::string> step(std::string_view token) = 0;

    /// Returns: whether the context stands: the peer has proved who it is and what step() returned last was the end.
    virtual bool established() const noexcept = 0;
    /// Returns: whether seal() may be called. Some contexts can before they are established: SPNEGO still waits for the
    /// host's word when NTLM inside has its keys, and CredSSP sends a sealed message beside that last token.
    virtual bool can_seal() const noexcept { return established(); }

    /// Returns: whether step() may wait for somebody else than the peer (a KDC), for as long as that one's time-outs.
    virtual bool may_block() const noexcept { return false; }

    /// Returns: whether the peer may have nothing to say to the token that step() returned last, so that an answer
    /// without one is an empty token and no refusal.
    virtual bool peer_may_be_silent() const noexcept { return false; }

    /// Returns: what step() returned last, for telling at which of its messages a log-in was refused: "the first message of
    /// NTLM"; empty where there is no word for it.
    virtual std::string_view last_message() const noexcept { return {}; }
    /// Returns: whether an initiator has given a token by which its peer can judge the credentials.
    virtual bool proof_given() const noexcept { return true; }

    /// Returns: why an acceptor has refused its peer although step() returned a token, which tells the peer so; nullptr
    /// where it has not. The step after that one fails.
    virtual const failure* refusal() const noexcept { return nullptr; }
    /// Returns: whom an acceptor has let in: "DOMAIN\user", "user@REALM"; empty for initiators.
    virtual std::string peer_name() const { return {}; }

    /// Returns: what was negotiated, for texts: "ntlm", "kerberos".
    virtual std::string_view mechanism_name() const noexcept = 0;

    /// Returns: a signature over `text`, as SPNEGO's mechListMIC needs it.
    /// Preconditions: established, or ready to be (SPNEGO asks for it beside the last token of the mechanism).
    [[nodiscard]] virtual result<std::string> sign(std::string_view text) = 0;
    /// Errors: security_errc::signature_mismatch.
    [[nodiscard]] virtual result<void> verify(std::string_view text, std::string_view signature) = 0;
    /// Returns: whether SPNEGO has to exchange such signatures even where this mechanism was everybody's first choice.
    /// True of NTLM whose messages carry an integrity code (MS-SPNG 3.1.5.1).
    virtual bool requires_mechanism_list_signature() const noexcept { return false; }
    /// Effects: takes note that sign() signed the list of mechanisms. NTLM begins the cipher stream of what it sends anew
    /// then, while the sequence numbers go on (MS-SPNG 3.3.5.1).
    virtual void mechanism_list_signed() {}
    /// Effects: the same for what is received, after verify() found the peer's signature over the list good. Apart from
    /// the other, because CredSSP seals its first message before the peer's signature has come.
    virtual void mechanism_list_verified() {}

    /// Returns: how many bytes of plain text one call of seal() takes at most.
    virtual std::size_t largest_piece() const noexcept { return (std::numeric_limits<std::size_t>::max)(); }
    /// Returns: how many bytes of padding seal() will add to so many bytes.
    virtual std::size_t padding(std::size_t plain_size) const noexcept
    {
        static_cast<void>(plain_size);
        return 0;
    }
    /// Effects: appends header and sealed text, with padding, to `out`; encrypts there, without another copy.
    /// Returns: the number that stands before the part on the wire: the size of the header (NTLM, Kerberos) or of the
    /// trailer (CredSSP).
    /// Preconditions: can_seal().
    [[nodiscard]] virtual result<std::size_t> seal(std::string& out, std::string_view plain) = 0;
    /// Effects: opens header and sealed text in place. `header_size` is the number that stood before the part.
    /// Returns: the plain text, without padding; a view into `sealed`.
    /// Errors: security_errc::signature_mismatch, malformed_sealed_message.
    [[nodiscard]] virtual result<std::string_view> open(std::span<char> sealed, std::size_t header_size) = 0;
};

} // namespace wsman
