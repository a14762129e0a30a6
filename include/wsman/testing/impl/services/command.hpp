//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/testing/impl/programs/process.hpp>

#include <boost/asio/steady_timer.hpp>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace wsman::inline WSMAN_FORM::testing::detail {

/// One output stream of a program: what it wrote and nobody has fetched yet.
class output_stream {
public:
    output_stream(const asio::any_io_executor& executor, int descriptor) : pipe_(executor)
    {
        if (descriptor < 0) return;
        pipe_.assign(descriptor);
        pipe_.non_blocking(true);
    }

    std::string_view held() const noexcept { return held_; }
    bool ended() const noexcept { return !pipe_.is_open(); }
    bool full() const noexcept { return full_; }
    /// Returns: whether everything has been fetched and nothing will follow.
    bool exhausted() const noexcept { return ended() && held_.empty(); }

    void put(std::string_view bytes) { held_.append(bytes); }
    void drop_first(std::size_t count) { held_.erase(0, count); }
    void close() noexcept
    {
        boost::system::error_code ignored;
        pipe_.close(ignored);
    }

    /// Effects: reads what the program has written, up to `limit` bytes held. The program waits while they are.
    void read(std::size_t limit)
    {
        full_ = false;
        while (pipe_.is_open()) {
            const std::size_t before = held_.size();
            if (before >= limit) {
                full_ = true;
                return;
            }
            held_.resize(before + (std::min)(limit - before, std::size_t{256} << 10));
            const ssize_t count = ::read(pipe_.native_handle(), held_.data() + before, held_.size() - before);
            held_.resize(before + (count > 0 ? static_cast<std::size_t>(count) : 0));
            if (count > 0 || (count < 0 && errno == EINTR)) continue;
            if (count < 0 && errno == EAGAIN) return;
            close();
        }
    }

    asio::posix::stream_descriptor& pipe() noexcept { return pipe_; }
    bool end_told = false; ///< whether a client has seen the End of it
    bool waiting = false;  ///< whether someone waits for the pipe to have bytes

private:
    asio::posix::stream_descriptor pipe_;
    std::string held_;
    bool full_ = false;
};

/// The standard input of a program: what a client sent and the program has not read yet.
class input_stream {
public:
    input_stream(const asio::any_io_executor& executor, int descriptor) : pipe_(executor)
    {
        if (descriptor < 0) return;
        pipe_.assign(descriptor);
        pipe_.non_blocking(true);
    }

    std::size_t held() const noexcept { return held_.size() - written_; }
    bool open() const noexcept { return pipe_.is_open(); }
    bool end_sent() const noexcept { return end_sent_; }

    void put(std::string_view bytes) { held_.append(bytes); }
    void put_end() noexcept { end_sent_ = true; }
    void close() noexcept
    {
        boost::system::error_code ignored;
        pipe_.close(ignored);
        held_ = std::string();
        written_ = 0;
    }

    /// Effects: writes as much as the pipe takes; closes it after the last byte, or when the program reads no more.
    void write()
    {
        while (pipe_.is_open() && written_ < held_.size()) {
            const ssize_t count = ::write(pipe_.native_handle(), held_.data() + written_, held_.size() - written_);
            if (count >= 0)
                written_ += static_cast<std::size_t>(count);
            else if (errno == EAGAIN)
                break;
            else if (errno != EINTR)
                close();
        }
        if (written_ == held_.size()) {
            held_.clear();
            written_ = 0;
            if (end_sent_) close();
        } else if (written_ > (std::size_t{64} << 10)) {
            held_.erase(0, written_);
            written_ = 0;
        }
    }

    asio::posix::stream_descriptor& pipe() noexcept { return pipe_; }
    bool waiting = false; ///< whether someone waits for room in the pipe

private:
    asio::posix::stream_descriptor pipe_;
    std::string held_;
    std::size_t written_ = 0;
    bool end_sent_ = false;
};

/// A command of a shell: a program with its streams, or the mere text and exit code of one that could not be found.
class command : public std::enable_shared_from_this<command> {
public:
    command(const asio::any_io_executor& executor, std::string name, started_program& program, std::size_t limit)
        : id(std::move(name)), output(executor, program.output.release()),
          error_output(executor, program.error_output.release()), input(executor, program.input.release()),
          limit_(limit), leftover_(executor)
    {
        if (program.process > 0)
            process_ = std::make_shared<process>(executor, program.process, std::move(program.watch));
    }

    /// Effects: begins to move bytes; `ended` is called when the program has ended.
    void begin(std::function<void()> ended)
    {
        if (!process_) return;
        process_->watch([self = shared_from_this(), ended = std::move(ended)] {
            self->on_program_end();
            ended();
        });
        pump(output);
        pump(error_output);
    }

    /// Effects: the command counts as ended with this text on standard error; there is no program behind it.
    void end_without_program(std::string_view text, int code)
    {
        error_output.put(text);
        made_up_code_ = code;
    }

    bool program_ended() const noexcept { return !process_ || process_->exit_code().has_value(); }
    int exit_code() const noexcept { return process_ ? process_->exit_code().value_or(0) : made_up_code_; }

    /// Effects: goes on reading a stream after room was made, and waits where there is nothing.
    void pump(output_stream& stream)
    {
        stream.read(limit_);
        wake();
        if (stream.ended() || stream.full() || stream.waiting) return;
        stream.waiting = true;
        stream.pipe().async_wait(
            asio::posix::descriptor_base::wait_read,
            [self = shared_from_this(), &stream](const boost::system::error_code& error) {
                stream.waiting = false;
                if (!error) self->pump(stream);
            }
        );
    }

    /// Effects: goes on writing standard input.
    void pump_input()
    {
        input.write();
        wake();
        if (!input.open() || input.held() == 0 || input.waiting) return;
        input.waiting = true;
        input.pipe().async_wait(
            asio::posix::descriptor_base::wait_write,
            [self = shared_from_this()](const boost::system::error_code& error) {
                self->input.waiting = false;
                if (!error) self->pump_input();
            }
        );
    }

    void signal(int number) noexcept
    {
        if (process_) process_->signal(number);
    }

    /// Effects: ends the program and all it started, and wakes who waits for it.
    void terminate()
    {
        terminated = true;
        if (process_) process_->release();
        output.close();
        error_output.close();
        input.close();
        leftover_.cancel();
        wake();
    }

    /// What sleeps until something about the command changes. The timer is the sleeper's own.
    void add_sleeper(asio::steady_timer& sleeper) { sleepers_.push_back(&sleeper); }
    void remove_sleeper(asio::steady_timer& sleeper) { std::erase(sleepers_, &sleeper); }
    void wake()
    {
        for (asio::steady_timer* sleeper : sleepers_)
            sleeper->cancel();
    }

    const std::string id;
    output_stream output, error_output;
    input_stream input;
    bool terminated = false;

    std::string last_operation; ///< OperationID and sequence of the Receive answered last …
    std::string last_answer;    ///< … and its answer, for a client that lost it

private:
    void on_program_end()
    {
        input.close();
        pump(output);
        pump(error_output);
        close_leftovers();
    }

    // A program may leave others behind that hold its streams open. They are given a moment of silence, no more.
    void close_leftovers()
    {
        wake();
        if (output.ended() && error_output.ended()) return;
        leftover_.expires_after(std::chrono::milliseconds(100));
        leftover_.async_wait([self = shared_from_this()](const boost::system::error_code& error) {
            if (error) return;
            for (output_stream* stream : {&self->output, &self->error_output}) {
                self->pump(*stream);
                if (!stream->full()) stream->close();
            }
            self->close_leftovers();
        });
    }

    std::size_t limit_;
    std::shared_ptr<process> process_;
    asio::steady_timer leftover_;
    std::vector<asio::steady_timer*> sleepers_;
    int made_up_code_ = 0;
};

} // namespace wsman::testing::detail
