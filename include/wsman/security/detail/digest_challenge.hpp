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

/// In ascending order of strength.
enum class digest_algorithm : std::uint8_t { md5, sha256, sha512_256 };

/// A supported Digest challenge. Its texts are unquoted and contain no control character.
/// Specification: RFC 7616, 3.3.
class digest_challenge {
public:
    digest_challenge() = default;

    std::string realm;
    std::string nonce;
    std::optional<std::string> opaque;
    std::string algorithm_name; ///< as the host spelt it; empty if absent, which means MD5
    digest_algorithm algorithm = digest_algorithm::md5;
    bool session = false;  ///< -sess: the first nonces are part of the key
    bool qop_auth = false; ///< false: the form of RFC 2069
    bool stale = false;
    bool userhash = false;
    bool utf8 = false; ///< charset=UTF-8
};

/// The Digest challenges in the WWW-Authenticate or Proxy-Authenticate values of a response.
class digest_offer {
public:
    digest_offer() = default;

    std::vector<digest_challenge> usable; ///< in the host's order
    bool named = false;                   ///< a Digest challenge was present, supported or not
    error_code flaw;                      ///< why the last unsupported one cannot be used
    const char* flaw_text = "";
};

/// Effects: parses all challenges of all values; other schemes and unknown parameters are skipped.
WSMAN_DECL digest_offer read_digest_challenges(std::span<const std::string> values);

} // namespace wsman::detail

#if !defined(WSMAN_SEPARATE_COMPILATION)
#include <wsman/security/impl/digest/digest_challenge.ipp>
#endif
