//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <support/catch.hpp>
#include <wsman/core/encoding.hpp>
#include <wsman/protocol/names.hpp>
#include <wsman/security/message_sealing.hpp>
#include <wsman/security/ntlm.hpp>
#include <wsman/security/spnego.hpp>

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "../pools.hpp"

namespace wsman::test {

/// A host that behaves like Microsoft OMI 1.0.8: it does not answer a request without a log-in or with one that it does not
/// offer; it offers Basic, and NTLM inside Negotiate; it closes the connection because of the tab in sealed parts, and ends
/// its own parts with two line ends; it answers Identify in the namespace of SOAP, and unknown requests with an empty 500.
class omi_host {
public:
    explicit omi_host(asio::io_context& context)
        : host_(context, [this](std::shared_ptr<peer> one) { return serve(std::move(one)); })
    {
    }

    std::string url() const { return host_.url(); }
    std::size_t connections() const noexcept { return host_.connections(); }

    bool takes_tab = false;
    bool takes_bare = true;
    std::function<void()> on_tab;         ///< called when it closes because of one
    bool resets = false;                  ///< closes with RST
    std::string password = "Password";    ///< of every account
    std::string identity_space{ns::soap}; ///< the namespace of IdentifyResponse
    std::size_t proofs = 0;               ///< of NTLM that were received
    std::size_t refused = 0;
    std::size_t with_tab = 0; ///< sealed requests
    std::size_t bare = 0;
    std::vector<std::string> operations; ///< that it has carried out

private:
    /// The state of one connection.
    struct line {
        std::unique_ptr<security_context> context;
        bool challenged = false; // the next token is a proof
        bool open = false;
    };

    asio::awaitable<void> serve(std::shared_ptr<peer> one)
    {
        line known;
        for (;;) {
            std::string got = co_await one->read_request();
            if (got.empty()) co_return;
            std::optional<std::string> answer = answer_to(known, std::move(got));
            if (!answer) {
                // No answer; the connection stays open.
                co_await one->until_closed();
                co_return;
            }
            if (answer->empty()) {
                resets ? one->reset() : one->close();
                co_return;
            }
            co_await one->write(std::move(*answer));
        }
    }

    /// Returns: the bytes to send; an empty text to close the connection; nothing for no answer.
    std::optional<std::string> answer_to(line& known, std::string got)
    {
        const std::size_t end = got.find("\r\n\r\n");
        const std::string head = got.substr(0, end + 2);
        std::string body = got.substr(end + 4);
        if (head.find("Transfer-Encoding") != std::string::npos || head.find("Expect:") != std::string::npos)
            return http_answer_text("411 Length Required", "", "");
        const std::string login = value_of(head, "Authorization: ");
        if (login.starts_with("Negotiate ")) return leg(known, login.substr(10));
        if (login.starts_with("Basic ")) {
            std::string account;
            append_base64_decoded(account, login.substr(6));
            if (!account.ends_with(":" + password)) return refuse();
            return carry_out(body, std::nullopt, known);
        }
        if (!known.open) return std::nullopt;
        if (!is_sealed_type(value_of(head, "Content-Type: "))) return carry_out(body, std::nullopt, known);
        const bool tab = body.find("\r\n\tContent-Type") != std::string::npos;
        ++(tab ? with_tab : bare);
        if (tab && !takes_tab && on_tab) on_tab();
        if (tab ? !takes_tab : !takes_bare) return std::string();
        std::string type = value_of(head, "Content-Type: ");
        REQUIRE(open_message(*known.context, sealing_protocol::spnego, body, type).has_value());
        return carry_out(body, sealing_protocol::spnego, known);
    }

    std::optional<std::string> leg(line& known, std::string_view text)
    {
        if (!known.context || known.open) {
            known.context = acceptor();
            known.challenged = false;
        }
        known.open = false;
        std::string token;
        append_base64_decoded(token, text);
        if (known.challenged) ++proofs;
        known.challenged = true;
        result<std::string> next = known.context->step(token);
        if (next.has_error() || known.context->refusal()) return refuse();
        std::string challenge("WWW-Authenticate: Negotiate ");
        append_base64(challenge, *next);
        challenge += "\r\n";
        known.open = known.context->established();
        return http_answer_text(known.open ? "200 OK" : "401 Unauthorized", "", challenge);
    }

    std::string refuse()
    {
        ++refused;
        return http_answer_text(
            "401 Unauthorized",
            "",
            "WWW-Authenticate: Basic realm=\"WSMAN\"\r\nWWW-Authenticate: Negotiate\r\nWWW-Authenticate: Kerberos\r\n"
        );
    }

    std::optional<std::string>
    carry_out(const std::string& envelope, std::optional<std::string_view> protocol, const line& known)
    {
        if (envelope.empty()) return http_answer_text("200 OK", "", "");
        const bool identifies =
            envelope.find("IdentifyResponse") == std::string::npos && envelope.find(":Identify/>") != std::string::npos;
        operations.emplace_back(identifies ? "Identify" : "other");
        // OMI's process ends when it receives a sealed Create of a shell.
        if (!identifies) return protocol ? std::string() : http_answer_text("500 Internal Server Error", "", "");
        const std::string plain = identity();
        std::string type = "application/soap+xml;charset=UTF-8";
        if (!protocol) return http_answer_text("200 OK", plain, "Content-Type: " + type + "\r\n");
        std::string sealed;
        REQUIRE(seal_message(*known.context, *protocol, part_header_style::bare, plain, sealed, type).has_value());
        sealed += "\r\n";
        return http_answer_text("200 OK", sealed, "Content-Type: " + type + "\r\n");
    }

    std::string identity() const
    {
        return "<SOAP-ENV:Envelope xmlns:SOAP-ENV=\"http://www.w3.org/2003/05/soap-envelope\" "
               "xmlns:wsmid=\"http://schemas.dmtf.org/wbem/wsman/identity/1/wsmanidentity.xsd\" xmlns:any=\"" +
               identity_space +
               "\"><SOAP-ENV:Header/><SOAP-ENV:Body><any:IdentifyResponse>"
               "<wsmid:ProtocolVersion>http://schemas.dmtf.org/wbem/wsman/1/wsman.xsd</wsmid:ProtocolVersion>"
               "<wsmid:ProductVendor>Microsoft Corporation</wsmid:ProductVendor>"
               "<wsmid:ProductVersion>OMI-1.0.8</wsmid:ProductVersion>"
               "</any:IdentifyResponse></SOAP-ENV:Body></SOAP-ENV:Envelope>";
    }

    std::unique_ptr<security_context> acceptor()
    {
        ntlm_acceptor_options options;
        options.password = [this](std::string_view, std::string_view) {
            return std::optional<secret>(secret(password));
        };
        spnego_candidate ntlm(spnego_mechanism::ntlm, [options] { return make_ntlm_acceptor(options); });
        std::vector<spnego_candidate> candidates;
        candidates.push_back(std::move(ntlm));
        return make_spnego_acceptor(std::move(candidates)).value();
    }

    static std::string value_of(const std::string& head, std::string_view name)
    {
        const std::size_t at = head.find(name);
        if (at == std::string::npos) return {};
        const std::size_t begin = at + name.size();
        return head.substr(begin, head.find("\r\n", begin) - begin);
    }

    scripted_host host_;
};

/// Returns: a session with it by NTLM, sealed.
inline session
ntlm_session_to(const std::string& url, client_policy policy = {}, std::string_view password = "Password")
{
    session_draft draft;
    draft.set_connection(url).value();
    draft.set_flags(session_flag::use_negotiate | session_flag::cred_username_password).value();
    policy.trusted_hosts = trusted_hosts::parse("*").value();
    policy.mechanism = mechanism::ntlm;
    draft.set_policy(policy).value();
    draft.set_credentials(user_password("omi", secret(password))).value();
    return draft.build().value();
}

inline session digest_session_to(const std::string& url)
{
    session_draft draft;
    draft.set_connection(url).value();
    draft.set_flags(session_flag::use_digest | session_flag::cred_username_password | session_flag::no_encryption)
        .value();
    client_policy policy;
    policy.allow_unencrypted = true;
    draft.set_policy(policy).value();
    draft.set_credentials(user_password("user", secret("pass"))).value();
    return draft.build().value();
}

} // namespace wsman::test
