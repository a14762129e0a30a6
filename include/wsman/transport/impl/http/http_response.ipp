//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/core/encoding.hpp>
#include <wsman/transport/impl/http/http_response.hpp>

#include <boost/asio/buffer.hpp>
#include <boost/beast/http/error.hpp>

#include <algorithm>
#include <cstring>
#include <utility>

namespace wsman::inline WSMAN_FORM::detail {

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
    // What follows the head of an answer to CONNECT may be the host's already, and the head of a chunk is looked at first.
    parser_->eager(false);
    head_mended_ = chunk_head_whole_ = false;
    searched_ = 0;
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

/// Returns: the size of the head, with the empty line that ends it; 0: its end has not come yet.
/// Specification: RFC 9112, 2.2: a line feed alone may be taken for the end of a line.
WSMAN_DECL std::size_t http_response_reader::head_size()
{
    const std::string_view got(input_.data() + begin_, end_ - begin_);
    for (std::size_t at = got.find('\n', searched_); at != std::string_view::npos; at = got.find('\n', at + 1)) {
        const std::string_view next = got.substr(at + 1, 2);
        if (next.starts_with('\n')) return at + 2;
        if (next == "\r\n") return at + 3;
        if (next.size() == 2) continue;
        searched_ = at; // what follows it has not come yet
        return 0;
    }
    searched_ = got.size();
    return 0;
}

/// Beast's parser refuses a line feed without its carriage return and a reason with control characters in it; neither is
/// worth the status.
WSMAN_DECL void http_response_reader::mend_head(std::size_t size)
{
    constexpr std::size_t up_to_status = std::string_view("HTTP/1.1 503").size();
    char* const head = input_.data() + begin_;
    char* const first_end = std::find(head, head + size, '\n');
    char* const line_end = first_end != head && first_end[-1] == '\r' ? first_end - 1 : first_end;
    for (char* at = head; at != line_end; ++at)
        if ((static_cast<unsigned char>(*at) < 0x20 && *at != '\t') || *at == 0x7F) *at = ' ';
    const bool no_blank = static_cast<std::size_t>(line_end - head) == up_to_status;
    bool bare = false;
    for (const char* at = head; at != head + size && !bare; ++at)
        bare = *at == '\n' && (at == head || at[-1] != '\r');
    if (!bare && !no_blank) return;
    std::vector<char> mended;
    mended.reserve(input_.size() + size / 8);
    for (const char* at = head; at != head + size; ++at) {
        if (no_blank && at == line_end) mended.push_back(' ');
        if (*at == '\n' && (mended.empty() || mended.back() != '\r')) mended.push_back('\r');
        mended.push_back(*at);
    }
    mended.insert(mended.end(), head + size, input_.data() + end_);
    begin_ = 0;
    end_ = mended.size();
    input_ = std::move(mended);
}

/// Takes the blanks off that may stand behind a chunk's size.
/// Returns: whether the line is whole; until then the parser must not see it.
/// Specification: RFC 9112, 7.1.1 (BWS).
WSMAN_DECL bool http_response_reader::mend_chunk_head()
{
    if (chunk_head_whole_) return true; // trailers are awaited
    char* const from = input_.data() + begin_;
    char* const end = input_.data() + end_;
    char* line = from;
    // The end of the chunk before belongs to it.
    if (line != end && *line == '\r') ++line;
    if (line != end && line != from && *line == '\n') ++line;
    char* const feed = std::find((std::max)(line, from + searched_), end, '\n');
    searched_ = static_cast<std::size_t>(end - from);
    if (feed == end) return false;
    chunk_head_whole_ = true;
    char* const line_end = feed != line && feed[-1] == '\r' ? feed - 1 : feed;
    char* text_end = line_end;
    while (text_end != line && (text_end[-1] == ' ' || text_end[-1] == '\t'))
        --text_end;
    const auto blanks = static_cast<std::size_t>(line_end - text_end);
    if (blanks == 0) return true;
    std::move_backward(from, text_end, line_end);
    begin_ += blanks;
    return true;
}

/// Returns: whether what came is enough for the parser, after it was mended where HTTP is more patient than the parser.
WSMAN_DECL bool http_response_reader::ready_for_parser()
{
    if (parser_->at_chunk_head()) return mend_chunk_head();
    if (parser_->is_header_done()) {
        chunk_head_whole_ = false;
        searched_ = 0;
        return true;
    }
    if (head_mended_) return true;
    // What is no HTTP is for the parser to refuse, at once.
    constexpr std::string_view begin_of_http = "HTTP/1.";
    const std::string_view got(input_.data() + begin_, end_ - begin_);
    if (got.substr(0, begin_of_http.size()) == begin_of_http.substr(0, got.size())) {
        const std::size_t size = head_size();
        if (size == 0) return false;
        mend_head(size);
    }
    head_mended_ = true;
    searched_ = 0;
    return true;
}

WSMAN_DECL result<void> http_response_reader::parse()
{
    while (begin_ != end_ && !complete_) {
        boost::beast::error_code code;
        const bool had_head = parser_->is_header_done();
        if (!ready_for_parser()) {
            if (end_ - begin_ >= header_limit_) return explain(boost::beast::http::error::header_limit);
            break;
        }
        begin_ += parser_->put(boost::asio::const_buffer(input_.data() + begin_, end_ - begin_), code);
        if (code && code != boost::beast::http::error::need_more) return explain(code);
        if (!had_head && parser_->is_header_done()) {
            if (ends_with_head()) break;
            result<void> checked = check_head();
            if (checked.has_error()) return checked;
            parser_->eager(!parser_->chunked());
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

/// Returns: whether all that came is the status line of an error. openwsman sends nothing else where the path is wrong.
inline bool is_lone_error_status(std::string_view head) noexcept
{
    constexpr std::string_view up_to_status = "HTTP/1.0 ";
    return head.size() > up_to_status.size() && head.starts_with("HTTP/1.") && head.find('\n') == head.size() - 1 &&
           (head[up_to_status.size()] == '4' || head[up_to_status.size()] == '5');
}

WSMAN_DECL result<void> http_response_reader::ended()
{
    if (complete_) return {};
    if (!started_ || !parser_) return failure(transport_errc::connection_closed);
    if (!parser_->is_header_done() && is_lone_error_status({input_.data() + begin_, end_ - begin_})) {
        space().front() = '\n'; // the empty line that ends a head
        if (result<void> read = received(1); read.has_error()) return read;
    }
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
