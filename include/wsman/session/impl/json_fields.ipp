//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/core/secret.hpp>
#include <wsman/session/impl/json_document.ipp>

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace wsman::inline WSMAN_FORM::detail {

/// Reads members of a JSON object into variables.
class json_fields {
public:
    explicit json_fields(const json_place& object) : object_(object) {}

    json_fields& text(std::string_view name, std::string& field)
    {
        if (should_read(name)) keep(object_.member(name).text(), field);
        return *this;
    }
    json_fields& truth(std::string_view name, bool& field)
    {
        if (should_read(name)) keep(object_.member(name).truth(), field);
        return *this;
    }
    /// The value of a named enumerator.
    template <class E>
    json_fields& name_of(std::string_view name, E& field, std::initializer_list<std::pair<std::string_view, E>> values)
    {
        if (!should_read(name)) return *this;
        const json_place place = object_.member(name);
        const auto text = place.text();
        std::string allowed;
        for (const auto& [each, value] : values) {
            allowed += (allowed.empty() ? "" : ", ") + std::string(each);
            if (text && *text == each) {
                field = value;
                return *this;
            }
        }
        outcome_ = text ? place.fail(session_errc::out_of_range, "one of " + allowed + " is expected") : text.error();
        return *this;
    }
    /// Reads a secret from the file `<name>_file` or the environment variable `<name>_env`; refuses `<name>` itself.
    json_fields& secret_of(const std::string& name, std::optional<secret>& field)
    {
        if (should_read(name)) {
            outcome_ = object_.member(name).fail(
                session_errc::plain_secret, "give " + name + "_file or " + name + "_env instead"
            );
            return *this;
        }
        const bool in_file = should_read(name + "_file");
        const bool in_environment = should_read(name + "_env");
        if (in_file && in_environment) {
            outcome_ = object_.member(name + "_env")
                           .fail(session_errc::duplicate_key, "give " + name + "_file or " + name + "_env, not both");
        } else if (in_file || in_environment) {
            const json_place place = object_.member(name + (in_file ? "_file" : "_env"));
            const auto source = place.text();
            if (!source) {
                outcome_ = source.error();
                return *this;
            }
            auto read = place.with_place(in_file ? secret_from_file(*source) : secret_from_env(*source));
            if (read)
                field = *std::move(read);
            else
                outcome_ = read.error();
        }
        return *this;
    }
    [[nodiscard]] result<void> done() const { return outcome_; }

private:
    bool should_read(std::string_view name) const { return outcome_.has_value() && object_.has(name); }
    template <class T>
    void keep(result<T> value, T& field)
    {
        if (value)
            field = *std::move(value);
        else
            outcome_ = value.error();
    }

    const json_place& object_;
    result<void> outcome_;
};

} // namespace wsman::detail
