//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/security/impl/der.hpp>
#include <wsman/security/impl/spnego/spnego_tokens.hpp>

#include <utility>

namespace wsman::inline WSMAN_FORM::detail {

/// Returns: whether only whole values are left, which later versions of a sequence may add.
inline bool spnego_ends_well(der_reader& fields) noexcept
{
    while (!fields.at_end())
        if (!fields.skip()) return false;
    return true;
}

/// Reads an optional OCTET STRING with an explicit tag. Returns: false if it is malformed.
inline bool spnego_take_octets(der_reader& fields, unsigned number, std::optional<std::string>& into)
{
    if (!fields.next_is(der_tag::context(number))) return true;
    std::optional<der_reader> field = fields.context(number);
    if (!field) return false;
    const std::optional<std::string_view> octets = field->octet_string();
    if (!octets || !field->at_end()) return false;
    into = *octets;
    return true;
}

inline void spnego_put_octets(der_writer& out, unsigned number, const std::optional<std::string>& octets)
{
    if (octets) out.context(number, [&] { out.octet_string(*octets); });
}

/// Returns: the elements of mechTypes; nothing if they are malformed, empty or too many.
inline std::optional<std::vector<std::string_view>> spnego_read_list(std::string_view list)
{
    der_reader reader(list);
    std::optional<der_reader> elements = reader.sequence();
    if (!elements || !reader.at_end()) return std::nullopt;
    std::vector<std::string_view> mechanisms;
    while (!elements->at_end()) {
        const std::optional<std::string_view> mechanism = elements->object_identifier();
        if (!mechanism || mechanisms.size() == spnego_init::most_mechanisms) return std::nullopt;
        mechanisms.push_back(*mechanism);
    }
    if (mechanisms.empty()) return std::nullopt;
    return mechanisms;
}

WSMAN_DECL std::optional<spnego_init> spnego_init::parse(std::string_view bytes)
{
    der_reader reader(bytes);
    std::optional<der_reader> frame = reader.inside(der_tag::application(0));
    if (!frame || !reader.at_end() || frame->object_identifier() != spnego_oid::spnego) return std::nullopt;
    std::optional<der_reader> choice = frame->context(0);
    if (!choice || !frame->at_end()) return std::nullopt;
    std::optional<der_reader> fields = choice->sequence();
    if (!fields || !choice->at_end()) return std::nullopt;

    spnego_init init;
    const std::optional<der_reader> list = fields->context(0);
    if (!list) return std::nullopt;
    init.list = list->rest();
    if (!spnego_read_list(init.list)) return std::nullopt;
    if (fields->next_is(der_tag::context(1)) && !fields->skip()) return std::nullopt; // reqFlags are not used
    // Values after the token are skipped: negHints, or a signature, which cannot exist yet.
    if (!spnego_take_octets(*fields, 2, init.token) || !spnego_ends_well(*fields)) return std::nullopt;
    return init;
}

WSMAN_DECL std::string spnego_init::text() const
{
    std::string out;
    der_writer writer(out);
    writer.nested(der_tag::application(0), [&] {
        writer.object_identifier(spnego_oid::spnego);
        writer.context(0, [&] {
            writer.sequence([&] {
                writer.context(0, [&] { writer.raw(list); });
                spnego_put_octets(writer, 2, token);
            });
        });
    });
    return out;
}

WSMAN_DECL std::string spnego_init::encode_list(const std::vector<std::string_view>& mechanisms)
{
    std::string out;
    der_writer writer(out);
    writer.sequence([&] {
        for (const std::string_view mechanism : mechanisms)
            writer.object_identifier(mechanism);
    });
    return out;
}

WSMAN_DECL std::vector<std::string_view> spnego_init::mechanisms() const
{
    return spnego_read_list(list).value_or(std::vector<std::string_view>());
}

WSMAN_DECL std::optional<spnego_response> spnego_response::parse(std::string_view bytes)
{
    der_reader reader(bytes);
    std::optional<der_reader> choice = reader.context(1);
    if (!choice || !reader.at_end()) return std::nullopt;
    std::optional<der_reader> fields = choice->sequence();
    if (!fields || !choice->at_end()) return std::nullopt;

    spnego_response response;
    if (fields->next_is(der_tag::context(0))) {
        std::optional<der_reader> field = fields->context(0);
        const std::optional<std::int64_t> state = field ? field->enumerated() : std::nullopt;
        if (!state || !field->at_end() || *state < 0 || *state > 3) return std::nullopt;
        response.state = static_cast<spnego_state>(*state);
    }
    if (fields->next_is(der_tag::context(1))) {
        std::optional<der_reader> field = fields->context(1);
        const std::optional<std::string_view> mechanism = field ? field->object_identifier() : std::nullopt;
        if (!mechanism || !field->at_end()) return std::nullopt;
        response.mechanism = *mechanism;
    }
    if (!spnego_take_octets(*fields, 2, response.token) || !spnego_take_octets(*fields, 3, response.list_signature) ||
        !spnego_ends_well(*fields))
        return std::nullopt;
    return response;
}

WSMAN_DECL std::string spnego_response::text() const
{
    std::string out;
    der_writer writer(out);
    writer.context(1, [&] {
        writer.sequence([&] {
            if (state) writer.context(0, [&] { writer.enumerated(static_cast<std::int64_t>(*state)); });
            if (mechanism) writer.context(1, [&] { writer.object_identifier(*mechanism); });
            spnego_put_octets(writer, 2, token);
            spnego_put_octets(writer, 3, list_signature);
        });
    });
    return out;
}

WSMAN_DECL std::optional<std::string_view> gss_mechanism(std::string_view token) noexcept
{
    der_reader reader(token);
    std::optional<der_reader> frame = reader.inside(der_tag::application(0));
    if (!frame) return std::nullopt;
    return frame->object_identifier();
}

} // namespace wsman::detail
