//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/xml/reader.hpp>
#include <wsman/testing/impl/fault_script.hpp>
#include <wsman/testing/impl/http/http_answer.hpp>
#include <wsman/testing/impl/connections/http_handler.hpp>
#include <wsman/testing/impl/http/http_request.hpp>
#include <wsman/testing/impl/log_in/connection_log_in.hpp>
#include <wsman/testing/impl/log_in/message_seal.hpp>
#include <wsman/testing/impl/services/service.hpp>
#include <wsman/testing/impl/tally.hpp>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace wsman::inline WSMAN_FORM::testing::detail {

/// From HTTP requests to HTTP answers on one connection: paths, log-in, seals, the script of faults, SOAP.
class request_handler final : public http_handler {
public:
    request_handler(const asio::any_io_executor& executor, endpoint_parts& parts, std::string peer_address)
        : who_(executor, std::move(peer_address)), parts_(parts), log_in_(parts.log_ins),
          seal_(parts.options, parts.statistics)
    {
        bounds_.size = parts.options.quotas.envelope_size;
        bounds_.text = parts.options.quotas.envelope_size;
    }

    asio::awaitable<http_answer> handle(http_request* request) override
    {
        struck_ = stroke();
        token_.clear();
        seal_.next();
        http_answer answer = co_await answer_to(request);
        finish(answer);
        co_return answer;
    }

    void client_left() override
    {
        who_.gone = true;
        who_.sleep.cancel();
    }

private:
    using kind = scripted_fault::kind;

    static std::string_view path_of(std::string_view target) noexcept { return target.substr(0, target.find('?')); }
    static bool is_anonymous_path(const http_request& request) noexcept
    {
        return ascii_iequals(path_of(request.target), "/wsman-anon/identify");
    }

    asio::awaitable<http_answer> answer_to(http_request* request)
    {
        if (!ascii_iequals(path_of(request->target), "/wsman") && !is_anonymous_path(*request))
            co_return http_answer(404);
        if (request->method != "POST") {
            http_answer answer(405);
            answer.header = "Allow: POST\r\n";
            co_return answer;
        }
        const bool anonymous = is_anonymous_path(*request) || ascii_iequals(request->wsman_identify, "unauthenticated");
        if (!anonymous) {
            if (const std::optional<stroke> other = parts_.script.strikes_before_login()) co_return refused_by(*other);
            const log_in_verdict verdict = judge(*request);
            // Without a header it is no refusal but a challenge.
            if (verdict == log_in_verdict::refused && request->authorization.empty()) co_return refused();
            if (verdict == log_in_verdict::refused) co_return co_await serve_refusal();
            // A body that rides on a token that is not the last one is not looked at: it has to come again.
            if (verdict == log_in_verdict::continued) co_return co_await serve_login(401);
            if (request->body.empty()) co_return co_await serve_login(200);
        }
        if (std::optional<http_answer> refusal = read_body(*request, anonymous)) co_return *std::move(refusal);
        const soap_media_type type(request->content_type);
        if (!type.is_soap) co_return http_answer(415);
        if (type.utf16) utf16_body_to_utf8(request->body);
        soap_request soap;
        std::optional<soap_fault> fault = parse(*request, soap);
        if (anonymous && soap.operation != "Identify") co_return refused();
        co_return co_await handle_soap(&soap, std::move(fault), anonymous, type.utf16);
    }

    log_in_verdict judge(const http_request& request)
    {
        log_in_request asked(request.method, request.target, request.authorization);
        asked.certified = request.certified;
        const log_in_verdict verdict = log_in_.judge(asked);
        token_ = log_in_.take_token();
        if (verdict == log_in_verdict::accepted) who_.user = log_in_.user();
        return verdict;
    }

    http_answer refused()
    {
        parts_.statistics.change([](endpoint_statistics& s) { ++s.unauthorized; });
        if (token_.empty()) return unauthorized_answer(log_in_.challenges());
        return unauthorized_answer({token_}); // of CredSSP, which says why
    }

    http_answer refused_by(const stroke& other)
    {
        log_in_.forget();
        parts_.statistics.change([](endpoint_statistics& s) {
            ++s.unauthorized;
            ++s.injected;
        });
        http_answer answer(401);
        answer.header = other.header;
        return answer;
    }

    /// Effects: makes a body that can be parsed out of the one that came.
    /// Returns: what refuses it, if anything does.
    std::optional<http_answer> read_body(http_request& request, bool anonymous)
    {
        const endpoint_options& options = parts_.options;
        std::optional<http_answer> refusal;
        if (is_sealed_type(request.content_type)) {
            const unsigned status = seal_.open(request, log_in_);
            if (status == 401) return refused();
            if (status != 0) refusal.emplace(status);
        } else if (!options.tls) {
            parts_.statistics.change([](endpoint_statistics& s) { ++s.unsealed_requests; });
            // After a log-in that gave it keys, a client has to use them.
            if (!anonymous && !options.allow_unencrypted && log_in_.context()) return http_answer(500);
        }
        if (!refusal && request.body.size() > options.quotas.envelope_size) refusal.emplace(413U);
        if (refusal) refusal->close = true;
        return refusal;
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

    /// A leg of a log-in, or an empty body that asks whether the log-in is good.
    asio::awaitable<http_answer> serve_login(unsigned status)
    {
        const struck_request what = describe("Login");
        std::optional<http_answer> instead = co_await suffer(what);
        if (instead) co_return *std::move(instead);
        if (struck_.what == kind::soap_fault)
            co_return to_http(make_fault_answer(soap_request(), soap_fault(struck_.code, struck_.text)), false);
        if (status == 401) parts_.statistics.change([](endpoint_statistics& s) { ++s.login_legs; });
        http_answer answer(status);
        add_token(answer);
        co_return answer;
    }

    asio::awaitable<http_answer> serve_refusal()
    {
        const struck_request what = describe("Refusal");
        std::optional<http_answer> instead = co_await suffer(what);
        if (instead) co_return *std::move(instead);
        co_return refused();
    }

    asio::awaitable<http_answer>
    handle_soap(soap_request* soap, std::optional<soap_fault> fault, bool anonymous, bool utf16)
    {
        const std::string operation = soap->operation.empty() ? "unknown" : soap->operation;
        parts_.statistics.change([&](endpoint_statistics& s) { ++s.requests[operation]; });
        const struck_request what = describe(soap->operation);
        std::optional<http_answer> instead = co_await suffer(what);
        if (instead) co_return *std::move(instead);
        if (struck_.what == kind::soap_fault) fault = detail::soap_fault(struck_.code, struck_.text);
        soap_answer served = co_await serve(soap, std::move(fault), anonymous);
        if (struck_.what == kind::malformed_xml) spoil_xml(served.body);
        http_answer answer = to_http(std::move(served), utf16);
        add_token(answer);
        co_return answer;
    }

    asio::awaitable<soap_answer> serve(soap_request* soap, std::optional<soap_fault> fault, bool anonymous)
    {
        soap_answer answer;
        if (fault)
            answer = make_fault_answer(*soap, *fault);
        else if (soap->operation == "Identify")
            answer = parts_.handler.identify(*soap, !anonymous);
        else
            answer = co_await parts_.handler.handle(soap, &who_);
        if (answer.is_fault) parts_.statistics.change([](endpoint_statistics& s) { ++s.faults; });
        co_return answer;
    }

    struck_request describe(std::string_view operation) const
    {
        struck_request what(operation);
        what.sealed = seal_.used();
        what.may_repeat = seal_.may_repeat();
        what.relies_on_login = log_in_.relied_upon();
        what.ends_login = log_in_.fresh();
        return what;
    }

    /// Effects: lets the script strike; what strikes later is in `struck_`.
    /// Returns: the answer that stands in place of the true one, if any.
    asio::awaitable<std::optional<http_answer>> suffer(struck_request request)
    {
        std::optional<http_answer> instead;
        struck_ = parts_.script.strike(request);
        if (!struck_.what && struck_.delay.count() == 0) co_return instead;
        parts_.statistics.change([](endpoint_statistics& s) { ++s.injected; });
        if (struck_.delay.count() > 0) co_await rest(struck_.delay);
        const kind what = struck_.what.value_or(kind::delay);
        if (what == kind::hang && !who_.gone) co_await rest(std::chrono::hours(24));
        if (who_.gone || what == kind::hang || what == kind::drop_request) {
            instead.emplace();
            instead->abandon = true;
        } else if (what == kind::unauthorized || what == kind::forget_login) {
            log_in_.forget();
            instead = refused();
        } else if (what == kind::answer) {
            instead.emplace(struck_.status);
            instead->header = struck_.header;
            instead->content_type = struck_.content_type;
            instead->body = struck_.text;
        }
        co_return instead;
    }

    void add_token(http_answer& answer)
    {
        if (token_.empty() || struck_.what == kind::omit_last_token) return;
        answer.header += "WWW-Authenticate: " + token_ + "\r\n";
    }

    /// What happens to an answer last of all.
    void finish(http_answer& answer)
    {
        const kind what = struck_.what.value_or(kind::delay);
        if (what == kind::serve_then_answer && !answer.abandon) {
            answer = http_answer(struck_.status);
            answer.header = struck_.header;
        }
        seal_.seal(answer, log_in_.context(), what);
        if (what == kind::drop_after) {
            answer.drop_after = struck_.bytes;
        } else if (what == kind::truncated_body) {
            answer.missing = answer.body.size() - answer.body.size() / 2;
            answer.body.resize(answer.body.size() / 2);
            answer.close = true;
        } else if (what == kind::close_after_login) {
            answer.drop_after = std::string::npos - 1; // behind all of it, and without a word
        }
    }

    static void spoil_xml(std::string& body)
    {
        const std::size_t last = body.rfind("</");
        if (last != std::string::npos) body.replace(last, 2, "<!");
    }

    asio::awaitable<void> rest(std::chrono::milliseconds time)
    {
        const auto end = std::chrono::steady_clock::now() + time;
        while (!who_.gone && std::chrono::steady_clock::now() < end) {
            who_.sleep.expires_at(end);
            boost::system::error_code woken;
            co_await who_.sleep.async_wait(asio::redirect_error(asio::use_awaitable, woken));
        }
    }

    caller who_;
    endpoint_parts& parts_;
    connection_log_in log_in_;
    message_seal seal_;
    stroke struck_;     // what strikes the request at hand
    std::string token_; // of the log-in, for the answer
    xml::limits bounds_;
    xml::document document_;
};

} // namespace wsman::testing::detail
