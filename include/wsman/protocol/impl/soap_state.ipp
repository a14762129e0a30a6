//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/core/defaults.hpp>
#include <wsman/core/uuid.hpp>
#include <wsman/protocol/names.hpp>
#include <wsman/session/session.hpp>
#include <wsman/xml/limits.hpp>
#include <wsman/xml/reader.hpp>
#include <wsman/xml/writer.hpp>

#include <chrono>
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace wsman::inline WSMAN_FORM::detail {

inline constexpr std::string_view uuid_prefix = "uuid:";
inline constexpr std::size_t uuid_text_size = 36;

/// The envelope of one call, and the positions of the identifiers that change when it is sent again.
struct soap_message {
    std::string envelope;
    std::string action;
    std::string message_id;
    std::string_view operation;
    std::chrono::milliseconds operation_timeout{0};
    bool waits = false;
    repeatability after_loss = repeatability::outcome_unknown;
    std::size_t message_id_at = 0;      // 0: none
    std::size_t operation_id_at = 0;    // 0: none; the position after "uuid:"
    std::size_t must_understand_at = 0; // of the OperationID
    bool retransmission = false;

    void clear() noexcept
    {
        envelope.clear();
        action.clear();
        message_id.clear();
        operation = {};
        operation_timeout = {};
        waits = retransmission = false;
        after_loss = repeatability::outcome_unknown;
        message_id_at = operation_id_at = must_understand_at = 0;
    }
};

/// The state that the calls of one context share.
struct soap_state {
    soap_state(const wsman::session& configured, std::string name)
        : configuration(configured), machine_name(std::move(name)), session_id(uuid::random()),
          max_envelope_size(configured.max_envelope_size()), utf16(configured.utf16())
    {
        prepare();
    }

    /// Serialises the headers that every request contains.
    void prepare()
    {
        to.clear();
        xml::writer address(to);
        address.element("a:To", configuration.connection().url());
        // The address of a session is a valid URL, so XML allows its characters; the same applies to the language tags
        // below.
        static_cast<void>(address.finish());

        common.clear();
        xml::writer headers(common);
        headers.start("a:ReplyTo").start("a:Address").attribute("s:mustUnderstand", "true").text(uris::anonymous);
        headers.end().end();
        headers.start("w:MaxEnvelopeSize").attribute("s:mustUnderstand", "true").number(max_envelope_size).end();
        // Windows refuses mustUnderstand="true" on a locale (0x80338087).
        if (const std::string& language = configuration.ui_language(); !language.empty())
            headers.start("w:Locale").attribute("xml:lang", language).attribute("s:mustUnderstand", "false").end();
        if (const std::string& language = configuration.locale(); !language.empty())
            headers.start("p:DataLocale").attribute("xml:lang", language).attribute("s:mustUnderstand", "false").end();
        headers.start("p:SessionId").attribute("s:mustUnderstand", "false");
        headers.text(std::string(uuid_prefix) + session_id.text()).end();
        if (configuration.machine_id() && !machine_name.empty()) {
            headers.start("m:MachineID").namespace_declaration("m", ns::machine_id);
            headers.attribute("s:mustUnderstand", "false").text(machine_name).end();
        }
        static_cast<void>(headers.finish());
    }

    std::unique_ptr<soap_message> take()
    {
        if (idle.empty()) return std::make_unique<soap_message>();
        std::unique_ptr<soap_message> taken = std::move(idle.back());
        idle.pop_back();
        return taken;
    }

    void give_back(std::unique_ptr<soap_message> used) noexcept
    {
        if (!used || idle.size() == idle.capacity()) return; // the reserved number is reached
        // the buffer of a request that was refused because of its size
        if (used->envelope.capacity() > 4 * max_envelope_size) return;
        used->clear();
        idle.push_back(std::move(used));
    }

    wsman::session configuration;
    std::string machine_name;
    uuid session_id;
    std::size_t max_envelope_size;
    bool utf16;
    bool identify_operations = false;
    bool host_knows_operations = false;
    bool lenient = false;
    xml::limits limits;
    xml::document document; // one document suffices, because resume() reads an answer completely
    std::string to;
    std::string common;
    std::vector<std::unique_ptr<soap_message>> idle = spare_messages();

private:
    static std::vector<std::unique_ptr<soap_message>> spare_messages()
    {
        std::vector<std::unique_ptr<soap_message>> spare;
        spare.reserve(defaults::connections);
        return spare;
    }
};

/// Returns: the number of bytes of the text in the encoding of the message.
inline std::size_t encoded_size(std::string_view utf8, bool utf16) noexcept
{
    if (!utf16) return utf8.size();
    std::size_t units = 1; // the byte order mark
    for (const char c : utf8) {
        const auto byte = static_cast<unsigned char>(c);
        if ((byte & 0xC0U) != 0x80U) units += byte >= 0xF0U ? 2U : 1U;
    }
    return 2 * units;
}

} // namespace wsman::detail
