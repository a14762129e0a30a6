//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>

#include <algorithm>
#include <csignal>
#include <exception>
#include <functional>
#include <iostream>
#include <utility>

#include "process.hpp"
#include "report.hpp"
#include "verbs/verbs.hpp"

namespace cli {

namespace asio = boost::asio;

namespace {

asio::awaitable<void> close(std::shared_ptr<wsman::client> client)
{
    // Errors of the clean-up are in the trace; the verb's result does not change.
    (void)co_await client->try_close();
}

wsman::failure deadline_failure(const job& work)
{
    wsman::failure why(wsman::client_errc::deadline_exceeded);
    why.details().operation = work.options.verb;
    why.details().host = work.session.connection().url();
    return why;
}

wsman::failure failure_of(const std::exception_ptr& thrown)
{
    try {
        std::rethrow_exception(thrown);
    }
    catch (const wsman::exception& known) {
        return known.error();
    }
    catch (const output_closed& closed) {
        return wsman::failure(wsman::client_errc::sink_failed, closed.what());
    }
    catch (const std::exception& other) {
        return wsman::failure(make_error_code(boost::system::errc::state_not_recoverable), other.what());
    }
}

/// Runs the verb on one host until it ends, its time-out passes or it is stopped; then closes its client.
class host_run : public std::enable_shared_from_this<host_run> {
public:
    host_run(asio::io_context& context, std::shared_ptr<const job> work, std::function<void()> ended)
        : context_(context), work_(std::move(work)), ended_(std::move(ended)), deadline_(context),
          client_(std::make_shared<wsman::client>(context.get_executor(), work_->session, work_->client))
    {
    }

    void start(host_verb verb, bool bounded)
    {
        if (bounded && work_->options.timeout) {
            deadline_.expires_after(*work_->options.timeout);
            deadline_.async_wait([self = shared_from_this()](boost::system::error_code ignored) {
                if (ignored) return;
                self->overdue_ = true;
                self->stop();
            });
        }
        const auto finished = [self = shared_from_this()](std::exception_ptr thrown, wsman::result<int> status) {
            self->finished(thrown, std::move(status));
        };
        asio::co_spawn(context_, verb(client_.get(), work_), asio::bind_cancellation_slot(stop_.slot(), finished));
    }
    void stop() { stop_.emit(asio::cancellation_type::terminal); }
    int status() const noexcept { return status_; }

private:
    void finished(const std::exception_ptr& thrown, wsman::result<int> outcome)
    {
        deadline_.cancel();
        if (thrown) outcome = failure_of(thrown);
        if (overdue_) outcome = deadline_failure(*work_);
        const bool told = outcome.has_error();
        try {
            work_->out->finish();
            if (told && !reader_closed(outcome.error())) work_->out->report(outcome.error());
        }
        catch (const output_closed& closed) {
            outcome = wsman::failure(wsman::client_errc::sink_failed, closed.what());
            if (!reader_closed(outcome.error())) report_on_standard_error(outcome.error());
        }
        status_ = outcome.has_value() ? *outcome : failure_status;
        asio::co_spawn(context_, close(std::move(client_)), asio::detached);
        ended_();
    }

    /// Returns: true if the failure follows from a reader that has closed the output; the process then ends by a signal.
    static bool reader_closed(const wsman::failure& why)
    {
        const bool ended = why.code() == wsman::client_errc::sink_failed || why.code() == wsman::client_errc::cancelled;
        return ended && ends_unread();
    }
    void report_on_standard_error(const wsman::failure& why) const
    {
        std::cerr << "wsman-cli: " << failure_text(why) << '\n';
    }

    asio::io_context& context_;
    std::shared_ptr<const job> work_;
    std::function<void()> ended_;
    asio::steady_timer deadline_;
    std::shared_ptr<wsman::client> client_;
    asio::cancellation_signal stop_;
    bool overdue_ = false;
    int status_ = failure_status;
};

/// Runs the verb on every host, a limited number at a time.
class many_runs {
public:
    many_runs(asio::io_context& context, host_verb verb, const std::vector<std::shared_ptr<const job>>& jobs)
        : context_(context), verb_(verb), jobs_(jobs), interrupts_(context, SIGINT, SIGTERM)
    {
#if defined(SIGHUP)
        interrupts_.add(SIGHUP);
#endif
    }

    int run(std::size_t at_once)
    {
        interrupts_.async_wait([this](boost::system::error_code ignored, int signal) {
            if (ignored) return;
            end_by_signal(signal);
            stop_all();
        });
        runs_.resize(jobs_.size());
        for (std::size_t i = 0; i < (std::min)(at_once, jobs_.size()); ++i)
            start_next();
        context_.run();
        return status_;
    }

private:
    void stop_all()
    {
        stopped_ = true;
        for (const auto& one : runs_)
            if (one) one->stop();
    }

    void start_next()
    {
        if (next_ == jobs_.size()) return;
        const std::size_t number = next_++;
        if (stopped_) {
            report_not_begun(*jobs_[number]->out);
            ended(number, failure_status);
            return;
        }
        const auto finished = [this, number] { ended(number, runs_[number]->status()); };
        runs_[number] = std::make_shared<host_run>(context_, jobs_[number], finished);
        // The other verbs apply the time-out themselves, so that their partial results are kept.
        runs_[number]->start(verb_, verb_ == &identify);
    }

    static void report_not_begun(output& out)
    {
        if (ends_unread()) return;
        try {
            out.report(wsman::failure(wsman::client_errc::cancelled, "before it was started"));
        }
        catch (const output_closed&) {
            // The reader has closed the output: the process ends by a signal, without a message.
        }
    }

    void ended(std::size_t number, int status)
    {
        status_ = (std::max)(status_, status);
        runs_[number].reset();
        // After the reader has closed the output, the other hosts are stopped, too.
        if (ends_by_signal() && !stopped_) stop_all();
        if (++done_ == jobs_.size()) interrupts_.cancel();
        // Posted, so that the recursion over many hosts that are not started does not grow the stack.
        asio::post(context_, [this] { start_next(); });
    }

    asio::io_context& context_;
    host_verb verb_;
    const std::vector<std::shared_ptr<const job>>& jobs_;
    asio::signal_set interrupts_;
    std::vector<std::shared_ptr<host_run>> runs_;
    std::size_t next_ = 0;
    std::size_t done_ = 0;
    int status_ = 0; // the highest; 255 for failures of wsman-cli itself
    bool stopped_ = false;
};

} // namespace

int drive(host_verb verb, const std::vector<std::shared_ptr<const job>>& jobs, std::size_t at_once)
{
    // Never destroyed: the thread that reads a terminal may still post to it at the end.
    static auto& context = *new asio::io_context;
    return many_runs(context, verb, jobs).run(at_once);
}

} // namespace cli
