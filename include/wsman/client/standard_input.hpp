//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>

#include <boost/asio/awaitable.hpp>

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace wsman::inline WSMAN_FORM {

namespace asio = boost::asio;

/// What a command reads from its standard input.
///
/// Without any (the default), nothing is sent and the program's input stays open: a program that reads it waits.
/// `standard_input("")` is an input that ends at once.
class standard_input {
public:
    /// Gives the next bytes; empty bytes end the input. Asked again only when the bytes before were sent.
    using source = std::function<asio::awaitable<std::string>()>;

    standard_input() = default;
    standard_input(std::string bytes) : bytes_(std::move(bytes)) {}
    standard_input(std::string_view bytes) : bytes_(std::string(bytes)) {}
    standard_input(const char* bytes) : bytes_(std::string(bytes)) {}

    /// The source runs on the client's own strand, so that it must not block; what it throws ends the command and
    /// becomes `client_errc::source_failed`. It is cancelled (terminal) when the command ends before it does.
    static standard_input from(source next)
    {
        standard_input input;
        input.source_ = std::move(next);
        return input;
    }

    bool given() const noexcept { return bytes_.has_value() || source_ != nullptr; }
    const std::optional<std::string>& bytes() const noexcept { return bytes_; }
    std::optional<std::string>& bytes() noexcept { return bytes_; }
    const source& next() const noexcept { return source_; }

private:
    std::optional<std::string> bytes_;
    source source_;
};

} // namespace wsman
