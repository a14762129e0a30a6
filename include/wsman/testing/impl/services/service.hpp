//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/testing/endpoint_options.hpp>
#include <wsman/testing/impl/services/stream_service.hpp>

#include <string>
#include <sys/utsname.h>
#include <utility>

namespace wsman::inline WSMAN_FORM::testing::detail {

/// Carries out a request whose log-in was accepted.
class service {
public:
    service(
        const asio::any_io_executor& executor, const endpoint_options& options, const std::string& url, tally& counts
    )
        : options_(options), shells_(executor, options, url, counts), programs_(executor, options, shells_, counts),
          streams_(options, shells_)
    {
    }

    /// The request and the caller must outlive the coroutine.
    asio::awaitable<soap_answer> handle(const soap_request* request, caller* client)
    {
        if (request->envelope_size && *request->envelope_size > options_.quotas.envelope_size)
            co_return make_fault_answer(*request, soap_fault(0x80338047, {}));
        if (request->operation == "Receive") co_return co_await streams_.receive(request, client);
        if (request->operation == "Send") co_return co_await streams_.send(request, client);
        if (request->operation == "Command") co_return programs_.start(*request);
        if (request->operation == "Signal") co_return programs_.signal(*request);
        if (request->operation == "Create") co_return shells_.create(*request, *client);
        if (request->operation == "Delete") co_return shells_.remove(*request);
        if (request->operation == "Get") co_return shells_.get(*request);
        co_return make_fault_answer(*request, soap_fault(0x80338013, {}));
    }

    /// Without a log-in, the answer reveals the stack's version, but nothing about the machine.
    soap_answer identify(const soap_request& request, bool known_user) const
    {
        soap_answer answer;
        xml::writer out(answer.body);
        out.start("s:Envelope").attribute("xml:lang", "en-US").namespace_declaration("s", names::soap);
        out.start("s:Header");
        if (!request.message_id.empty())
            out.start("a:RelatesTo").namespace_declaration("a", names::addressing).text(request.message_id).end();
        out.end();
        out.start("s:Body");
        out.start("id:IdentifyResponse").namespace_declaration("id", names::identity);
        out.element("id:ProtocolVersion", names::protocol_version);
        out.element("id:ProductVendor", options_.product_vendor);
        out.element("id:ProductVersion", product_version(known_user));
        out.end().end().end();
        if (!out.finish()) answer.status = 500;
        return answer;
    }

    void close() { shells_.close_all(); }

private:
    std::string product_version(bool known_user) const
    {
        if (!options_.product_version.empty()) return options_.product_version;
        utsname system{};
        std::string os = "0.0.0";
        if (known_user && ::uname(&system) == 0) os = std::string(system.sysname) + " " + system.release;
        return "OS: " + os + " SP: 0.0 Stack: 3.0";
    }

    const endpoint_options& options_;
    shell_service shells_;
    program_service programs_;
    stream_service streams_;
};

} // namespace wsman::testing::detail
