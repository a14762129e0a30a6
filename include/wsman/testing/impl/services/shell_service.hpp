//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/core/encoding.hpp>
#include <wsman/core/uuid.hpp>
#include <wsman/testing/endpoint_options.hpp>
#include <wsman/testing/impl/services/shell.hpp>
#include <wsman/testing/impl/soap/soap_answer.hpp>
#include <wsman/testing/impl/soap/soap_request.hpp>
#include <wsman/testing/impl/tally.hpp>

#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace wsman::inline WSMAN_FORM::testing::detail {

/// The client on one connection, and the state of the connection while the endpoint serves its request.
class caller {
public:
    caller(const asio::any_io_executor& executor, std::string peer_address)
        : sleep(executor), address(std::move(peer_address))
    {
    }

    asio::steady_timer sleep; ///< the timer of a request that has to wait
    std::string address;
    std::string user;  ///< the user who logged in
    bool gone = false; ///< the client has closed the connection
};

/// The shells of an endpoint: Create, Get, Delete.
class shell_service {
public:
    shell_service(asio::any_io_executor executor, const endpoint_options& options, std::string url, tally& counts)
        : executor_(std::move(executor)), options_(options), url_(std::move(url)), counts_(counts)
    {
    }

    soap_answer create(const soap_request& request, const caller& client)
    {
        if (!ascii_iequals(request.resource, names::command_shell))
            return make_fault_answer(request, soap_fault(0x80338000, {}));
        if (!request.body || !request.body->is(names::shell, "Shell"))
            return make_fault_answer(request, soap_fault(0x80338041, "The body has no rsp:Shell."));
        if (closed_) return make_fault_answer(request, soap_fault(995, {}));
        if (shells_.size() >= options_.quotas.shells) return make_fault_answer(request, soap_fault(0x803381A5, {}));
        std::string id = uuid::random().text();
        if (const auto asked = request.body->attribute("", "ShellId")) {
            const auto parsed = uuid::parse(*asked);
            if (!parsed) return make_fault_answer(request, soap_fault(0x803381D5, {}));
            id = parsed->text();
            if (shells_.contains(id)) return make_fault_answer(request, soap_fault(0x803381D7, {}));
        }
        const std::shared_ptr<shell> made = open(request, client, id);
        return make_answer(request, 2048, [&](xml::writer& out) {
            out.start("x:ResourceCreated");
            out.element("a:Address", request.to.empty() ? url_ : request.to);
            out.start("a:ReferenceParameters");
            out.element("w:ResourceURI", names::command_shell);
            out.start("w:SelectorSet").start("w:Selector").attribute("Name", "ShellId").text(id).end().end();
            out.end().end();
            made->write(out);
        });
    }

    soap_answer get(const soap_request& request)
    {
        if (auto fault = check(request)) return make_fault_answer(request, *fault);
        const shell_use used(find(request));
        return make_answer(request, 2048, [&](xml::writer& out) { used->write(out); });
    }

    soap_answer remove(const soap_request& request)
    {
        if (auto fault = check(request)) return make_fault_answer(request, *fault);
        close(find(request)->id);
        return make_answer(request, 1024, [](xml::writer&) {});
    }

    /// Returns: the fault for an unknown resource or shell, if any.
    std::optional<soap_fault> check(const soap_request& request) const
    {
        if (!ascii_iequals(request.resource, names::command_shell) && !ascii_iequals(request.resource, names::shell))
            return soap_fault(0x80338000, {});
        if (request.selector("ShellId").empty()) return soap_fault(0x8033805A, {});
        if (find(request)) return std::nullopt;
        soap_fault fault(
            0x8033805B,
            "The request for the shell with ShellId " + std::string(request.selector("ShellId")) +
                " failed because the shell was not found: it was closed, has expired or never existed."
        );
        fault.provider = "Shell cmd plugin";
        return fault;
    }

    std::shared_ptr<shell> find(const soap_request& request) const
    {
        const auto id = uuid::parse(request.selector("ShellId"));
        const auto found = id ? shells_.find(id->text()) : shells_.end();
        return found == shells_.end() ? nullptr : found->second;
    }

    std::size_t open_commands() const noexcept
    {
        std::size_t count = 0;
        for (const auto& [id, held] : shells_)
            count += held->commands.size();
        return count;
    }

    /// Effects: closes a shell and terminates its commands.
    void close(std::string id)
    {
        const auto found = shells_.find(id);
        if (found == shells_.end()) return;
        const std::shared_ptr<shell> closing = std::move(found->second);
        shells_.erase(found);
        const std::size_t commands = closing->commands.size();
        closing->close();
        counts_.change([&](endpoint_statistics& s) {
            s.open_shells = shells_.size();
            s.open_commands -= commands;
        });
    }

    /// Effects: closes every shell. A request that is served later cannot open another one.
    void close_all()
    {
        closed_ = true;
        while (!shells_.empty())
            close(shells_.begin()->first);
    }

private:
    std::shared_ptr<shell> open(const soap_request& request, const caller& client, const std::string& id)
    {
        auto made = std::make_shared<shell>(executor_, id);
        made->owner = client.user;
        made->client_address = client.address;
        const endpoint_quotas& quotas = options_.quotas;
        made->idle_timeout = quotas.longest_idle_timeout;
        made->read(*request.body);
        made->idle_timeout =
            (std::max)(quotas.shortest_idle_timeout, (std::min)(made->idle_timeout, quotas.longest_idle_timeout));
        shells_.emplace(id, made);
        made->watch([this, id] {
            close(id);
            counts_.change([](endpoint_statistics& s) { ++s.shells_expired; });
        });
        counts_.change([&](endpoint_statistics& s) {
            s.open_shells = shells_.size();
            ++s.shells_created;
        });
        return made;
    }

    asio::any_io_executor executor_;
    const endpoint_options& options_;
    std::string url_;
    tally& counts_;
    std::map<std::string, std::shared_ptr<shell>, std::less<>> shells_;
    bool closed_ = false;
};

} // namespace wsman::testing::detail
