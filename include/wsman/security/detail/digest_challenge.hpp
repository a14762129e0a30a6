//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/core/error.hpp>

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace wsman::inline WSMAN_FORM::detail {

/// Weakest first.
enum class digest_algorithm : std::uint8_t { md5, sha256, sha512_256 };

/// A Digest challenge that can be answered. Its texts are unquoted and hold no control character.
/// Specification: RFC 7616, 3.3.
class digest_challenge {
public:
    digest_challenge() = default;

    std::string realm;
    std::string nonce;
    std::optional<std::string> opaque;
    std::string algorithm_name; ///< as the host spelt it; empty where it names none, which means MD5
    digest_algorithm algorithm = digest_algorithm::md5;
    bool session = false;  ///< -sess: the first nonces go into the key
    bool qop_auth = false; ///< not: the form of RFC 2069
    bool stale = false;
    bool userhash = false;
    bool utf8 = false; ///< charset=UTF-8
};

/// What the values of an answer's WWW-Authenticate or Proxy-Authenticate say of Digest.
class digest_offer {
public:
    digest_offer() = default;

    std::vector<digest_challenge> usable; ///< in the host's order
    bool named = false;                   ///< there was a Digest challenge, of whatever form
    error_code flaw;                      ///< of the last one that is not usable
    const char* flaw_text = "";
};

/// Effects: reads all challenges of all values; what is no Digest, or no known parameter, is passed over.
WSMAN_DECL digest_offer read_digest_challenges(std::span<const std::string> values);

} // namespace wsman::detail

#if !defined(WSMAN_SEPARATE_COMPILATION)
#include <wsman/security/impl/digest/digest_challenge.ipp>
#endif
