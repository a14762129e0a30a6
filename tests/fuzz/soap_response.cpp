//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
// The input is an answer to any operation. The first two bytes select status, content type and whether successful
// answers are read leniently; the rest is the body, in which `@ID@` is replaced by the identifier of the request.
#include <support/test_session.hpp>
#include <wsman/core/utf8.hpp>
#include <wsman/protocol/create_shell.hpp>
#include <wsman/protocol/delete_shell.hpp>
#include <wsman/protocol/http_status.hpp>
#include <wsman/protocol/identify.hpp>
#include <wsman/protocol/receive_output.hpp>
#include <wsman/protocol/redact.hpp>
#include <wsman/protocol/run_command.hpp>
#include <wsman/protocol/send_input.hpp>
#include <wsman/protocol/signal_command.hpp>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

namespace {

using namespace wsman;

void require(bool holds)
{
    if (!holds) std::abort();
}

constexpr unsigned statuses[] = {200, 500, 400, 401, 302, 404, 503, 0};
constexpr const char* types[] = {"application/soap+xml;charset=UTF-8", "text/html", "", "application/json"};

std::string fill(std::string body, std::string_view message_id)
{
    constexpr std::string_view mark = "@ID@";
    const std::size_t at = body.find(mark);
    if (at != std::string::npos) body.replace(at, mark.size(), message_id);
    return body;
}

template <operation Op>
void answer_with(Op op, const response& given)
{
    step next = op.start();
    for (int sent = 0; sent != 3; ++sent) {
        const request* asked = std::get_if<request>(&next);
        if (!asked) break;
        response filled = given;
        filled.body = fill(std::move(filled.body), asked->message_id);
        result<response> answer = std::move(filled);
        next = op.resume(answer);
    }
    const finish* last = std::get_if<finish>(&next);
    if (!last) return; // the answer made the operation repeat the request
    if (last->outcome.has_value()) {
        static_cast<void>(std::move(op).value());
        return;
    }
    const failure& why = last->outcome.error();
    require(why.code().failed());
    require(!why.details().operation.empty());
    for (const char c : why.message())
        require(static_cast<unsigned char>(c) >= 0x20);
    require(why.details().server_text.size() <= 8192); // limited for every input
    require(!find_invalid_utf8(why.details().server_text));
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    static soap_context context(test::plain_session());
    if (size < 2) return 0;
    context.lenient_answers(data[1] >= 128);
    const std::string_view text(reinterpret_cast<const char*>(data) + 2, size - 2);
    response given(statuses[data[0] % 8], types[data[1] % 4], std::string(text));
    given.location = text.substr(0, 64);
    given.challenges = text.substr(0, 256);

    const shell_id shell("7F2A");
    const command_id command("AAAAAAAA-BBBB-4CCC-8DDD-EEEEEEEEEEEE");
    answer_with(identify(context), given);
    answer_with(create_shell(context), given);
    answer_with(run_command(context, shell, command_request("x")), given);
    answer_with(send_input(context, shell, command, "x"), given);
    answer_with(receive_output(context, shell, command), given);
    answer_with(signal_command(context, shell, command), given);
    answer_with(delete_shell(context, shell), given);
    static_cast<void>(parse_media_type(text));
    static_cast<void>(redact(text));
    return 0;
}
