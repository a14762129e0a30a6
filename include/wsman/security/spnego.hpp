//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/core/result.hpp>
#include <wsman/security/security_context.hpp>

#include <cstdint>
#include <functional>
#include <memory>
#include <utility>
#include <vector>

namespace wsman::inline WSMAN_FORM {

/// What SPNEGO chooses from.
enum class spnego_mechanism : std::uint8_t { kerberos, ntlm };

/// A mechanism and how to begin it.
class spnego_candidate {
public:
    using maker = std::function<result<std::unique_ptr<security_context>>()>;

    spnego_candidate(spnego_mechanism which, maker begin) : mechanism(which), make(std::move(begin)) {}

    spnego_mechanism mechanism;
    maker make; ///< called when the mechanism is needed, once
};

/// Returns: the client's side of SPNEGO around the candidates, best first. One that cannot begin (no ticket, no KDC) is
/// left out of the list that the host sees, and its failure is told only if no other begins.
/// The list of mechanisms is signed (mechListMIC) wherever RFC 4178 or the host asks for it, and a host that answers
/// with a mechanism that was not listed, or leaves a due signature out, is refused.
/// Specification: RFC 4178, MS-SPNG.
[[nodiscard]] WSMAN_DECL result<std::unique_ptr<security_context>>
make_spnego_initiator(std::vector<spnego_candidate> candidates);

/// Returns: the host's side; takes bare NTLM messages (`NTLMSSP\0…`) and bare Kerberos tokens too, as Windows does.
[[nodiscard]] WSMAN_DECL result<std::unique_ptr<security_context>>
make_spnego_acceptor(std::vector<spnego_candidate> candidates);

} // namespace wsman

#if !defined(WSMAN_SEPARATE_COMPILATION)
#include <wsman/security/impl/spnego/spnego.ipp>
#endif
