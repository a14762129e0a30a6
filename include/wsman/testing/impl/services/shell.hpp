//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/core/duration.hpp>
#include <wsman/xml/reader.hpp>
#include <wsman/xml/writer.hpp>
#include <wsman/testing/impl/services/command.hpp>
#include <wsman/testing/impl/soap/names.hpp>

#include <boost/asio/steady_timer.hpp>

#include <chrono>
#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace wsman::inline WSMAN_FORM::testing::detail {

/// An open shell: the settings of its commands, and the commands.
class shell : public std::enable_shared_from_this<shell> {
public:
    using clock = std::chrono::steady_clock;

    shell(const asio::any_io_executor& executor, std::string identifier) : id(std::move(identifier)), idle_(executor) {}

    /// Effects: reads the client's rsp:Shell.
    void read(const xml::element& from)
    {
        if (const auto child = from.child(names::shell, "Environment"))
            for (const xml::element& item : child->children())
                environment.emplace_back(item.attribute("", "Name").value_or(""), item.text());
        const auto text_of = [&from](std::string_view local, std::string& into) {
            if (const auto child = from.child(names::shell, local)) into = child->trimmed_text();
        };
        text_of("WorkingDirectory", directory);
        text_of("Name", name);
        text_of("InputStreams", input_streams);
        text_of("OutputStreams", output_streams);
        if (const auto attribute = from.attribute("", "Name")) name = *attribute;
        if (const auto child = from.child(names::shell, "IdleTimeOut"))
            if (const auto asked = parse_duration(child->trimmed_text())) idle_timeout = *asked;
    }

    void write(xml::writer& out) const
    {
        out.start("rsp:Shell").namespace_declaration("rsp", names::shell);
        out.element("rsp:ShellId", id);
        if (!name.empty()) out.element("rsp:Name", name);
        out.element("rsp:ResourceUri", names::command_shell);
        out.element("rsp:Owner", owner);
        out.element("rsp:ClientIP", client_address);
        if (!environment.empty()) {
            out.start("rsp:Environment");
            for (const auto& [key, value] : environment)
                out.start("rsp:Variable").attribute("Name", key).text(value).end();
            out.end();
        }
        if (!directory.empty()) out.element("rsp:WorkingDirectory", directory);
        std::string duration;
        append_duration(duration, idle_timeout);
        out.element("rsp:IdleTimeOut", duration);
        out.element("rsp:InputStreams", input_streams);
        out.element("rsp:OutputStreams", output_streams);
        out.element("rsp:ShellRunTime", long_duration(clock::now() - created));
        out.element("rsp:ShellInactivity", long_duration(clock::now() - last_used_));
        out.end();
    }

    /// Effects: calls `expired` when the shell has not been used for its idle time-out.
    void watch(std::function<void()> expired)
    {
        expired_ = std::move(expired);
        last_used_ = clock::now();
        sleep();
    }
    void begin_use() noexcept { ++uses_; }
    void end_use() noexcept
    {
        --uses_;
        last_used_ = clock::now();
    }

    /// Effects: terminates every command.
    void close()
    {
        expired_ = nullptr;
        idle_.cancel();
        for (const auto& [key, held] : commands)
            held->terminate();
        commands.clear();
    }

    const std::string id;
    std::string name, directory, owner, client_address;
    std::string input_streams = "stdin";
    std::string output_streams = "stdout stderr";
    std::vector<std::pair<std::string, std::string>> environment;
    std::chrono::milliseconds idle_timeout{0};
    clock::time_point created = clock::now();
    std::map<std::string, std::shared_ptr<command>, std::less<>> commands;

private:
    static std::string long_duration(clock::duration time)
    {
        const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(time).count();
        return "P" + std::to_string(seconds / 86400) + "DT" + std::to_string(seconds / 3600 % 24) + "H" +
               std::to_string(seconds / 60 % 60) + "M" + std::to_string(seconds % 60) + "S";
    }

    void sleep()
    {
        idle_.expires_at(last_used_ + idle_timeout);
        idle_.async_wait([weak = weak_from_this()](const boost::system::error_code& error) {
            const std::shared_ptr<shell> self = weak.lock();
            if (error || !self || !self->expired_) return;
            // A request that is outstanding, or that came meanwhile, postpones the expiry.
            if (self->uses_ > 0) self->last_used_ = clock::now();
            if (clock::now() < self->last_used_ + self->idle_timeout) return self->sleep();
            const std::function<void()> expired = std::move(self->expired_);
            expired();
        });
    }

    asio::steady_timer idle_;
    clock::time_point last_used_ = clock::now();
    std::size_t uses_ = 0;
    std::function<void()> expired_;
};

/// Marks a shell as used while a request to it is served.
class shell_use {
public:
    explicit shell_use(std::shared_ptr<shell> used) : used_(std::move(used))
    {
        if (used_) used_->begin_use();
    }
    shell_use(const shell_use&) = delete;
    shell_use& operator=(const shell_use&) = delete;
    ~shell_use()
    {
        if (used_) used_->end_use();
    }

    shell* operator->() const noexcept { return used_.get(); }
    explicit operator bool() const noexcept { return used_ != nullptr; }

private:
    std::shared_ptr<shell> used_;
};

} // namespace wsman::testing::detail
