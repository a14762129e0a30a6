//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
// The input is a sealed message: the first line is the Content-Type, the rest the body. A message that can be opened is
// sealed and opened again with the same result.
#include <support/toy_security_context.hpp>
#include <wsman/security/message_sealing.hpp>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

namespace {

using wsman::test::toy_layout;
using wsman::test::toy_security_context;

void check(bool good)
{
    if (!good) std::abort();
}

void open(toy_layout layout, std::string_view protocol, std::string_view type, std::string_view bytes)
{
    std::string body(bytes);
    std::string content_type(type);
    toy_security_context context(layout);
    if (!wsman::open_message(context, protocol, body, content_type)) {
        check(body.empty());
        return;
    }
    check(wsman::is_sealed_type(type) && body.size() < bytes.size() && !content_type.empty());
    if (layout == toy_layout::records && body.size() > 60000) return; // the maximum record length of the test mechanism

    toy_security_context again(layout);
    std::string out;
    std::string out_type = "text/plain";
    check(wsman::seal_message(again, protocol, wsman::part_header_style::tab, body, out, out_type).has_value());
    check(wsman::open_message(again, protocol, out, out_type).has_value());
    check(out == body && out_type == "text/plain");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const std::size_t end = text.find('\n');
    if (end == std::string_view::npos) return 0;
    const std::string_view type = text.substr(0, end);
    const std::string_view body = text.substr(end + 1);
    open(toy_layout::header, wsman::sealing_protocol::spnego, type, body);
    open(toy_layout::padded, wsman::sealing_protocol::kerberos, type, body);
    open(toy_layout::records, wsman::sealing_protocol::credssp, type, body);
    return 0;
}
