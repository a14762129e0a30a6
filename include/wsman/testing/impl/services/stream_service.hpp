//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/core/encoding.hpp>
#include <wsman/testing/impl/services/program_service.hpp>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>
#include <chrono>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace wsman::inline WSMAN_FORM::testing::detail {

/// The streams of the programs in a shell: Send and Receive, the two requests that may have to wait.
///
/// The request and the caller passed to them must outlive the coroutine.
class stream_service {
public:
    stream_service(const endpoint_options& options, shell_service& shells) : options_(options), shells_(shells) {}

    asio::awaitable<soap_answer> receive(const soap_request* request, caller* client)
    {
        if (auto fault = shells_.check(*request)) co_return make_fault_answer(*request, *fault);
        const shell_use used(shells_.find(*request));
        const auto desired = request->body ? request->body->child(names::shell, "DesiredStream") : std::nullopt;
        if (!desired)
            co_return make_fault_answer(*request, soap_fault(0x80338041, "The body has no rsp:DesiredStream."));
        const auto id = desired->attribute("", "CommandId");
        const std::shared_ptr<command> source = program_service::find(*used.operator->(), id);
        if (!source) co_return make_fault_answer(*request, program_service::no_such_command(id));
        if (request->retransmission && request->operation_id == source->last_operation)
            co_return repeated(*request, *source);

        const wanted_streams wanted(desired->text());
        const auto deadline = deadline_of(*request);
        while (!ready(*source, wanted)) {
            if (std::optional<soap_fault> fault = reason_to_stop(*source, *client, deadline)) {
                if (client->gone) co_return abandoned();
                co_return make_fault_answer(*request, *fault);
            }
            co_await sleep(source, client, deadline);
        }
        // If the client is gone, the bytes must stay for its next Receive.
        if (client->gone) co_return abandoned();
        co_return take(*request, *source, wanted);
    }

    asio::awaitable<soap_answer> send(const soap_request* request, caller* client)
    {
        if (auto fault = shells_.check(*request)) co_return make_fault_answer(*request, *fault);
        const shell_use used(shells_.find(*request));
        if (!request->body || !request->body->is(names::shell, "Send"))
            co_return make_fault_answer(*request, soap_fault(0x80338041, "The body has no rsp:Send."));
        std::vector<input_part> parts;
        if (auto fault = read_parts(*request->body, *used.operator->(), parts))
            co_return make_fault_answer(*request, *fault);
        const auto deadline = deadline_of(*request);
        for (input_part& part : parts) {
            // No byte of a part is accepted before there is space for it, so that a request that timed out can be
            // repeated.
            while (part.target->input.open() && part.target->input.held() >= options_.quotas.input_buffer) {
                if (std::optional<soap_fault> fault = reason_to_stop(*part.target, *client, deadline)) {
                    if (client->gone) co_return abandoned();
                    co_return make_fault_answer(*request, *fault);
                }
                co_await sleep(part.target, client, deadline);
            }
            if (!part.target->input.open() || part.target->input.end_sent()) {
                soap_fault fault(232, {});
                fault.provider = "Shell cmd plugin";
                co_return make_fault_answer(*request, fault);
            }
            part.target->input.put(part.bytes);
            if (part.end) part.target->input.put_end();
            part.target->pump_input();
        }
        co_return make_answer(*request, 1024, [](xml::writer& out) { out.start("rsp:SendResponse").end(); });
    }

private:
    using clock = std::chrono::steady_clock;

    class wanted_streams {
    public:
        explicit wanted_streams(const std::string& text)
            : output(text.find("stdout") != std::string::npos), error_output(text.find("stderr") != std::string::npos)
        {
        }

        bool output, error_output;
    };

    class input_part {
    public:
        input_part(std::shared_ptr<command> to, std::string content, bool last)
            : target(std::move(to)), bytes(std::move(content)), end(last)
        {
        }

        std::shared_ptr<command> target;
        std::string bytes;
        bool end;
    };

    clock::time_point deadline_of(const soap_request& request) const
    {
        return clock::now() +
               (std::min)(
                   request.timeout.value_or(options_.quotas.operation_timeout), options_.quotas.operation_timeout
               );
    }

    static soap_answer abandoned()
    {
        soap_answer answer;
        answer.abandoned = true;
        return answer;
    }

    /// Returns: the fault for a request that may not wait any longer, if any.
    static std::optional<soap_fault>
    reason_to_stop(const command& target, const caller& client, clock::time_point deadline)
    {
        if (target.terminated || client.gone) return soap_fault(995, {});
        if (clock::now() >= deadline) return soap_fault(0x80338029, {});
        return std::nullopt;
    }

    static asio::awaitable<void> sleep(std::shared_ptr<command> target, caller* client, clock::time_point deadline)
    {
        class place {
        public:
            place(command& at, asio::steady_timer& timer) : at_(at), timer_(timer) { at_.add_sleeper(timer_); }
            place(const place&) = delete;
            place& operator=(const place&) = delete;
            ~place() { at_.remove_sleeper(timer_); }

        private:
            command& at_;
            asio::steady_timer& timer_;
        };
        client->sleep.expires_at(deadline);
        const place taken(*target, client->sleep);
        boost::system::error_code woken;
        co_await client->sleep.async_wait(asio::redirect_error(asio::use_awaitable, woken));
    }

    static bool done(const command& source) noexcept
    {
        return source.program_ended() && source.output.ended() && source.error_output.ended();
    }

    static bool ready(const command& source, const wanted_streams& wanted) noexcept
    {
        if (source.terminated) return false;
        return (wanted.output && !source.output.held().empty()) ||
               (wanted.error_output && !source.error_output.held().empty()) || done(source);
    }

    soap_answer take(const soap_request& request, command& source, const wanted_streams& wanted)
    {
        const std::size_t size = (std::min)(
            static_cast<std::size_t>(request.envelope_size.value_or(153'600)), options_.quotas.envelope_size
        );
        const std::size_t frame = 2048 + request.message_id.size();
        const std::size_t room = size > frame + 4 ? (size - frame) / 4 * 3 : 3;
        const std::size_t output = wanted.output ? source.output.held().size() : 0;
        const std::size_t error_output = wanted.error_output ? source.error_output.held().size() : 0;
        // If the streams do not fit together, each gets at least half of the space.
        const std::size_t first = (std::min)(output, room - (std::min)(error_output, room / 2));
        const std::size_t second = (std::min)(error_output, room - first);
        soap_answer answer = make_answer(request, frame + (first + second) / 3 * 4 + 8, [&](xml::writer& out) {
            out.start("rsp:ReceiveResponse");
            write_stream(out, source, "stdout", source.output.held().substr(0, first));
            write_stream(out, source, "stderr", source.error_output.held().substr(0, second));
            source.output.drop_first(first);
            source.error_output.drop_first(second);
            if (wanted.output) write_end(out, source, "stdout", source.output);
            if (wanted.error_output) write_end(out, source, "stderr", source.error_output);
            write_state(out, source, wanted);
            out.end();
        });
        source.pump(source.output);
        source.pump(source.error_output);
        if (!request.operation_id.empty()) {
            source.last_operation = request.operation_id;
            source.last_answer = answer.body;
        }
        return answer;
    }

    static void write_stream(xml::writer& out, const command& source, std::string_view name, std::string_view bytes)
    {
        if (bytes.empty()) return;
        out.start("rsp:Stream").attribute("Name", name).attribute("CommandId", source.id).base64(bytes).end();
    }

    static void write_end(xml::writer& out, const command& source, std::string_view name, output_stream& stream)
    {
        if (!stream.exhausted() || std::exchange(stream.end_reported, true)) return;
        out.start("rsp:Stream")
            .attribute("Name", name)
            .attribute("CommandId", source.id)
            .attribute("End", "true")
            .end();
    }

    static void write_state(xml::writer& out, const command& source, const wanted_streams& wanted)
    {
        const bool over = done(source) && (!wanted.output || source.output.exhausted()) &&
                          (!wanted.error_output || source.error_output.exhausted());
        out.start("rsp:CommandState")
            .attribute("CommandId", source.id)
            .attribute("State", over ? names::done : names::running);
        if (over) out.start("rsp:ExitCode").number(source.exit_code()).end();
        out.end();
    }

    /// Returns: the lost answer, related to the new request.
    static soap_answer repeated(const soap_request& request, const command& source)
    {
        soap_answer answer;
        answer.body = source.last_answer;
        constexpr std::string_view open = "<a:RelatesTo>";
        const std::size_t from = answer.body.find(open);
        const std::size_t to = answer.body.find('<', from + open.size());
        const bool plain = request.message_id.find_first_of("<&") == std::string::npos;
        if (from != std::string::npos && to != std::string::npos && plain)
            answer.body.replace(from + open.size(), to - from - open.size(), request.message_id);
        return answer;
    }

    static std::optional<soap_fault>
    read_parts(const xml::element& body, const shell& in, std::vector<input_part>& parts)
    {
        for (const xml::element& stream : body.children()) {
            if (!stream.is(names::shell, "Stream")) continue;
            const auto id = stream.attribute("", "CommandId");
            std::shared_ptr<command> target = program_service::find(in, id);
            if (!target) return program_service::no_such_command(id);
            if (!ascii_iequals(stream.attribute("", "Name").value_or(""), "stdin"))
                return soap_fault(87, "The shell has no input stream of this name.");
            std::string bytes;
            const auto text = stream.text_view();
            if (!append_base64_decoded(bytes, text ? *text : std::string_view(stream.text())))
                return soap_fault(0x80338041, "The stream is not base64.");
            parts.emplace_back(std::move(target), std::move(bytes), is_true(stream.attribute("", "End")));
        }
        return std::nullopt;
    }

    const endpoint_options& options_;
    shell_service& shells_;
};

} // namespace wsman::testing::detail
