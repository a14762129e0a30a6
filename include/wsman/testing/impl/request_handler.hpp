//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/xml/reader.hpp>
#include <wsman/testing/impl/fault_script.hpp>
#include <wsman/testing/impl/http_answer.hpp>
#include <wsman/testing/impl/log_in.hpp>
#include <wsman/testing/impl/service.hpp>
#include <wsman/testing/impl/tally.hpp>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

namespace wsman::testing::detail {

/// What every connection of an endpoint uses.
class endpoint_parts {
public:
    endpoint_parts(const endpoint_options& given, service& what, fault_script& faults, tally& counts)
        : options(given), handler(what), script(faults), statistics(counts)
    {
    }

    const endpoint_options& options;
    service& handler;
    fault_script& script;
    tally& statistics;
    std::string user;
    secret password;
};

/// A request as HTTP brought it.
class http_request {
public:
    http_request() {}

    std::string method, target, content_type, authorization, wsman_identify;
    std::string body;
};

/// From HTTP requests to HTTP answers on one connection: paths, log-in, the script of faults, SOAP.
class request_handler {
public:
    request_handler(const asio::any_io_executor& executor, endpoint_parts& parts, std::string peer_address)
        : who(executor, std::move(peer_address)), parts_(parts),
          log_in_(std::make_unique<basic_log_in>(
              parts.user, parts.password, parts.options.tls || parts.options.allow_unencrypted
          ))
    {
        bounds_.size = parts.options.quotas.envelope_size;
        bounds_.text = parts.options.quotas.envelope_size;
    }

    /// `request` must outlive the coroutine, and its body is parsed in place.
    asio::awaitable<http_answer> handle(http_request* request)
    {
        if (!ascii_iequals(path_of(request->target), "/wsman") && !is_anonymous_path(*request))
            co_return http_answer(404);
        if (request->method != "POST") {
            http_answer answer(405);
            answer.header = "Allow: POST\r\n";
            co_return answer;
        }
        const bool anonymous = is_anonymous_path(*request) || ascii_iequals(request->wsman_identify, "unauthenticated");
        if (!anonymous && log_in_->judge(request->authorization) != log_in_verdict::accepted) co_return refused();
        if (request->body.empty() && !anonymous) co_return co_await handle_empty();
        const soap_media_type type(request->content_type);
        if (!type.is_soap) co_return http_answer(415);
        if (type.utf16) utf16_body_to_utf8(request->body);
        soap_request soap;
        std::optional<soap_fault> fault = parse(*request, soap);
        if (anonymous && soap.operation != "Identify") co_return refused();
        co_return co_await handle_soap(&soap, std::move(fault), anonymous, type.utf16);
    }

    caller who;

private:
    static std::string_view path_of(std::string_view target) noexcept { return target.substr(0, target.find('?')); }
    static bool is_anonymous_path(const http_request& request) noexcept
    {
        return ascii_iequals(path_of(request.target), "/wsman-anon/identify");
    }

    http_answer refused()
    {
        parts_.statistics.change([](endpoint_statistics& s) { ++s.unauthorized; });
        return unauthorized_answer(log_in_->challenges());
    }

    std::optional<soap_fault> parse(http_request& request, soap_request& soap)
    {
        if (auto parsed = document_.parse(request.body, bounds_); !parsed) {
            soap_fault fault(0x80338041, "The request is no well-formed XML: " + parsed.error().details().client_text);
            fault.status = 400;
            return fault;
        }
        return soap.read(document_.root());
    }

    /// An empty body asks whether the log-in is good.
    asio::awaitable<http_answer> handle_empty()
    {
        soap_request none;
        const stroke struck = parts_.script.strike("");
        if (struck.what || struck.delay.count() > 0)
            co_return co_await suffer(struck, &none, std::nullopt, false, false);
        co_return http_answer(200);
    }

    asio::awaitable<http_answer>
    handle_soap(soap_request* soap, std::optional<soap_fault> fault, bool anonymous, bool utf16)
    {
        const std::string operation = soap->operation.empty() ? "unknown" : soap->operation;
        parts_.statistics.change([&](endpoint_statistics& s) { ++s.requests[operation]; });
        const stroke struck = parts_.script.strike(soap->operation);
        if (struck.what || struck.delay.count() > 0)
            co_return co_await suffer(struck, soap, std::move(fault), anonymous, utf16);
        soap_answer answer = co_await serve(soap, std::move(fault), anonymous);
        co_return to_http(std::move(answer), utf16);
    }

    asio::awaitable<soap_answer> serve(soap_request* soap, std::optional<soap_fault> fault, bool anonymous)
    {
        soap_answer answer;
        if (fault)
            answer = make_fault_answer(*soap, *fault);
        else if (soap->operation == "Identify")
            answer = parts_.handler.identify(*soap, !anonymous);
        else
            answer = co_await parts_.handler.handle(soap, &who);
        if (answer.is_fault) parts_.statistics.change([](endpoint_statistics& s) { ++s.faults; });
        co_return answer;
    }

    /// Serves a request that something of the script strikes.
    asio::awaitable<http_answer>
    suffer(stroke struck, soap_request* soap, std::optional<soap_fault> fault, bool anonymous, bool utf16)
    {
        using kind = scripted_fault::kind;
        parts_.statistics.change([](endpoint_statistics& s) { ++s.injected; });
        if (struck.delay.count() > 0) co_await rest(struck.delay);
        http_answer answer;
        answer.abandon = who.gone;
        if (who.gone) co_return answer;
        const kind what = struck.what.value_or(kind::delay);
        if (what == kind::hang) co_await rest(std::chrono::hours(24));
        if (what == kind::hang || what == kind::drop_request) {
            answer.abandon = true;
            co_return answer;
        }
        if (what == kind::unauthorized) co_return refused();
        if (what == kind::answer) {
            answer.status = struck.status;
            answer.header = struck.header;
            answer.content_type = struck.content_type;
            answer.body = struck.text;
            co_return answer;
        }
        if (what == kind::soap_fault) fault = detail::soap_fault(struck.code, struck.text);
        soap_answer served = co_await serve(soap, std::move(fault), anonymous);
        answer = to_http(std::move(served), utf16);
        spoil(answer, struck, what);
        co_return answer;
    }

    static void spoil(http_answer& answer, const stroke& struck, scripted_fault::kind what)
    {
        using kind = scripted_fault::kind;
        if (what == kind::drop_after) {
            answer.drop_after = struck.bytes;
        } else if (what == kind::truncated_body) {
            answer.missing = answer.body.size() - answer.body.size() / 2;
            answer.body.resize(answer.body.size() / 2);
            answer.close = true;
        } else if (what == kind::malformed_xml) {
            const std::size_t last = answer.body.rfind("</");
            if (last != std::string::npos) answer.body.replace(last, 2, "<!");
        }
    }

    asio::awaitable<void> rest(std::chrono::milliseconds time)
    {
        const auto end = std::chrono::steady_clock::now() + time;
        while (!who.gone && std::chrono::steady_clock::now() < end) {
            who.sleep.expires_at(end);
            boost::system::error_code woken;
            co_await who.sleep.async_wait(asio::redirect_error(asio::use_awaitable, woken));
        }
    }

    endpoint_parts& parts_;
    std::unique_ptr<log_in> log_in_;
    xml::limits bounds_;
    xml::document document_;
};

} // namespace wsman::testing::detail
