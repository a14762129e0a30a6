//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace wsman::inline WSMAN_FORM {

/// Selects one instance of a resource: `w:SelectorSet`. The order has no meaning; hosts compare names
/// case-insensitively.
///
/// Specification: DSP0226 5.4.2.
class selector_set {
public:
    class selector {
    public:
        selector(std::string selector_name, std::string selector_value)
            : name(std::move(selector_name)), value(std::move(selector_value))
        {
        }
        std::string name;
        std::string value;
    };

    selector_set() = default;
    selector_set(std::string name, std::string value) { add(std::move(name), std::move(value)); }

    selector_set& add(std::string name, std::string value)
    {
        selectors_.emplace_back(std::move(name), std::move(value));
        return *this;
    }
    bool empty() const noexcept { return selectors_.empty(); }
    std::size_t size() const noexcept { return selectors_.size(); }
    auto begin() const noexcept { return selectors_.begin(); }
    auto end() const noexcept { return selectors_.end(); }

private:
    std::vector<selector> selectors_;
};

/// Options of a request: `w:OptionSet`.
///
/// Specification: DSP0226 6.4.
class option_set {
public:
    class option {
    public:
        option(std::string option_name, std::string option_value, bool must)
            : name(std::move(option_name)), value(std::move(option_value)), must_comply(must)
        {
        }
        std::string name;
        std::string value;
        bool must_comply; ///< the host must refuse the request if it does not support the option
    };

    option_set() = default;

    option_set& add(std::string name, std::string value, bool must_comply = false)
    {
        options_.emplace_back(std::move(name), std::move(value), must_comply);
        return *this;
    }
    bool empty() const noexcept { return options_.empty(); }
    std::size_t size() const noexcept { return options_.size(); }
    auto begin() const noexcept { return options_.begin(); }
    auto end() const noexcept { return options_.end(); }

private:
    std::vector<option> options_;
};

} // namespace wsman
