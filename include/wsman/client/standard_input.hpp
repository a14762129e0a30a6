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

/// The standard input of a command.
///
/// By default nothing is sent and the program's input stays open: a program that reads it waits. `standard_input("")`
/// is an empty input that ends at once.
class standard_input {
public:
    /// Returns the next bytes; an empty string ends the input. The client calls it again after it has sent the previous
    /// bytes.
    using source = std::function<asio::awaitable<std::string>()>;

    standard_input() = default;
    standard_input(std::string bytes) : bytes_(std::move(bytes)) {}
    standard_input(std::string_view bytes) : bytes_(std::string(bytes)) {}
    standard_input(const char* bytes) : bytes_(std::string(bytes)) {}

    /// The source runs on the client's strand, so it must not block. An exception from it ends the command and becomes
    /// `client_errc::source_failed`. If the command ends first, the source is cancelled (terminal).
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
