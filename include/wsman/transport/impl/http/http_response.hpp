//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/core/result.hpp>
#include <wsman/transport/impl/http/http_response_parser.hpp>

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace wsman::inline WSMAN_FORM::detail {

/// Parses HTTP responses from received bytes; performs no I/O.
///
/// Call order: begin(); then, until complete() holds, write bytes into space() and call received(), or call ended()
/// once the peer has closed. After a failure the reader and its connection cannot be used again.
class http_response_reader {
public:
    http_response_reader(std::size_t header_limit, std::size_t body_limit)
        : header_limit_(header_limit), body_limit_(body_limit)
    {
    }

    /// Effects: prepares for the next response; the capacity of the last body is reused.
    WSMAN_DECL void begin();
    /// Effects: prepares for the response to CONNECT. It ends with its head, and answer().challenges are those of the
    /// proxy. A body is read only for a 407 that keeps the connection open and whose body is within the limit. After a
    /// 2xx, reusable() is true if no bytes followed.
    WSMAN_DECL void begin_connect();
    /// Effects: discards the state of the previous connection.
    void reset() noexcept
    {
        begin_ = end_ = 0;
        started_ = complete_ = keep_alive_ = false;
    }
    /// Returns: writable space of at least one byte.
    WSMAN_DECL std::span<char> space();
    /// Effects: processes the first `size` bytes of the buffer that space() returned.
    /// Errors: transport_errc::malformed_http, header_limit, body_limit, plain_to_tls_port, invalid_content_type.
    [[nodiscard]] WSMAN_DECL result<void> received(std::size_t size);
    /// Effects: records that the peer closed its side.
    /// Errors: transport_errc::connection_closed if the response is incomplete.
    [[nodiscard]] WSMAN_DECL result<void> ended();

    bool started() const noexcept { return started_; } ///< the first byte of this response was received
    bool complete() const noexcept { return complete_; }
    /// Returns: whether the connection can carry another request: it is kept alive, and no extra byte was received.
    bool reusable() const noexcept { return complete_ && keep_alive_ && begin_ == end_; }

    http_answer& answer() noexcept { return answer_; }

private:
    void prepare();
    [[nodiscard]] result<void> parse();
    bool ready_for_parser();
    std::size_t head_size();
    void mend_head(std::size_t size);
    bool mend_chunk_head();
    bool ends_with_head();
    failure explain(const error_code& code) const;
    [[nodiscard]] result<void> check_head() const;

    std::size_t header_limit_;
    std::size_t body_limit_;
    std::vector<char> input_; // unconsumed bytes are in [begin_, end_)
    std::size_t begin_ = 0;
    std::size_t end_ = 0;
    std::optional<http_response_parser> parser_; // a Beast parser cannot be reused
    http_answer answer_;
    unsigned interim_ = 0;
    std::size_t searched_ = 0; // bytes already searched for the end of the head
    bool to_connect_ = false;
    bool head_mended_ = false;
    bool chunk_head_whole_ = false;
    bool started_ = false;
    bool complete_ = false;
    bool keep_alive_ = false;
};

} // namespace wsman::detail

#if !defined(WSMAN_SEPARATE_COMPILATION)
#include <wsman/transport/impl/http/http_response.ipp>
#endif
