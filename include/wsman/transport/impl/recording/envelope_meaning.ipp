//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/core/encoding.hpp>
#include <wsman/protocol/names.hpp>
#include <wsman/xml/reader.hpp>
#include <wsman/transport/impl/recording/envelope_meaning.hpp>

#include <algorithm>
#include <map>
#include <optional>
#include <utility>
#include <vector>

namespace wsman::inline WSMAN_FORM::detail {

/// A parsed envelope, with the buffer that its elements point into.
class parsed_envelope {
public:
    explicit parsed_envelope(std::string_view text) : buffer_(text) { good_ = document_.parse(buffer_).has_value(); }
    parsed_envelope(const parsed_envelope&) = delete;
    parsed_envelope& operator=(const parsed_envelope&) = delete;

    bool good() const noexcept { return good_ && document_.root().is(ns::soap, "Envelope"); }
    std::optional<xml::element> part(std::string_view name) const { return document_.root().child(ns::soap, name); }
    std::string header(std::string_view uri, std::string_view name) const
    {
        const auto headers = part("Header");
        const auto found = headers ? headers->child(uri, name) : std::nullopt;
        return found ? found->trimmed_text() : std::string();
    }
    /// Returns: name and value of each child of a header such as SelectorSet, whose children have no order.
    std::map<std::string, std::string> named(std::string_view set) const
    {
        std::map<std::string, std::string> values;
        const auto headers = part("Header");
        const auto found = headers ? headers->child(ns::wsman, set) : std::nullopt;
        if (!found) return values;
        for (const xml::element one : found->children())
            values[std::string(one.attribute({}, "Name").value_or(std::string_view()))] = one.trimmed_text();
        return values;
    }

private:
    std::string buffer_;
    xml::document document_;
    bool good_ = false;
};

inline bool same_value(std::string_view recorded, std::string_view asked) noexcept
{
    if (recorded.starts_with('[') && recorded.ends_with(" bytes removed]")) return true;
    // Booleans are compared without regard to case.
    return ascii_iequals(recorded, "true") || ascii_iequals(recorded, "false") ? ascii_iequals(recorded, asked)
                                                                               : recorded == asked;
}

/// Settings that each client chooses; they are not compared.
inline bool is_own_choice(const xml::element& one) noexcept
{
    return one.is(ns::shell, "IdleTimeOut") || one.is(ns::shell, "Lifetime");
}

inline std::vector<xml::element> children_like(const xml::element& parent, const xml::element& sample)
{
    std::vector<xml::element> found;
    for (const xml::element one : parent.children())
        if (one.is(sample.namespace_uri(), sample.local_name())) found.push_back(one);
    return found;
}

/// Returns: whether the request contains everything that was recorded: attributes, text, and the same number of
/// children of each name.
inline bool holds(const xml::element& recorded, const xml::element& asked)
{
    for (const xml::attribute_view one : recorded.attributes()) {
        // Identifiers of shells and commands that a client proposes are not compared.
        const bool proposed = recorded.is(ns::shell, "Shell") || recorded.is(ns::shell, "CommandLine");
        if (!one.namespace_uri().empty() || proposed) continue;
        const auto there = asked.attribute({}, one.local_name());
        if (!there || !same_value(one.value(), *there)) return false;
    }
    if (recorded.children().empty()) return same_value(recorded.trimmed_text(), asked.trimmed_text());
    for (const xml::element one : recorded.children()) {
        if (is_own_choice(one)) continue;
        const std::vector<xml::element> then = children_like(recorded, one);
        const std::vector<xml::element> now = children_like(asked, one);
        if (then.size() != now.size()) return false;
        const auto place = static_cast<std::size_t>(std::find(then.begin(), then.end(), one) - then.begin());
        if (!holds(one, now[place])) return false;
    }
    return true;
}

inline bool options_fit(const parsed_envelope& recorded, const parsed_envelope& asked)
{
    const auto now = asked.named("OptionSet");
    for (const auto& [name, value] : recorded.named("OptionSet")) {
        const auto there = now.find(name);
        if (there == now.end() || !same_value(value, there->second)) return false;
    }
    return true;
}

WSMAN_DECL bool means_the_same(std::string_view recorded_text, std::string_view asked_text)
{
    const parsed_envelope recorded(recorded_text);
    const parsed_envelope asked(asked_text);
    if (!recorded.good() || !asked.good()) return recorded_text == asked_text;
    if (recorded.header(ns::addressing, "Action") != asked.header(ns::addressing, "Action") ||
        recorded.header(ns::wsman, "ResourceURI") != asked.header(ns::wsman, "ResourceURI") ||
        recorded.named("SelectorSet") != asked.named("SelectorSet") || !options_fit(recorded, asked))
        return false;
    const auto then = recorded.part("Body");
    const auto now = asked.part("Body");
    if (!then || !now) return !then && !now;
    // An empty body matches only an empty body.
    return then->children().empty() ? now->children().empty() : holds(*then, *now);
}

WSMAN_DECL std::string message_id_of(std::string_view envelope)
{
    const parsed_envelope parsed(envelope);
    return parsed.good() ? parsed.header(ns::addressing, "MessageID") : std::string();
}

WSMAN_DECL std::string operation_of(std::string_view envelope)
{
    const parsed_envelope parsed(envelope);
    if (!parsed.good()) return "text that is not an envelope";
    const std::string action = parsed.header(ns::addressing, "Action");
    if (!action.empty()) return action.substr(action.rfind('/') + 1);
    const auto body = parsed.part("Body");
    const auto first = body ? body->first_child() : std::nullopt;
    return first ? std::string(first->local_name()) : std::string("an empty body");
}

} // namespace wsman::detail
