//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
// The input is the tokens of the peer, in sequence, for the client or the host side of NTLM. The first byte selects the
// side.
#include <support/token_script.hpp>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace wsman;
    if (size == 0) return 0;
    const std::string_view input(reinterpret_cast<const char*>(data) + 1, size - 1);
    const bool client = data[0] % 2 == 0;
    const std::unique_ptr<security_context> context =
        (client ? testing::certain_ntlm_initiator() : testing::certain_ntlm_acceptor()).value();
    if (client) context->step({}).value();
    testing::play_tokens(*context, input);
    return 0;
}
