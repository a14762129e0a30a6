//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
// The input is the values of WWW-Authenticate of a host, one per line, for the client side of Digest. The client
// refuses the challenge, or answers with a well-formed header that the library's parser reads as the same parameters.
#include <wsman/security/digest.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

namespace {

std::vector<std::string> lines_of(std::string_view text)
{
    std::vector<std::string> lines;
    while (!text.empty() && lines.size() != 8) {
        const std::size_t end = text.find('\n') == std::string_view::npos ? text.size() : text.find('\n');
        lines.emplace_back(text.substr(0, end));
        text.remove_prefix(end == text.size() ? end : end + 1);
    }
    return lines;
}

void check(std::string_view header, const wsman::detail::digest_challenge& asked)
{
    for (const char c : header)
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) std::abort();
    // Escaping may make a text longer than the limit of the parser.
    if (asked.realm.size() + asked.nonce.size() + asked.opaque.value_or("").size() > 2000) return;
    // The header of the client has the grammar of a challenge, so the parser of challenges can read it.
    const std::vector<std::string> values(1, std::string(header));
    const wsman::detail::digest_offer sent = wsman::detail::read_digest_challenges(values);
    if (sent.usable.size() != 1) std::abort();
    const wsman::detail::digest_challenge& echoed = sent.usable.front();
    if (echoed.realm != asked.realm || echoed.nonce != asked.nonce || echoed.opaque != asked.opaque) std::abort();
    if (echoed.algorithm_name != asked.algorithm_name || echoed.qop_auth != asked.qop_auth) std::abort();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::vector<std::string> values = lines_of({reinterpret_cast<const char*>(data), size});
    const wsman::detail::digest_offer offer = wsman::detail::read_digest_challenges(values);
    wsman::digest_client client(wsman::user_password("DOM\\J\xC3\xA4s \"x\"", wsman::secret("Secret, or not?")));
    const wsman::result<bool> again = client.challenged(values);
    if (again.has_value() != !offer.usable.empty()) std::abort();
    if (again.has_error()) return 0;
    const wsman::result<wsman::secret> value = client.authorization("POST", "/wsman");
    if (value.has_error() || value->empty()) std::abort();
    const auto weaker = [](const auto& one, const auto& other) { return one.algorithm < other.algorithm; };
    check(value->reveal(), *std::max_element(offer.usable.begin(), offer.usable.end(), weaker));
    const wsman::result<bool> refused = client.challenged(values);
    if (refused.has_error() || *refused) std::abort();
    return 0;
}
