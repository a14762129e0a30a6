//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/core/failure.hpp>
#include <wsman/core/detail/display_text.hpp>

#include <ostream>
#include <utility>

namespace wsman::inline WSMAN_FORM {

WSMAN_DECL failure::failure(error_code code, std::string client_text) : details_(std::make_unique<failure_details>())
{
    details_->code = code;
    details_->client_text = std::move(client_text);
}

WSMAN_DECL failure::failure(const failure& other)
    : details_(other.details_ ? std::make_unique<failure_details>(*other.details_) : nullptr)
{
}

WSMAN_DECL failure& failure::operator=(const failure& other)
{
    if (this != &other) *this = failure(other);
    return *this;
}

WSMAN_DECL failure_details& failure::details()
{
    if (!details_) details_ = std::make_unique<failure_details>();
    return *details_;
}

WSMAN_DECL const failure_details& failure::nothing() noexcept
{
    static const failure_details empty;
    return empty;
}

WSMAN_DECL std::string_view failure::hint() const noexcept
{
    const failure_details& d = details();
    return d.hint.empty() ? error_cure(d.code) : std::string_view(d.hint);
}

WSMAN_DECL std::string failure::message() const
{
    const failure_details& d = details();
    std::string text = d.code.message();
    if (!d.rule.empty()) {
        // The sentence of the rule is more specific than that of the code, which several rules may share.
        text = "rule " + d.rule + ": " + (d.client_text.empty() ? text : d.client_text);
    } else if (!d.client_text.empty()) {
        text += ": " + d.client_text;
    }
    if (!d.server_text.empty()) text += "; the host says: " + d.server_text;
    if (!d.pointer.empty()) text += "; at " + d.pointer;
    if (!d.operation.empty() || !d.host.empty()) {
        text += " (";
        text += d.operation;
        if (!d.operation.empty() && !d.host.empty()) text += ", ";
        text += d.host;
        text += ')';
    }
    detail::make_displayable(text);
    return text;
}

WSMAN_DECL std::ostream& operator<<(std::ostream& out, const failure& why)
{
    return out << why.message();
}

} // namespace wsman
