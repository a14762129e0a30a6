//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/core/result.hpp>
#include <wsman/transport/exchange.hpp>

#include <boost/asio/awaitable.hpp>

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace wsman::inline WSMAN_FORM {

/// A request and the host's answer to it.
class recorded_exchange {
public:
    recorded_exchange() = default;
    recorded_exchange(std::string asked, unsigned http_status, std::string answered)
        : request(std::move(asked)), status(http_status), response(std::move(answered))
    {
    }

    std::string request;                                             ///< envelope
    unsigned status = 0;                                             ///< HTTP status
    std::string response;                                            ///< body
    std::string content_type = "application/soap+xml;charset=UTF-8"; ///< of the response
};

/// A conversation with a host, as a value and as JSON: `{"name", "exchanges": [{"request", "status", "response"}]}`,
/// with `"content_type"` if the response is not SOAP.
class recording {
public:
    recording() = default;
    explicit recording(std::string title) : name(std::move(title)) {}

    std::string name;
    std::vector<recorded_exchange> exchanges;

    WSMAN_DECL std::string to_json() const;
    /// Errors: session_errc::json_syntax, wrong_type or unknown_key, with the JSON pointer.
    [[nodiscard]] WSMAN_DECL static result<recording> from_json(std::string_view text);
    /// Errors: client_errc::invalid_argument if the file cannot be read; those of from_json.
    [[nodiscard]] WSMAN_DECL static result<recording> load(const std::string& file);
    /// Errors: client_errc::invalid_argument if the file cannot be written.
    [[nodiscard]] WSMAN_DECL result<void> save(const std::string& file) const;
};

/// Which content a recording keeps.
enum class recorded_content {
    everything, ///< envelopes unchanged: command lines, variables, input and output included
    redacted,   ///< that content is removed, as in observed envelopes; a replay then has no output
};

/// Forwards requests to another exchange and records them with their responses.
///
/// It works above HTTP and authentication: a recording cannot contain an `Authorization` value, token or password of a
/// log-in. It does contain command lines and standard input, as part of the envelopes: use `redacted` before you hand a
/// recording to others. Failures without a response are forwarded and not recorded.
///
/// Object lifetimes: where `inner` holds an executor, as a connection pool does, the executor's context has to outlive
/// this object. Copy `recorded()` where the recording is needed for longer.
class recording_exchange final : public exchange {
public:
    explicit recording_exchange(
        std::shared_ptr<exchange> inner, std::string name = {}, recorded_content keep = recorded_content::everything
    )
        : inner_(std::move(inner)), kept_(std::make_shared<recording>(std::move(name))), content_(keep)
    {
    }

    [[nodiscard]] WSMAN_DECL asio::awaitable<result<response>> round_trip(request asked) override;
    asio::awaitable<void> close() override { return inner_->close(); }
    void recycle(response&& used) noexcept override { inner_->recycle(std::move(used)); }
    std::string_view host() const noexcept override { return inner_->host(); }

    /// Returns: the exchanges recorded until now, in the order of their responses.
    const recording& recorded() const noexcept { return *kept_; }

private:
    [[nodiscard]] static asio::awaitable<result<response>>
    run(std::shared_ptr<exchange> inner, std::shared_ptr<recording> kept, recorded_content content, request asked);

    std::shared_ptr<exchange> inner_;
    std::shared_ptr<recording> kept_;
    recorded_content content_;
};

/// Answers requests from a recording, without a host.
///
/// Requests are compared by meaning, not byte for byte: action, resource, selectors, the recorded options, and the
/// body, which must contain everything that the recorded body contains. Namespace prefixes, the order of headers,
/// message identifiers and settings that each client chooses (time-outs, locale, envelope size, idle time-out) are
/// ignored. Each recorded exchange is used once, and the first match is taken, so the order of a Receive and a Send may
/// change. Redacted texts match any text.
class replaying_exchange final : public exchange {
public:
    explicit replaying_exchange(recording source) : source_(std::move(source)), used_(source_.exchanges.size(), false)
    {
    }

    /// Errors: transport_errc::replay_mismatch, naming the request and the next recorded operation.
    [[nodiscard]] WSMAN_DECL asio::awaitable<result<response>> round_trip(request asked) override;
    WSMAN_DECL asio::awaitable<void> close() override;
    std::string_view host() const noexcept override { return "replay"; }

    /// Returns: the number of recorded exchanges that were not requested.
    WSMAN_DECL std::size_t left() const noexcept;

private:
    [[nodiscard]] result<response> answer(const request& asked);

    recording source_;
    std::vector<bool> used_;
    bool closed_ = false;
};

} // namespace wsman

#if !defined(WSMAN_SEPARATE_COMPILATION)
#include <wsman/transport/impl/recording/recording.ipp>
#include <wsman/transport/impl/recording/replaying.ipp>
#endif
