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

/// Reads one HTTP answer after the other from bytes as they come; knows no socket.
///
/// The order of calls: begin(), then as long as complete() does not hold, bytes into space() and received(), or ended()
/// once the peer has closed. After a failure the reader, and its connection, are of no more use.
class http_response_reader {
public:
    http_response_reader(std::size_t header_limit, std::size_t body_limit)
        : header_limit_(header_limit), body_limit_(body_limit)
    {
    }

    /// Effects: gets ready for the next answer; `buffer` is emptied and takes its body.
    WSMAN_DECL void begin(std::string&& buffer);
    /// Effects: gets ready for the answer to CONNECT. It ends with its head, and answer().challenges are the proxy's; only
    /// a 407 that keeps the connection, and whose page is not large, has a body. After a 2xx reusable() says that nothing followed.
    WSMAN_DECL void begin_connect();
    /// Effects: forgets what is left of another connection.
    void reset() noexcept
    {
        begin_ = end_ = 0;
        started_ = complete_ = keep_alive_ = false;
    }
    /// Returns: room for at least one byte.
    WSMAN_DECL std::span<char> space();
    /// Effects: takes in the first `size` bytes of what space() returned.
    /// Errors: transport_errc::malformed_http, header_limit, body_limit, plain_to_tls_port, invalid_content_type.
    [[nodiscard]] WSMAN_DECL result<void> received(std::size_t size);
    /// Effects: the peer closed its side.
    /// Errors: transport_errc::connection_closed where the answer is not whole.
    [[nodiscard]] WSMAN_DECL result<void> ended();

    bool started() const noexcept { return started_; } ///< one byte of this answer came
    bool complete() const noexcept { return complete_; }
    /// Returns: whether the connection may carry another request: kept alive, and not a byte too many.
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
    std::vector<char> input_; // what the parser has not consumed stands in [begin_, end_)
    std::size_t begin_ = 0;
    std::size_t end_ = 0;
    std::optional<http_response_parser> parser_; // Beast's cannot be used twice
    http_answer answer_;
    unsigned interim_ = 0;
    std::size_t searched_ = 0; // of a head, for its end
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
