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

/// The mechanisms that SPNEGO supports.
enum class spnego_mechanism : std::uint8_t { kerberos, ntlm };

/// A mechanism and the function that makes its context.
class spnego_candidate {
public:
    using maker = std::function<result<std::unique_ptr<security_context>>()>;

    spnego_candidate(spnego_mechanism candidate_mechanism, maker make_context)
        : mechanism(candidate_mechanism), make(std::move(make_context))
    {
    }

    spnego_mechanism mechanism;
    maker make; ///< called once, when the mechanism is needed
};

/// Returns: the initiator of SPNEGO with the candidates in order of preference. A candidate that cannot begin (no
/// ticket, no KDC) is not offered to the host; its failure is reported only if no candidate can begin.
/// The mechanism list is signed (mechListMIC) whenever RFC 4178 or the host requires it. A host that selects a
/// mechanism that was not offered, or omits a required signature, is refused.
/// Specification: RFC 4178, MS-SPNG.
[[nodiscard]] WSMAN_DECL result<std::unique_ptr<security_context>>
make_spnego_initiator(std::vector<spnego_candidate> candidates);

/// Returns: the acceptor; like Windows it also accepts NTLM messages (`NTLMSSP\0…`) and Kerberos tokens without SPNEGO.
[[nodiscard]] WSMAN_DECL result<std::unique_ptr<security_context>>
make_spnego_acceptor(std::vector<spnego_candidate> candidates);

} // namespace wsman

#if !defined(WSMAN_SEPARATE_COMPILATION)
#include <wsman/security/impl/spnego/spnego.ipp>
#endif
