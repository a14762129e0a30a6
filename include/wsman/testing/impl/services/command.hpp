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

/// One output stream of a program: the output that no Receive has fetched yet.
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
    /// Returns: true if all output has been fetched and no more will follow.
    bool exhausted() const noexcept { return ended() && held_.empty(); }

    void put(std::string_view bytes) { held_.append(bytes); }
    void drop_first(std::size_t count) { held_.erase(0, count); }
    void close() noexcept
    {
        boost::system::error_code ignored;
        pipe_.close(ignored);
    }

    /// Effects: reads the program's output until `limit` bytes are held; then the program waits.
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
    bool end_reported = false; ///< whether a client has received the End of the stream
    bool waiting = false;      ///< whether a wait for readable bytes is outstanding

private:
    asio::posix::stream_descriptor pipe_;
    std::string held_;
    bool full_ = false;
};

/// The standard input of a program: bytes that a client has sent and the program has not read yet.
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

    /// Effects: writes as much as the pipe accepts; closes it after the last byte, or if the program has closed its
    /// end.
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
    bool waiting = false; ///< whether a wait for space in the pipe is outstanding

private:
    asio::posix::stream_descriptor pipe_;
    std::string held_;
    std::size_t written_ = 0;
    bool end_sent_ = false;
};

/// A command of a shell: a program with its streams, or only text and exit code if the program was not found.
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

    /// Effects: starts to transfer bytes; `ended` is called when the program has ended.
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

    /// Effects: makes this a command that has ended, with this text on standard error and without a program.
    void end_without_program(std::string_view text, int code)
    {
        error_output.put(text);
        code_without_program_ = code;
    }

    bool program_ended() const noexcept { return !process_ || process_->exit_code().has_value(); }
    int exit_code() const noexcept { return process_ ? process_->exit_code().value_or(0) : code_without_program_; }

    /// Effects: reads from a stream, and waits for more if there is nothing.
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

    /// Effects: writes standard input, and waits if the pipe is full.
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

    /// Effects: kills the program and its process group, and wakes all waiting requests.
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

    /// Timers of the requests that wait for a change of the command. Each timer belongs to its request.
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

    std::string last_operation; ///< OperationID and sequence number of the last answered Receive …
    std::string last_answer;    ///< … and its answer, for a client that lost it

private:
    void on_program_end()
    {
        input.close();
        pump(output);
        pump(error_output);
        close_leftovers();
    }

    // A program may leave processes behind that keep its streams open. The streams are closed when they have been
    // silent for 100 ms.
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
    int code_without_program_ = 0;
};

} // namespace wsman::testing::detail
