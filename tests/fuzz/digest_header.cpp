//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
// The input is the Digest header of a client, for the acceptor of the endpoint. It accepts no header without knowledge
// of the password, and the refusal contains no byte of the input.
#include <wsman/testing/impl/log_in/digest_log_in.hpp>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

using namespace wsman::testing::detail;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    static const account owner("user", wsman::secret("b9c1f0f6a31d4b0f9d1c5a40d6cf0a5c"));
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    digest_nonces nonces(0);
    digest_log_in log_in(owner, nonces, {"SHA-512-256", "SHA-256", "MD5"}, true);
    if (log_in.judge(text, log_in_request("POST", "/wsman", text)) != log_in_verdict::refused) std::abort();
    if (!log_in.refusal().starts_with("Digest: ") || log_in.refusal().size() > 64) std::abort();
    if (log_in.challenges().size() != 3) std::abort();

    const std::optional<digest_fields> fields = digest_fields::parse(text);
    if (fields && fields->user() && fields->user()->size() > size) std::abort();
    return 0;
}
