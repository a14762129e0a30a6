//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <support/scripted_envelopes.hpp>
#include <support/scripted_gate.hpp>
#include <support/scripted_program.hpp>
#include <wsman/core/encoding.hpp>
#include <wsman/core/result.hpp>
#include <wsman/protocol/message.hpp>
#include <wsman/protocol/names.hpp>
#include <wsman/transport/exchange.hpp>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// A host in memory with shells and commands, without sockets, HTTP or XML libraries.
///
/// Programs are scripts of output. Every request can be made to fail, before or after the host has carried it out.
namespace scripted {

namespace asio = boost::asio;

/// Whether the host has carried out a request that fails.
enum class fails { before, after, hangs };

class service : public wsman::exchange {
public:
    explicit service(asio::any_io_executor executor) : executor_(std::move(executor)) {}

    // Set by the tests.
    std::map<std::string, program, std::less<>> programs;
    std::optional<program> unknown_programs; ///< behaviour of all other programs; if empty, they end with 1
    std::size_t most_shells = 1000, most_commands_per_shell = 1000; ///< running at once
    std::size_t commands_of_a_shell = 1000;                         ///< accepted in total: a quota that is never freed
    std::string identity_version = "OS: 10.0.17763 SP: 0.0 Stack: 3.0";
    std::function<void(const wsman::request&)> on_request;
    /// Planned failures of requests, by operation: the nth (from 1) fails in this way.
    struct planned_failure {
        std::string operation; ///< empty: any
        unsigned nth = 1;
        fails when = fails::before;
        wsman::failure why;
        bool for_ever = false;
    };
    std::vector<planned_failure> failures;
    /// Faults instead of a response.
    struct planned_fault {
        std::string operation;
        unsigned nth = 1;
        std::uint32_t code = 0;
        bool for_ever = false;
        bool carried_out = false;
    };
    std::vector<planned_fault> faults;
    bool gone_after_restart = false; ///< forgets all shells before the next request
    bool knows_operations = false;   ///< echoes OperationIDs, and repeats its response to a retransmitted request
    /// Returns a replacement for a response; nothing for the usual response.
    std::function<std::optional<wsman::result<wsman::response>>(const wsman::request&)> answers_instead;
    std::vector<std::shared_ptr<gate>> gates;

    /// Effects: holds requests of this operation, from the nth on, until the gate is opened, before or after the host
    /// has carried them out.
    std::shared_ptr<gate> hold(std::string operation, unsigned nth = 1, held position = held::before)
    {
        gates.push_back(std::make_shared<gate>(std::move(operation), nth, position));
        return gates.back();
    }

    // Inspected by the tests.
    std::map<std::string, unsigned> requests;
    std::vector<std::string> log; ///< operations in order
    std::map<std::string, host_shell> shells;
    std::map<std::string, std::shared_ptr<started_command>> commands;
    std::vector<std::string> envelopes;
    unsigned waiting = 0, most_waiting = 0, in_flight = 0, most_in_flight = 0;
    unsigned total = 0;
    unsigned anonymous = 0;       ///< requests without a log-in
    unsigned retransmissions = 0; ///< retransmitted requests, which got the same response again
    bool closed = false;
    std::vector<std::chrono::milliseconds> receive_timeouts;

    unsigned count(const std::string& operation) const
    {
        const auto found = requests.find(operation);
        return found == requests.end() ? 0 : found->second;
    }
    unsigned most_terminates() const
    {
        unsigned most = 0;
        for (const auto& [id, one] : commands)
            most = (std::max)(most, one->terminates);
        return most;
    }
    std::size_t unfinished_commands() const
    {
        return static_cast<std::size_t>(std::count_if(commands.begin(), commands.end(), [this](const auto& one) {
            return one.second->terminates == 0 && shells.count(one.second->shell) > 0;
        }));
    }

    std::string_view host() const noexcept override { return "http://scripted:5985"; }

    asio::awaitable<wsman::result<wsman::response>> round_trip(wsman::request asked) override
    {
        if (closed) co_return wsman::failure(wsman::client_errc::closed);
        const std::string operation(asked.operation);
        const unsigned nth = ++requests[operation];
        const unsigned number = ++total;
        log.push_back(operation);
        if (asked.anonymous) ++anonymous;
        if (on_request) on_request(asked);
        most_in_flight = (std::max)(most_in_flight, ++in_flight);
        const counted leave(in_flight);

        // Like a socket, it never answers within the call.
        boost::system::error_code cancelled;
        asio::steady_timer timer(executor_, asio::steady_timer::time_point::min());
        co_await timer.async_wait(asio::redirect_error(asio::use_awaitable, cancelled));
        if (is_cancelled(co_await asio::this_coro::cancellation_state))
            co_return wsman::failure(wsman::client_errc::cancelled);
        const bool let_in = co_await pass_gates(operation, nth, held::before);
        if (!let_in) co_return wsman::failure(wsman::client_errc::cancelled);
        if (answers_instead) {
            std::optional<wsman::result<wsman::response>> other = answers_instead(asked);
            if (other) co_return std::move(*other);
        }

        const std::optional<planned_failure> failing = failure_for(operation, nth, number);
        if (failing && failing->when == fails::hangs) {
            timer.expires_at((asio::steady_timer::time_point::max)());
            co_await timer.async_wait(asio::redirect_error(asio::use_awaitable, cancelled));
            co_return wsman::failure(wsman::client_errc::cancelled);
        }
        if (failing && failing->when == fails::before) co_return failing->why;
        const std::optional<planned_fault> fault = fault_for(operation, nth);
        if (fault && !fault->carried_out)
            co_return wsman::response(500, "application/soap+xml", fault_body(asked, fault->code));

        if (gone_after_restart) {
            shells.clear();
            commands.clear();
            gone_after_restart = false;
        }
        wsman::response answer;
        if (operation == "Receive") {
            const std::optional<wsman::result<wsman::response>> ended = co_await wait_for_output(&asked);
            if (ended) co_return *ended;
        }
        answer = answer_of(asked);
        for (asio::steady_timer* one : timers_)
            one->cancel();
        const bool let_out = co_await pass_gates(operation, nth, held::after);
        if (!let_out) co_return wsman::failure(wsman::client_errc::cancelled);
        if (failing) co_return failing->why;
        if (fault) co_return wsman::response(500, "application/soap+xml", fault_body(asked, fault->code));
        co_return answer;
    }

    asio::awaitable<void> close() override
    {
        closed = true;
        co_return;
    }

    static std::string between(std::string_view text, std::string_view before, std::string_view after)
    {
        const std::size_t begin = text.find(before);
        if (begin == text.npos) return {};
        const std::size_t end = text.find(after, begin + before.size());
        return std::string(text.substr(begin + before.size(), end - begin - before.size()));
    }

private:
    class counted {
    public:
        explicit counted(unsigned& number) : number_(number) {}
        counted(const counted&) = delete;
        ~counted() { --number_; }

    private:
        unsigned& number_;
    };

    static bool is_cancelled(asio::cancellation_state state)
    {
        return state.cancelled() != asio::cancellation_type::none;
    }

    /// Holds a Receive until its command has output or has ended.
    /// Returns: how the wait ended if that does not happen: a cancellation or w:TimedOut.
    asio::awaitable<std::optional<wsman::result<wsman::response>>> wait_for_output(const wsman::request* asked)
    {
        std::optional<wsman::result<wsman::response>> ended;
        const std::string id = between(asked->envelope, "CommandId=\"", "\"");
        receive_timeouts.push_back(asked->operation_timeout);
        const auto until = std::chrono::steady_clock::now() + asked->operation_timeout;
        boost::system::error_code cancelled;
        asio::steady_timer timer(executor_);
        while (!ended && waits(id)) {
            most_waiting = (std::max)(most_waiting, ++waiting);
            timer.expires_at(until);
            timers_.push_back(&timer);
            co_await timer.async_wait(asio::redirect_error(asio::use_awaitable, cancelled));
            std::erase(timers_, &timer);
            --waiting;
            const asio::cancellation_state state = co_await asio::this_coro::cancellation_state;
            if (is_cancelled(state))
                ended.emplace(wsman::failure(wsman::client_errc::cancelled));
            else if (!cancelled)
                ended.emplace(wsman::response(500, "application/soap+xml", fault_body(*asked, 0x80338029)));
        }
        co_return ended;
    }

    /// Returns: false if the request was cancelled at a gate.
    asio::awaitable<bool> pass_gates(std::string operation, unsigned nth, held position)
    {
        const std::vector<std::shared_ptr<gate>> all = gates;
        for (const std::shared_ptr<gate>& one : all) {
            if (!one->is_for(operation, nth, position)) continue;
            const bool passed = co_await one->pass(executor_);
            if (!passed) co_return false;
        }
        co_return true;
    }

    /// Carries out a request, or repeats the response to it, as a host with robust connections does.
    wsman::response answer_of(const wsman::request& asked)
    {
        std::string id = between(asked.envelope, "<p:OperationID", "</p:OperationID>");
        if (!knows_operations || id.empty()) return carry_out(asked);
        id.erase(0, id.find('>') + 1);
        if (const auto known = answered_.find(id); known != answered_.end()) {
            ++retransmissions;
            return known->second;
        }
        wsman::response made = carry_out(asked);
        const std::size_t at = made.body.find("</s:Header>");
        if (at != made.body.npos)
            made.body.insert(
                at,
                "<p:OperationID xmlns:p=\"http://schemas.microsoft.com/wbem/wsman/1/wsman.xsd\">" + id +
                    "</p:OperationID>"
            );
        answered_[id] = made;
        return made;
    }

    std::optional<planned_failure> failure_for(const std::string& operation, unsigned nth, unsigned number) const
    {
        for (const planned_failure& one : failures) {
            if (!one.operation.empty() && one.operation != operation) continue;
            const unsigned counted_as = one.operation.empty() ? number : nth;
            if (counted_as == one.nth || (one.for_ever && counted_as >= one.nth)) return one;
        }
        return std::nullopt;
    }

    std::optional<planned_fault> fault_for(const std::string& operation, unsigned nth) const
    {
        for (const planned_fault& one : faults)
            if (one.operation == operation && (nth == one.nth || (one.for_ever && nth >= one.nth))) return one;
        return std::nullopt;
    }

    bool waits(const std::string& id)
    {
        const auto found = commands.find(id);
        if (found == commands.end()) return false;
        const started_command& one = *found->second;
        if (one.terminated && one.runs.end_untold) return !(one.runs.drains && one.has_more());
        if (one.terminated || one.runs.timeouts > 0) return false;
        if (one.runs.copies_input) return one.pending.empty() && !one.input_ended;
        return one.runs.silent && !one.has_more();
    }

    wsman::response fault(const wsman::request& asked, std::uint32_t code) const
    {
        return wsman::response(500, "application/soap+xml", fault_body(asked, code));
    }
    wsman::response answer(const wsman::request& asked, const std::string& body) const
    {
        return wsman::response(200, "application/soap+xml;charset=UTF-8", envelope(asked, body));
    }

    wsman::response carry_out(const wsman::request& asked)
    {
        if (asked.operation == "Identify")
            return wsman::response(
                200,
                "application/soap+xml",
                "<s:Envelope xmlns:s=\"http://www.w3.org/2003/05/soap-envelope\" xmlns:wsmid=\"http://schemas.dmtf.org/"
                "wbem/wsman/identity/1/wsmanidentity.xsd\"><s:Header/><s:Body><wsmid:IdentifyResponse>"
                "<wsmid:ProtocolVersion>http://schemas.dmtf.org/wbem/wsman/1/wsman.xsd</wsmid:ProtocolVersion>"
                "<wsmid:ProductVendor>scripted</wsmid:ProductVendor><wsmid:ProductVersion>" +
                    identity_version + "</wsmid:ProductVersion></wsmid:IdentifyResponse></s:Body></s:Envelope>"
            );
        const std::string_view envelope = asked.envelope;
        if (asked.operation == "Create") {
            if (shells.size() >= most_shells) return fault(asked, 0x803381A5);
            const std::string id = "SHELL-" + std::to_string(++shell_number_);
            host_shell made;
            made.id = id;
            made.envelope = std::string(envelope);
            shells[id] = made;
            return answer(
                asked,
                "<x:ResourceCreated><a:Address>http://scripted</a:Address><a:ReferenceParameters>"
                "<w:ResourceURI>" +
                    std::string(wsman::uris::cmd_shell) +
                    "</w:ResourceURI>"
                    "<w:SelectorSet><w:Selector Name=\"ShellId\">" +
                    id + "</w:Selector></w:SelectorSet></a:ReferenceParameters></x:ResourceCreated>"
            );
        }
        const std::string shell = between(envelope, "Name=\"ShellId\">", "<");
        const auto in = shells.find(shell);
        if (in == shells.end()) return fault(asked, 0x8033805B);
        if (asked.operation == "Delete") {
            shells.erase(in);
            return answer(asked, "");
        }
        if (asked.operation == "Command") return start(asked, in->second);
        const auto found = commands.find(between(envelope, "CommandId=\"", "\""));
        if (found == commands.end()) return fault(asked, 0x8033805B);
        started_command& one = *found->second;
        if (asked.operation == "Signal") {
            const bool terminate = envelope.find("signal/terminate") != envelope.npos;
            if (terminate && ++one.terminates == 1) --in->second.running;
            if (!terminate) ++one.breaks;
            if (terminate || !one.runs.ignores_break) one.terminated = true;
            return answer(asked, "<rsp:SignalResponse/>");
        }
        if (asked.operation == "Send") {
            const std::string text = between(envelope, "<rsp:Stream", "</rsp:Stream>");
            const std::size_t begin = text.find('>');
            std::string bytes;
            if (begin != text.npos) wsman::append_base64_decoded(bytes, std::string_view(text).substr(begin + 1));
            one.received_input += bytes;
            one.pending += bytes;
            if (envelope.find("End=\"true\"") != envelope.npos) one.input_ended = true;
            return answer(asked, "<rsp:SendResponse/>");
        }
        return receive(asked, one);
    }

    wsman::response start(const wsman::request& asked, host_shell& in)
    {
        if (in.running >= most_commands_per_shell || in.accepted >= commands_of_a_shell)
            return fault(asked, 0x803381A6);
        auto one = std::make_shared<started_command>();
        one->shell = in.id;
        one->line = between(asked.envelope, "<rsp:Command>", "</rsp:Command>");
        one->id = "COMMAND-" + std::to_string(++command_number_);
        const auto known = programs.find(one->line);
        if (known != programs.end())
            one->runs = known->second;
        else if (unknown_programs)
            one->runs = *unknown_programs;
        else
            one->runs.exit_code = 1;
        ++in.accepted;
        ++in.running;
        commands[one->id] = one;
        return answer(
            asked, "<rsp:CommandResponse><rsp:CommandId>" + one->id + "</rsp:CommandId></rsp:CommandResponse>"
        );
    }

    wsman::response receive(const wsman::request& asked, started_command& one)
    {
        if (one.runs.timeouts > 0) {
            --one.runs.timeouts;
            return fault(asked, 0x80338029);
        }
        std::string body = "<rsp:ReceiveResponse>";
        const auto stream = [&](const char* name, const std::string& bytes) {
            body += "<rsp:Stream Name=\"" + std::string(name) + "\" CommandId=\"" + one.id + "\">";
            wsman::append_base64(body, bytes);
            body += "</rsp:Stream>";
        };
        const program& runs = one.runs;
        bool done = one.terminated && !(runs.drains && one.has_more());
        if (runs.copies_input) {
            const std::string block = one.pending.substr(0, 60'000);
            one.pending.erase(0, block.size());
            if (!block.empty()) stream("stdout", block);
            done = done || (one.input_ended && one.pending.empty());
        } else if (!done) {
            if (one.next < runs.output.size()) stream("stdout", runs.output[one.next]);
            if (one.next < runs.errors.size()) stream("stderr", runs.errors[one.next]);
            ++one.next;
            if (!one.has_more()) {
                done = !runs.endless && (!runs.silent || one.terminated) && !(one.terminated && runs.end_untold);
                if (runs.endless) one.next = 0;
            }
        }
        if (done) {
            body += "<rsp:CommandState CommandId=\"" + one.id + "\" State=\"" + std::string(wsman::uris::command_done) +
                    "\">";
            if (runs.exit_code) body += "<rsp:ExitCode>" + std::to_string(*runs.exit_code) + "</rsp:ExitCode>";
            body += "</rsp:CommandState>";
        }
        return answer(asked, body + "</rsp:ReceiveResponse>");
    }

    asio::any_io_executor executor_;
    std::vector<asio::steady_timer*> timers_;
    std::map<std::string, wsman::response> answered_; ///< by OperationID
    unsigned shell_number_ = 0, command_number_ = 0;
};

} // namespace scripted
