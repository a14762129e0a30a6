//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/encoding.hpp>
#include <wsman/transport/impl/http_response.hpp>

#include <boost/asio/buffer.hpp>
#include <boost/beast/http/error.hpp>

#include <algorithm>
#include <cstring>
#include <utility>

namespace wsman::detail {

inline constexpr std::size_t first_input_size = 8 << 10;
inline constexpr std::size_t body_input_size = 64 << 10;
inline constexpr unsigned interim_answers_limit = 8;
inline constexpr std::size_t proxy_page_limit = 256 << 10; // nobody reads it

WSMAN_DECL void http_response_reader::begin(std::string&& buffer)
{
    to_connect_ = false;
    if (buffer.capacity() > answer_.body.capacity()) {
        answer_.body = std::move(buffer);
        answer_.body.clear();
    }
    interim_ = 0;
    prepare();
}

WSMAN_DECL void http_response_reader::begin_connect()
{
    to_connect_ = true;
    interim_ = 0;
    prepare();
}

WSMAN_DECL void http_response_reader::prepare()
{
    answer_.clear();
    parser_.emplace(answer_, to_connect_);
    // What follows the head of an answer to CONNECT may be the host's already.
    parser_->eager(!to_connect_);
    parser_->header_limit(static_cast<std::uint32_t>((std::min)(header_limit_, std::size_t{0xFFFFFFFF})));
    // What a proxy's head says of a body matters only where the body is read.
    if (to_connect_)
        parser_->body_limit(boost::none);
    else
        parser_->body_limit(body_limit_);
    started_ = complete_ = keep_alive_ = false;
}

WSMAN_DECL std::span<char> http_response_reader::space()
{
    if (begin_ == end_) begin_ = end_ = 0;
    if (begin_ != 0) {
        std::memmove(input_.data(), input_.data() + begin_, end_ - begin_);
        end_ -= begin_;
        begin_ = 0;
    }
    if (input_.empty()) input_.resize(first_input_size);
    if (end_ == input_.size()) input_.resize(2 * input_.size());
    // A body of some size is read in larger bites.
    if (parser_ && parser_->is_header_done() && !parser_->is_done() && input_.size() < body_input_size)
        input_.resize(body_input_size);
    return {input_.data() + end_, input_.size() - end_};
}

WSMAN_DECL result<void> http_response_reader::received(std::size_t size)
{
    end_ += size;
    if (size != 0 && !started_) {
        started_ = true;
        // RFC 8446, 5.1: a record begins with its type, an alert (21) or a handshake (22), and the version 3.x.
        const char first = input_[begin_];
        if ((first == 21 || first == 22) && (end_ - begin_ < 2 || input_[begin_ + 1] == 3))
            return failure(transport_errc::plain_to_tls_port);
    }
    return parse();
}

WSMAN_DECL result<void> http_response_reader::parse()
{
    while (begin_ != end_ && !complete_) {
        boost::beast::error_code code;
        const bool had_head = parser_->is_header_done();
        begin_ += parser_->put(boost::asio::const_buffer(input_.data() + begin_, end_ - begin_), code);
        if (code && code != boost::beast::http::error::need_more) return explain(code);
        if (!had_head && parser_->is_header_done()) {
            if (ends_with_head()) break;
            result<void> checked = check_head();
            if (checked.has_error()) return checked;
            parser_->eager(true);
        }
        if (parser_->is_done()) {
            if (answer_.status / 100 != 1) {
                complete_ = true;
                keep_alive_ = parser_->keep_alive();
                break;
            }
            if (answer_.status == 101 || ++interim_ > interim_answers_limit)
                return failure(transport_errc::malformed_http, "an interim answer that was not asked for");
            prepare();
            started_ = true;
            continue;
        }
        if (code) {
            // All that a parser may hold back is a head, a chunk's head or trailers.
            if (end_ - begin_ >= header_limit_) return explain(boost::beast::http::error::header_limit);
            break;
        }
    }
    return {};
}

WSMAN_DECL bool http_response_reader::ends_with_head()
{
    if (!to_connect_ || answer_.status / 100 == 1) return false;
    const bool opened = answer_.status / 100 == 2;
    const std::size_t limit = (std::min)(body_limit_, proxy_page_limit);
    if (answer_.status == 407 && parser_->keep_alive() && parser_->content_length().value_or(0) <= limit) {
        parser_->body_limit(limit);
        return false;
    }
    complete_ = true;
    keep_alive_ = opened;
    return true;
}

WSMAN_DECL result<void> http_response_reader::ended()
{
    if (complete_) return {};
    if (!started_ || !parser_) return failure(transport_errc::connection_closed);
    boost::beast::error_code code;
    if (begin_ == end_ && parser_->is_header_done()) parser_->put_eof(code);
    if (!code && parser_->is_done()) {
        complete_ = true;
        keep_alive_ = false;
        return {};
    }
    return failure(transport_errc::connection_closed, "in the middle of an answer");
}

WSMAN_DECL failure http_response_reader::explain(const error_code& code) const
{
    using boost::beast::http::error;
    if (code == error::header_limit)
        return failure(transport_errc::header_limit, "header_limit is " + std::to_string(header_limit_) + " bytes");
    if (code == error::body_limit || code == error::buffer_overflow)
        return failure(transport_errc::body_limit, "body_limit is " + std::to_string(body_limit_) + " bytes");
    return failure(transport_errc::malformed_http, code.message());
}

WSMAN_DECL result<void> http_response_reader::check_head() const
{
    if (!answer_.transfer_encoding.empty() && !ascii_iequals(answer_.transfer_encoding, "chunked"))
        return failure(transport_errc::malformed_http, "a transfer coding that was not asked for");
    if (!answer_.content_encoding.empty() && !ascii_iequals(answer_.content_encoding, "identity"))
        return failure(transport_errc::invalid_content_type, "a content coding that was not asked for");
    return {};
}

} // namespace wsman::detail
