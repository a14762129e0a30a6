//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <support/catch.hpp>
#include <support/test_session.hpp>
#include <wsman/protocol/message.hpp>
#include <wsman/protocol/names.hpp>
#include <wsman/protocol/soap.hpp>

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace wsman::test {

/// Returns: the envelope of a response; `{{message_id}}` is replaced with the identifier of its request.
inline std::string answer_envelope(std::string_view action, std::string_view body)
{
    std::string text = "<s:Envelope xmlns:s=\"" + std::string(ns::soap) + "\" xmlns:a=\"" +
                       std::string(ns::addressing) + "\" xmlns:x=\"" + std::string(ns::transfer) + "\" xmlns:w=\"" +
                       std::string(ns::wsman) + "\" xmlns:rsp=\"" + std::string(ns::shell) + "\" xmlns:p=\"" +
                       std::string(ns::microsoft) + "\" xmlns:n=\"" + std::string(ns::enumeration) + "\" xmlns:f=\"" +
                       std::string(ns::fault) + "\">";
    text += "<s:Header><a:Action>" + std::string(action) +
            "</a:Action><a:RelatesTo>{{message_id}}</a:RelatesTo></s:Header>";
    text += "<s:Body>" + std::string(body) + "</s:Body></s:Envelope>";
    return text;
}

/// Returns: the successful response to a request with this action.
inline std::string response_envelope(std::string_view action, std::string_view body)
{
    return answer_envelope(std::string(action) + "Response", body);
}

/// Returns: a fault in the form of Windows.
inline std::string windows_fault(std::string_view subcode, std::string_view code, std::string_view message)
{
    return answer_envelope(
        "http://schemas.dmtf.org/wbem/wsman/1/wsman/fault",
        "<s:Fault><s:Code><s:Value>s:Receiver</s:Value><s:Subcode><s:Value>" + std::string(subcode) +
            "</s:Value></s:Subcode></s:Code><s:Reason><s:Text xml:lang=\"en-US\">" + std::string(message) +
            "</s:Text></s:Reason><s:Detail><f:WSManFault Code=\"" + std::string(code) +
            "\" Machine=\"build01\"><f:Message>" + std::string(message) +
            "</f:Message></f:WSManFault></s:Detail></s:Fault>"
    );
}

/// A faulty reaction of the other end instead of the scripted response.
class wire_failure {
public:
    using make = std::function<result<response>(const request& asked, std::string scripted)>;

    wire_failure(std::string title, make make_answer) : name(std::move(title)), answer(std::move(make_answer)) {}

    std::string name;
    make answer;
};

inline result<response> soap_response(unsigned status, std::string body)
{
    return response(status, "application/soap+xml;charset=UTF-8", std::move(body));
}

inline bool is_fault(const std::string& envelope)
{
    return envelope.find("<s:Fault") != std::string::npos;
}

/// Returns: every transport failure that ends an operation.
inline std::vector<wire_failure> wire_failures()
{
    std::vector<wire_failure> all;
    for (const error_code code :
         {error_code(transport_errc::connection_reset),
          error_code(transport_errc::connection_closed),
          error_code(transport_errc::read_timeout),
          error_code(transport_errc::certificate_untrusted),
          error_code(transport_errc::body_limit),
          error_code(client_errc::cancelled),
          error_code(client_errc::outcome_unknown),
          error_code(transport_errc::http_unauthorized)})
        all.emplace_back(std::string(error_name(code)), [code](const request&, const std::string&) -> result<response> {
            return failure(code);
        });
    for (const unsigned status : {100U, 200U, 302U, 400U, 401U, 403U, 404U, 407U, 413U, 429U, 500U, 502U, 503U})
        all.emplace_back("empty " + std::to_string(status), [status](const request&, const std::string&) {
            return soap_response(status, {});
        });
    for (const unsigned status : {200U, 400U, 500U, 503U})
        all.emplace_back("page " + std::to_string(status), [status](const request&, const std::string&) {
            return result<response>(response(status, "text/html", "<html><title>It works</title></html>"));
        });
    for (const std::size_t quarters : {1U, 2U, 3U})
        all.emplace_back("cut " + std::to_string(quarters), [quarters](const request&, std::string scripted) {
            return soap_response(200, scripted.substr(0, scripted.size() * quarters / 4));
        });
    all.emplace_back("last byte lost", [](const request&, std::string scripted) {
        scripted.pop_back();
        return soap_response(200, std::move(scripted));
    });
    all.emplace_back("wrong content type", [](const request&, std::string scripted) {
        return result<response>(response(200, "application/json", std::move(scripted)));
    });
    all.emplace_back("good answer under 500", [](const request&, std::string scripted) {
        // A fault is a fault under any status, so it is excluded here.
        return soap_response(500, is_fault(scripted) ? std::string() : std::move(scripted));
    });
    all.emplace_back("no envelope", [](const request&, const std::string&) {
        return soap_response(200, "<hello xmlns=\"urn:x\"/>");
    });
    all.emplace_back("document type", [](const request&, const std::string& scripted) {
        return soap_response(200, "<!DOCTYPE x [<!ENTITY a \"b\">]>" + scripted);
    });
    all.emplace_back("fault under 200", [](const request&, const std::string&) {
        return soap_response(200, windows_fault("w:InternalError", "1359", "An internal error occurred."));
    });
    all.emplace_back("fault without code", [](const request&, const std::string&) {
        return soap_response(500, answer_envelope("urn:fault", "<s:Fault/>"));
    });
    all.emplace_back("another action", [](const request& asked, const std::string& scripted) {
        // Identify and its response have no action.
        return soap_response(
            asked.action.empty() ? 404 : 200, asked.action.empty() ? scripted : answer_envelope("urn:x", {})
        );
    });
    all.emplace_back("another message's answer", [](const request& asked, std::string scripted) {
        const std::size_t at = scripted.find(asked.message_id);
        if (asked.message_id.empty() || at == std::string::npos || is_fault(scripted)) return soap_response(500, {});
        scripted.replace(at, asked.message_id.size(), "uuid:00000000-0000-4000-8000-000000000000");
        return soap_response(200, std::move(scripted));
    });
    return all;
}

/// A scripted conversation: the requests that the operation must send, and the responses that it gets.
///
/// \code
/// script_of<delete_shell>(shell_id("7F2A")).expect_send(actions::transfer_delete).reply(500, …).fails_with(…);
/// \endcode
template <operation Op>
class script_of {
public:
    /// The parameters are those of the operation after its context.
    template <class... Params>
    explicit script_of(Params... params)
        : make_([params...](const soap_context& context) { return Op(context, params...); })
    {
    }

    script_of& with(session configuration)
    {
        configuration_ = std::move(configuration);
        return *this;
    }
    script_of& identify_operations()
    {
        identify_operations_ = true;
        return *this;
    }

    script_of& expect_send(std::string_view action)
    {
        turns_.emplace_back(std::string(action));
        return *this;
    }
    /// Effects: gives the test access to the request that was expected last.
    script_of& that(std::function<void(const request&)> look)
    {
        turns_.back().look = std::move(look);
        return *this;
    }
    script_of& reply(unsigned status, std::string envelope)
    {
        turns_.back().status = status;
        turns_.back().envelope = std::move(envelope);
        return *this;
    }
    /// Effects: the expected request gets this error instead of a response.
    script_of& lose(error_code code)
    {
        turns_.back().lost = code;
        return *this;
    }

    /// Returns: the operation's value; the test fails if the operation did, or if the script is not finished.
    typename Op::value_type succeeds() const
    {
        result<typename Op::value_type> value = play(turns_.size(), nullptr);
        if (!value.has_value()) FAIL("it failed: " << value.error().message());
        return std::move(value).value();
    }

    /// Returns: the failure, which must have this code or condition.
    template <class Code>
    failure fails_with(Code expected) const
    {
        const result<typename Op::value_type> value = play(turns_.size(), nullptr);
        REQUIRE(value.has_error());
        INFO(value.error().message());
        CHECK(value.error().code() == expected);
        return value.error();
    }

    /// Runs the script repeatedly, and lets each of its steps fail in every way of wire_failure: the operation must end
    /// with an error that names it.
    void every_wire_failure() const
    {
        for (std::size_t turn = 0; turn != turns_.size(); ++turn) {
            for (const wire_failure& broken : wire_failures()) {
                INFO("step " << turn << ": " << broken.name);
                const result<typename Op::value_type> value = play(turn, &broken);
                REQUIRE(value.has_error());
                CHECK(value.error().code().failed());
                CHECK_FALSE(value.error().message().empty());
                CHECK_FALSE(value.error().details().operation.empty());
            }
        }
    }

private:
    struct scripted_turn {
        explicit scripted_turn(std::string asked) : action(std::move(asked)) {}
        std::string action;
        std::function<void(const request&)> look;
        unsigned status = 200;
        std::string envelope;
        error_code lost;
    };

    static std::string fill(std::string text, std::string_view message_id)
    {
        constexpr std::string_view mark = "{{message_id}}";
        for (std::size_t at = text.find(mark); at != std::string::npos; at = text.find(mark, at))
            text.replace(at, mark.size(), message_id);
        return text;
    }

    /// Runs the first `good` turns as scripted; then either the operation must finish, or `broken` follows.
    result<typename Op::value_type> play(std::size_t good, const wire_failure* broken) const
    {
        soap_context context(configuration_);
        context.identify_operations(identify_operations_);
        Op operation_under_test = make_(context);
        step next = operation_under_test.start();
        for (std::size_t turn = 0; turn != good; ++turn) {
            const request* asked = std::get_if<request>(&next);
            if (!asked) {
                if (turn + 1 != turns_.size() || !std::get<finish>(next).outcome.has_error())
                    FAIL("the operation finished early");
                break;
            }
            CHECK(std::string(asked->action) == turns_[turn].action);
            if (turns_[turn].look && !broken) turns_[turn].look(*asked);
            result<response> answer = respond(turns_[turn], *asked);
            next = operation_under_test.resume(answer);
        }
        if (broken) {
            const request* asked = std::get_if<request>(&next);
            REQUIRE(asked != nullptr);
            result<response> answer = broken->answer(*asked, fill(turns_[good].envelope, asked->message_id));
            next = operation_under_test.resume(answer);
        }
        const finish* last = std::get_if<finish>(&next);
        if (!last) FAIL("the operation sends more than the script expects");
        if (last->outcome.has_error()) return last->outcome.error();
        return std::move(operation_under_test).value();
    }

    static result<response> respond(const scripted_turn& scripted, const request& asked)
    {
        if (scripted.lost.failed()) return failure(scripted.lost);
        return soap_response(scripted.status, fill(scripted.envelope, asked.message_id));
    }

    std::function<Op(const soap_context&)> make_;
    session configuration_ = plain_session();
    bool identify_operations_ = false;
    std::vector<scripted_turn> turns_;
};

} // namespace wsman::test
