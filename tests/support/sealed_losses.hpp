//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <support/catch.hpp>
#include <wsman/core/uuid.hpp>
#include <wsman/protocol/create_shell.hpp>
#include <wsman/protocol/delete_shell.hpp>
#include <wsman/protocol/identify.hpp>
#include <wsman/protocol/receive_output.hpp>
#include <wsman/protocol/run_command.hpp>
#include <wsman/protocol/send_input.hpp>
#include <wsman/protocol/signal_command.hpp>
#include <wsman/testing/endpoint.hpp>
#include <wsman/transport/connection_pool.hpp>
#include <wsman/transport/drive.hpp>
#include <wsman/transport/sealed_loss.hpp>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>

#include <iomanip>
#include <iostream>
#include <optional>
#include <string>
#include <utility>

/// The endpoint ends an operation in each way of sealed_loss_table: it carries out the request, and then responds like
/// an attacker on the path.
namespace wsman::test {

/// One operation under test, by its row in the table of operations.
struct lost_operation {
    operation_kind kind;
    const char* shown; ///< appended to the name of the operation
};
inline constexpr lost_operation lost_operations[] = {
    {operation_kind::identify, ""},
    {operation_kind::create, ""},
    {operation_kind::command, ""},
    {operation_kind::send, ""},
    {operation_kind::receive, ""},
    {operation_kind::signal, " ctrl_c"},
    {operation_kind::terminate, " terminate"},
    {operation_kind::delete_shell, ""},
};

inline testing::scripted_fault fault_of(const sealed_loss_row& row)
{
    using testing::scripted_fault;
    switch (row.ending) {
    case sealed_loss::unauthorized: return scripted_fault::serve_then_answer(401, "WWW-Authenticate: Negotiate\r\n");
    case sealed_loss::clear_envelope: return scripted_fault::answer_in_clear();
    case sealed_loss::broken_seal: return scripted_fault::flip_bit();
    case sealed_loss::closed: return scripted_fault::drop_before_answering();
    case sealed_loss::cut_short: return scripted_fault::drop_after(20);
    case sealed_loss::silent: return scripted_fault::hang();
    default: return scripted_fault::serve_then_answer(row.status, "Retry-After: 0\r\n");
    }
}

/// A shell with a program on the endpoint, on one authenticated connection, and one operation on them.
class lost_request {
public:
    lost_request(testing::endpoint& host, const session& with)
        : host_(host), wire_(make_connection_pool(context_.get_executor(), with, quick())), soap_(with)
    {
        REQUIRE(run(identify(soap_)));
        shell_options options;
        options.id = uuid::random().text();
        proposed_.emplace(options.id);
        shell_.emplace(run(create_shell(soap_, options)).value().id);
        command_.emplace(run(run_command(soap_, *shell_, command_request("cat"))).value());
    }
    ~lost_request()
    {
        host_.clear_faults();
        static_cast<void>(run(delete_shell(soap_, *shell_))); // it may have been deleted with the request
    }
    lost_request(const lost_request&) = delete;
    lost_request& operator=(const lost_request&) = delete;

    /// Returns: the failure of the operation, if it failed.
    std::optional<failure> ask(operation_kind kind)
    {
        switch (kind) {
        case operation_kind::identify: return failure_of(identify(soap_));
        case operation_kind::create: return create();
        case operation_kind::command: return failure_of(run_command(soap_, *shell_, command_request("true")));
        case operation_kind::send: return failure_of(send_input(soap_, *shell_, *command_, "line\n"));
        case operation_kind::receive: return receive();
        case operation_kind::signal: return failure_of(signal_command(soap_, *shell_, *command_, signal_code::ctrl_c));
        case operation_kind::terminate: return failure_of(signal_command(soap_, *shell_, *command_));
        case operation_kind::delete_shell: return failure_of(delete_shell(soap_, *shell_));
        default: FAIL("no such operation here"); return std::nullopt;
        }
    }

private:
    static transport_options quick()
    {
        transport_options options;
        options.network_delay = std::chrono::milliseconds(100);
        options.first_backoff = std::chrono::milliseconds(1);
        return options;
    }

    template <class Op>
    result<typename Op::value_type> run(Op op)
    {
        std::optional<result<typename Op::value_type>> outcome;
        asio::co_spawn(context_, keep(*wire_, std::move(op), outcome), asio::detached);
        context_.restart();
        context_.run();
        REQUIRE(outcome);
        return std::move(*outcome);
    }
    template <class Op>
    static asio::awaitable<void> keep(exchange& wire, Op op, std::optional<result<typename Op::value_type>>& outcome)
    {
        result<typename Op::value_type> value = co_await drive(wire, std::move(op));
        outcome.emplace(std::move(value));
    }
    template <class Op>
    std::optional<failure> failure_of(Op op)
    {
        const auto outcome = run(std::move(op));
        if (outcome.has_value()) return std::nullopt;
        return outcome.error();
    }
    std::optional<failure> create()
    {
        shell_options options;
        options.id = uuid::random().text();
        const std::optional<failure> why = failure_of(create_shell(soap_, options));
        // A client that proposes the identifier can delete a shell that may exist.
        host_.clear_faults();
        static_cast<void>(run(delete_shell(soap_, shell_id(options.id)))); // if it exists
        return why;
    }
    std::optional<failure> receive()
    {
        CHECK(run(send_input(soap_, *shell_, *command_, "text\n")));
        return failure_of(receive_output(soap_, *shell_, *command_));
    }

    asio::io_context context_;
    testing::endpoint& host_;
    std::shared_ptr<exchange> wire_;
    soap_context soap_;
    std::optional<std::string> proposed_;
    std::optional<shell_id> shell_;
    std::optional<command_id> command_;
};

/// Effects: ends every operation in every way with one scheme, checks the reported failure and the number of executions
/// on the host, and prints both.
inline void end_each_operation_in_each_way(testing::endpoint& host, const session& with)
{
    const session quick = with.with_operation_timeout(std::chrono::milliseconds(400)).value();
    for (const sealed_loss_row& row : sealed_loss_table)
        for (const lost_operation& one : lost_operations) {
            const operation_row& operation = row_of(one.kind);
            CAPTURE(to_string(quick.authentication().scheme), row.words, operation.name, one.shown);
            lost_request request(host, quick);
            const std::uint64_t before = host.statistics().count(operation.name);
            const std::uint64_t connections = host.statistics().connections_accepted;
            host.inject(fault_of(row).on(std::string(operation.name)));
            const std::optional<failure> why = request.ask(one.kind);
            // The Delete of a shell that Create may have made is another operation.
            const std::uint64_t ran = host.statistics().count(operation.name) - before;
            std::string told = "done";
            if (why) told = error_name(why->code());
            if (why && why->details().output_gap_possible) told += ", output_gap_possible";
            std::cout << std::left << std::setw(10) << to_string(quick.authentication().scheme) << std::setw(49)
                      << row.words << std::setw(18) << std::string(operation.name) + one.shown << "ran " << ran << "  "
                      << told << '\n';
            if (operation.after_loss != repeatability::repeatable) {
                REQUIRE(why);
                CHECK(ran == 1);
                CHECK(why->code() != condition::retryable);
                if (operation.after_loss == repeatability::gap)
                    CHECK(why->details().output_gap_possible);
                else
                    CHECK(why->code() == client_errc::outcome_unknown);
            } else if (row.repeatable == after_sealed_loss::report) {
                REQUIRE(why);
                CHECK(ran == 1);
                CHECK(error_name(why->code()) == row.error);
            } else {
                // An object deleted by the first request does not exist for the second.
                if (why) CHECK(why->code() == condition::shell_gone);
                CHECK(ran == 2);
                CHECK(host.statistics().connections_accepted == connections + 1);
            }
            // An unsealed response, or none, must close the connection.
            CHECK_FALSE(request.ask(operation_kind::identify));
            CHECK(host.statistics().connections_accepted == connections + 1);
            CHECK(host.statistics().broken_seals == 0);
        }
}

} // namespace wsman::test
