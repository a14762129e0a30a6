//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/xml/reader.hpp>
#include <wsman/testing/impl/connections/http_handler.hpp>
#include <wsman/testing/impl/fault_script.hpp>
#include <wsman/testing/impl/http/http_answer.hpp>
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

/// Turns HTTP requests into HTTP answers on one connection: paths, log-in, sealing, scripted faults, SOAP.
class request_handler final : public http_handler {
public:
    request_handler(const asio::any_io_executor& executor, endpoint_parts& parts, std::string peer_address)
        : client_(executor, std::move(peer_address)), parts_(parts), log_in_(parts.log_ins),
          seal_(parts.options, parts.statistics)
    {
        bounds_.size = parts.options.quotas.envelope_size;
        bounds_.text = parts.options.quotas.envelope_size;
    }

    asio::awaitable<http_answer> handle(http_request* request) override
    {
        effect_ = fault_effect();
        token_.clear();
        seal_.next();
        http_answer answer = co_await answer_to(request);
        finish(answer);
        co_return answer;
    }

    void client_left() override
    {
        client_.gone = true;
        client_.sleep.cancel();
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
            if (const std::optional<fault_effect> fault = parts_.script.before_login()) co_return refused_by(*fault);
            const log_in_verdict verdict = judge(*request);
            // Without an Authorization header the 401 is a challenge, not a refusal.
            if (verdict == log_in_verdict::refused && request->authorization.empty()) co_return refused();
            if (verdict == log_in_verdict::refused) co_return co_await serve_refusal();
            // A body sent with a token that is not the last one is ignored: the client must send it again.
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
        if (verdict == log_in_verdict::accepted) client_.user = log_in_.user();
        return verdict;
    }

    http_answer refused()
    {
        parts_.statistics.change([](endpoint_statistics& s) { ++s.unauthorized; });
        if (token_.empty()) return unauthorized_answer(log_in_.challenges());
        return unauthorized_answer({token_}); // CredSSP's last token, which carries the reason
    }

    http_answer refused_by(const fault_effect& fault)
    {
        log_in_.forget();
        parts_.statistics.change([](endpoint_statistics& s) {
            ++s.unauthorized;
            ++s.injected;
        });
        http_answer answer(401);
        answer.header = fault.header;
        return answer;
    }

    /// Effects: opens or checks the body, so that it can be parsed.
    /// Returns: the answer that refuses the body, if any.
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
            // A client must seal its messages after a log-in that established keys.
            if (!anonymous && !options.allow_unencrypted && log_in_.context()) return http_answer(500);
        }
        if (!refusal && request.body.size() > options.quotas.envelope_size) refusal.emplace(413U);
        if (refusal) refusal->close = true;
        return refusal;
    }

    std::optional<soap_fault> parse(http_request& request, soap_request& soap)
    {
        if (auto parsed = document_.parse(request.body, bounds_); !parsed) {
            soap_fault fault(0x80338041, "The request is not well-formed XML: " + parsed.error().details().client_text);
            fault.status = 400;
            return fault;
        }
        return soap.read(document_.root());
    }

    /// Answers a leg of a log-in, or a request with an empty body that checks the log-in.
    asio::awaitable<http_answer> serve_login(unsigned status)
    {
        const faultable_request request = describe("Login");
        std::optional<http_answer> replacement = co_await apply_faults(request);
        if (replacement) co_return *std::move(replacement);
        if (effect_.kind == kind::soap_fault)
            co_return to_http(make_fault_answer(soap_request(), soap_fault(effect_.code, effect_.text)), false);
        if (status == 401) parts_.statistics.change([](endpoint_statistics& s) { ++s.login_legs; });
        http_answer answer(status);
        add_token(answer);
        co_return answer;
    }

    asio::awaitable<http_answer> serve_refusal()
    {
        const faultable_request request = describe("Refusal");
        std::optional<http_answer> replacement = co_await apply_faults(request);
        if (replacement) co_return *std::move(replacement);
        co_return refused();
    }

    asio::awaitable<http_answer>
    handle_soap(soap_request* soap, std::optional<soap_fault> fault, bool anonymous, bool utf16)
    {
        const std::string operation = soap->operation.empty() ? "unknown" : soap->operation;
        parts_.statistics.change([&](endpoint_statistics& s) { ++s.requests[operation]; });
        const faultable_request request = describe(soap->operation);
        std::optional<http_answer> replacement = co_await apply_faults(request);
        if (replacement) co_return *std::move(replacement);
        if (effect_.kind == kind::soap_fault) fault = detail::soap_fault(effect_.code, effect_.text);
        soap_answer served = co_await serve(soap, std::move(fault), anonymous);
        if (effect_.kind == kind::malformed_xml) make_malformed(served.body);
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
            answer = co_await parts_.handler.handle(soap, &client_);
        if (answer.is_fault) parts_.statistics.change([](endpoint_statistics& s) { ++s.faults; });
        co_return answer;
    }

    faultable_request describe(std::string_view operation) const
    {
        faultable_request described(operation);
        described.sealed = seal_.used();
        described.may_repeat = seal_.may_repeat();
        described.relies_on_login = log_in_.relies_on_earlier();
        described.ends_login = log_in_.fresh();
        return described;
    }

    /// Effects: takes the request's faults from the script; `finish` applies those that change the answer.
    /// Returns: the answer that replaces the real one, if any.
    asio::awaitable<std::optional<http_answer>> apply_faults(faultable_request request)
    {
        std::optional<http_answer> replacement;
        effect_ = parts_.script.take_for(request);
        if (!effect_.kind && effect_.delay.count() == 0) co_return replacement;
        parts_.statistics.change([](endpoint_statistics& s) { ++s.injected; });
        if (effect_.delay.count() > 0) co_await pause(effect_.delay);
        const kind fault = effect_.kind.value_or(kind::delay);
        if (fault == kind::hang && !client_.gone) co_await pause(std::chrono::hours(24));
        if (client_.gone || fault == kind::hang || fault == kind::drop_request) {
            replacement.emplace();
            replacement->abandon = true;
        } else if (fault == kind::unauthorized || fault == kind::forget_login) {
            log_in_.forget();
            replacement = refused();
        } else if (fault == kind::answer) {
            replacement.emplace(effect_.status);
            replacement->header = effect_.header;
            replacement->content_type = effect_.content_type;
            replacement->body = effect_.text;
        }
        co_return replacement;
    }

    void add_token(http_answer& answer)
    {
        if (token_.empty() || effect_.kind == kind::omit_last_token) return;
        answer.header += "WWW-Authenticate: " + token_ + "\r\n";
    }

    /// Applies the faults that change the answer, and seals it.
    void finish(http_answer& answer)
    {
        const kind fault = effect_.kind.value_or(kind::delay);
        if (fault == kind::serve_then_answer && !answer.abandon) {
            answer = http_answer(effect_.status);
            answer.header = effect_.header;
        }
        seal_.seal(answer, log_in_.context(), fault);
        if (fault == kind::drop_after) {
            answer.drop_after = effect_.bytes;
        } else if (fault == kind::truncated_body) {
            answer.missing = answer.body.size() - answer.body.size() / 2;
            answer.body.resize(answer.body.size() / 2);
            answer.close = true;
        } else if (fault == kind::close_after_login) {
            answer.drop_after = std::string::npos - 1; // after the whole answer, without `Connection: close`
        }
    }

    static void make_malformed(std::string& body)
    {
        const std::size_t last = body.rfind("</");
        if (last != std::string::npos) body.replace(last, 2, "<!");
    }

    asio::awaitable<void> pause(std::chrono::milliseconds time)
    {
        const auto end = std::chrono::steady_clock::now() + time;
        while (!client_.gone && std::chrono::steady_clock::now() < end) {
            client_.sleep.expires_at(end);
            boost::system::error_code woken;
            co_await client_.sleep.async_wait(asio::redirect_error(asio::use_awaitable, woken));
        }
    }

    caller client_;
    endpoint_parts& parts_;
    connection_log_in log_in_;
    message_seal seal_;
    fault_effect effect_; // the faults of the current request
    std::string token_;   // of the log-in, for the current answer
    xml::limits bounds_;
    xml::document document_;
};

} // namespace wsman::testing::detail
