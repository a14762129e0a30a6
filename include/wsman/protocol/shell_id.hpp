//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/protocol/names.hpp>
#include <wsman/protocol/selector_set.hpp>

#include <string>
#include <utility>

namespace wsman::inline WSMAN_FORM {

/// Identifies a shell on the host: its identifier and the resource URI of its kind.
class shell_id {
public:
    explicit shell_id(std::string text, std::string resource_uri = std::string(uris::cmd_shell))
        : text_(std::move(text)), resource_uri_(std::move(resource_uri))
    {
    }

    const std::string& text() const noexcept { return text_; }
    const std::string& resource_uri() const noexcept { return resource_uri_; }
    selector_set selectors() const { return selector_set("ShellId", text_); }

    friend bool operator==(const shell_id&, const shell_id&) = default;

private:
    std::string text_;
    std::string resource_uri_;
};

/// Identifies a command in its shell.
class command_id {
public:
    explicit command_id(std::string text) : text_(std::move(text)) {}

    const std::string& text() const noexcept { return text_; }

    friend bool operator==(const command_id&, const command_id&) = default;

private:
    std::string text_;
};

} // namespace wsman
