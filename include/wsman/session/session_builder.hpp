//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once
#include <wsman/core/config.hpp>
#include <wsman/core/result.hpp>
#include <wsman/session/rules.hpp>
#include <wsman/session/session.hpp>
#include <wsman/session/session_draft.hpp>
#include <wsman/session/detail/literal_connection.hpp>

#include <boost/assert/source_location.hpp>

#include <chrono>
#include <concepts>
#include <string>
#include <type_traits>
#include <utility>

namespace wsman::inline WSMAN_FORM {

/// Builds a session and checks the rules at compile time.
///
/// The type contains the state that the rules check (flags, bound transport, presence of credentials); the object
/// contains the data. A step that breaks a rule does not compile, and the compiler prints the sentence of the rule.
/// Errors that depend on run-time data are failures of build(), as in session_draft.
///
/// Each step consumes the builder. Copy or move a named builder to use it again:
/// `auto s = session_builder(base).connection(host).build();`
/// Example:
/// @code
/// using enum wsman::session_flag;
/// const wsman::session s = wsman::session_builder{}
///                              .flags<use_negotiate | use_ssl | cred_username_password>()
///                              .credentials(wsman::user_password("CORP\\svc", wsman::secret_from_env("PASSWORD")))
///                              .connection(host)
///                              .build();
/// @endcode
template <policy_state State = policy_state{}>
class session_builder {
public:
    /// The state that the rules check; for `option_allowed<decltype(builder)::state, …>`.
    static constexpr policy_state state = State;

    session_builder()
        requires(State == policy_state{})
    = default;

    /// Effects: adds these flags to the flags that are set.
    template <session_flags Flags>
    [[nodiscard]] auto flags() &&
    {
        constexpr rule_outcome outcome = apply(State, set_flags_step{Flags});
        detail::assert_unbroken<outcome.broken>();
        ignore(draft_.set_flags(Flags));
        return std::move(*this).template next<outcome.state>();
    }

    /// Effects: sets a switch. The value 1 binds the transport that the switch needs; the value 0 binds no transport.
    template <session_option Option, bool Value>
    [[nodiscard]] auto option() &&
    {
        constexpr rule_outcome outcome = apply(State, set_option_step{Option, Value});
        detail::assert_unbroken<outcome.broken>();
        if constexpr (outcome.broken == rule::none) {
            static_assert(
                option_traits<Option>::kind == option_kind::boolean,
                "wsman: rule R58: the option's value has the wrong type: the option is not a switch"
            );
            ignore(draft_.set_option(Option, Value));
        }
        return std::move(*this).template next<outcome.state>();
    }

    /// Effects: sets an option that binds no transport.
    template <session_option Option>
    [[nodiscard]] session_builder option(option_value_t<Option> value) &&
    {
        constexpr rule_outcome outcome = apply(State, set_option_step{Option, false});
        detail::assert_unbroken<outcome.broken>();
        static_assert(
            option_traits<Option>::binds == transport_binding::unbound,
            "wsman: give the value of an option that binds a transport as a template argument: option<Option, true>()"
        );
        ignore(draft_.set_option(Option, std::move(value)));
        return std::move(*this);
    }

    /// Effects: sets an account.
    [[nodiscard]] auto credentials(user_password account) &&
    {
        return std::move(*this).template give<credential_trait::account>(std::move(account));
    }
    /// Effects: sets a client certificate, which binds https.
    [[nodiscard]] auto credentials(client_certificate certificate) &&
    {
        return std::move(*this).template give<credential_trait::certificate>(std::move(certificate));
    }
    /// Effects: sets a source of Kerberos tickets.
    [[nodiscard]] auto credentials(ticket_source tickets) &&
    {
        return std::move(*this).template give<credential_trait::tickets>(std::move(tickets));
    }
    /// Effects: sets a function that returns the account. The client calls it when it needs the account, and again
    /// after a change of the password.
    template <std::invocable Ask>
        requires std::convertible_to<std::invoke_result_t<Ask&>, result<user_password>>
    [[nodiscard]] auto credentials(Ask ask) &&
    {
        return std::move(*this).template give<credential_trait::account>(
            wsman::credentials(wsman::credentials::callback(std::move(ask)))
        );
    }
    /// Effects: sets credentials whose kind is known only at run time; build() checks them.
    template <std::same_as<wsman::credentials> Any>
    [[nodiscard]] auto credentials(Any supplied) &&
    {
        return std::move(*this).template give<credential_trait::unknown>(std::move(supplied));
    }

    /// Effects: sets a connection string that is a literal. The compiler checks the rules for its scheme and host, and
    /// a malformed string does not compile.
    template <connection_literal Text>
    [[nodiscard]] auto connection() &&
    {
        constexpr detail::literal_facts facts = detail::facts_of(Text);
        detail::assert_unbroken<facts.broken>();
        constexpr name_connection_step named{facts.scheme, facts.host};
        constexpr rule_outcome outcome = apply(State, named);
        detail::assert_unbroken<outcome.broken>();
        ignore(draft_.set_connection(std::string(Text.view())));
        return std::move(*this).template next<outcome.state>();
    }
    /// Effects: sets a connection string that is known only at run time; build() checks it.
    [[nodiscard]] auto connection(std::string text) &&
    {
        constexpr rule_outcome outcome =
            apply(State, name_connection_step{transport_binding::unbound, host_kind::unknown});
        detail::assert_unbroken<outcome.broken>();
        ignore(draft_.set_connection(std::move(text)));
        return std::move(*this).template next<outcome.state>();
    }

    /// Effects: sets a proxy, which needs https. Do not call this function for a direct connection.
    [[nodiscard]] auto proxy(proxy_settings settings) &&
    {
        constexpr rule_outcome outcome = apply(State, set_proxy_step{2});
        detail::assert_unbroken<outcome.broken>();
        ignore(draft_.set_proxy(std::move(settings)));
        return std::move(*this).template next<outcome.state>();
    }

    /// Effects: sets the client policy. build() checks it, because its content is known only at run time.
    [[nodiscard]] auto policy(client_policy policy) &&
    {
        constexpr rule_outcome outcome = apply(State, runtime_policy_step{});
        ignore(draft_.set_policy(std::move(policy)));
        return std::move(*this).template next<outcome.state>();
    }
    /// Effects: sets the TLS policy; build() checks it.
    [[nodiscard]] auto tls(tls_policy tls) &&
    {
        constexpr rule_outcome outcome = apply(State, runtime_policy_step{});
        ignore(draft_.set_tls(std::move(tls)));
        return std::move(*this).template next<outcome.state>();
    }
    /// Effects: allows CredSSP to send the password to a host that does not prove its identity (rule T3).
    [[nodiscard]] auto delegate_to_unverified() &&
    {
        constexpr rule_outcome outcome = apply(State, delegate_to_unverified_step{});
        ignore(draft_.set_delegate_to_unverified());
        return std::move(*this).template next<outcome.state>();
    }
    /// Effects: connects to this address. Host header, certificate check and service name still use the host of the
    /// connection.
    [[nodiscard]] session_builder connect_address(std::string host, std::uint16_t port) &&
    {
        ignore(draft_.set_connect_address(host_and_port(std::move(host), port)));
        return std::move(*this);
    }
    /// Effects: sets the host in the service principal name, instead of the host of the connection.
    [[nodiscard]] session_builder spn_host(std::string host) &&
    {
        ignore(draft_.set_spn_host(std::move(host)));
        return std::move(*this);
    }
    /// Effects: sets the service in the service principal name, instead of "HTTP".
    [[nodiscard]] session_builder spn_service(std::string service) &&
    {
        ignore(draft_.set_spn_service(std::move(service)));
        return std::move(*this);
    }
    /// Effects: delegates a ticket to the host, with which it can log in to other hosts as the user (second hop).
    [[nodiscard]] session_builder delegation(bool enabled = true) &&
    {
        ignore(draft_.set_delegation(enabled));
        return std::move(*this);
    }
    [[nodiscard]] session_builder operation_timeout(std::chrono::milliseconds timeout) &&
    {
        return std::move(*this).template option<session_option::default_operation_timeout>(timeout);
    }

    /// Returns: the session. A call does not compile if a required setting is missing and the state in the type shows
    /// it.
    /// Errors: throws wsman::exception with the source location of the caller; the errors are those of
    /// session_draft::build and of the steps.
    session build(const boost::source_location& location = BOOST_CURRENT_LOCATION) const
    {
        return try_build().value(location);
    }

    /// Returns: the session or the failure.
    [[nodiscard]] result<session> try_build() const
    {
        detail::assert_unbroken<apply(State, finish_step{}).broken>();
        return draft_.build();
    }

private:
    template <policy_state>
    friend class session_builder;

    explicit session_builder(session_draft&& draft) : draft_(std::move(draft)) {}

    template <policy_state Next>
    session_builder<Next> next() &&
    {
        if constexpr (Next == State)
            return std::move(*this);
        else
            return session_builder<Next>(std::move(draft_));
    }

    template <credential_trait Kind>
    auto give(wsman::credentials supplied) &&
    {
        constexpr rule_outcome outcome = apply(State, give_credentials_step{Kind});
        detail::assert_unbroken<outcome.broken>();
        ignore(draft_.set_credentials(std::move(supplied)));
        return std::move(*this).template next<outcome.state>();
    }

    /// Ignores the result of a setter: the draft stores the failure, and build() returns it.
    static void ignore(const result<void>&) noexcept {}

    session_draft draft_;
};

session_builder() -> session_builder<policy_state{}>;

} // namespace wsman
