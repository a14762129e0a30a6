//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
// The input is the tokens of the peer, in sequence, for the client or the host side of SPNEGO, with a scripted Kerberos
// before NTLM or with NTLM alone. The first byte selects the variant.
#include <support/scripted_mechanism.hpp>
#include <support/token_script.hpp>
#include <wsman/security/spnego.hpp>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

namespace {

using namespace wsman;

result<std::unique_ptr<security_context>> kerberos_client()
{
    return testing::scripted_kerberos_client();
}

result<std::unique_ptr<security_context>> kerberos_host()
{
    return testing::scripted_kerberos_host();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    if (size == 0) return 0;
    const std::string_view input(reinterpret_cast<const char*>(data) + 1, size - 1);
    const bool client = (data[0] & 1) == 0;
    std::vector<spnego_candidate> candidates;
    if ((data[0] & 2) != 0)
        candidates.emplace_back(spnego_mechanism::kerberos, client ? kerberos_client : kerberos_host);
    candidates.emplace_back(
        spnego_mechanism::ntlm, client ? testing::certain_ntlm_initiator : testing::certain_ntlm_acceptor
    );
    const std::unique_ptr<security_context> context =
        (client ? make_spnego_initiator(candidates) : make_spnego_acceptor(candidates)).value();
    if (client) context->step({}).value();
    testing::play_tokens(*context, input);
    return 0;
}
