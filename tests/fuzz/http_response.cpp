//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
// The input is an HTTP answer, in pieces whose size is the first byte, for the parser of the transport. The parser
// accepts or refuses it within the limits, and the result does not depend on the pieces. The stored cookies fit into
// the head of a request.
#include <wsman/transport/impl/http/cookies.hpp>
#include <wsman/transport/impl/http/http_response.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <string>
#include <string_view>

namespace {

constexpr std::size_t header_limit = 4096;
constexpr std::size_t body_limit = 8192;

class outcome {
public:
    outcome() = default;

    bool refused = false;
    bool complete = false;
    unsigned status = 0;
    std::string body;
};

void look_at_cookies(const wsman::detail::http_answer& answer)
{
    using wsman::detail::cookie_jar;
    cookie_jar jar("host.example", false, "/wsman", true);
    jar.take(answer.cookies, answer.date);
    const std::string header = jar.header();
    if (header.size() > cookie_jar::most_cookies * (cookie_jar::largest_cookie + 3)) std::abort();
    for (const char c : header)
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) std::abort();
}

outcome read(std::string_view bytes, std::size_t piece, bool to_connect)
{
    wsman::detail::http_response_reader reader(header_limit, body_limit);
    if (to_connect)
        reader.begin_connect();
    else
        reader.begin();
    outcome seen;
    while (!bytes.empty() && !reader.complete() && !seen.refused) {
        const auto room = reader.space();
        const std::size_t size = (std::min)({piece, room.size(), bytes.size()});
        std::memcpy(room.data(), bytes.data(), size);
        bytes.remove_prefix(size);
        seen.refused = reader.received(size).has_error();
    }
    if (!seen.refused && !reader.complete()) seen.refused = reader.ended().has_error();
    look_at_cookies(reader.answer());
    seen.complete = reader.complete();
    seen.status = reader.answer().status;
    seen.body = reader.answer().body;
    if (seen.body.size() > body_limit) std::abort();
    if (seen.refused == seen.complete) std::abort();
    return seen;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    if (size == 0) return 0;
    const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
    const bool to_connect = data[0] >= 128; // the answer of a proxy
    const outcome whole = read(bytes, bytes.size(), to_connect);
    const outcome pieces = read(bytes, std::size_t{1} + data[0] % 64, to_connect);
    // With pieces a limit may be detected later, but an accepted answer is the same.
    if (whole.complete && pieces.complete && (whole.status != pieces.status || whole.body != pieces.body)) std::abort();
    return 0;
}
