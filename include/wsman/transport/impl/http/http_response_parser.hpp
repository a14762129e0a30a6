//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>

#include <boost/beast/http/basic_parser.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace wsman::inline WSMAN_FORM::detail {

/// The fields of a response's head that the transport uses, and the body.
class http_answer {
public:
    http_answer() = default;

    void clear()
    {
        status = 0;
        reason.clear();
        content_type.clear();
        location.clear();
        retry_after.clear();
        content_encoding.clear();
        date.clear();
        transfer_encoding.clear();
        challenges.clear();
        cookies.clear();
        body.clear();
    }

    unsigned status = 0;
    std::string reason; ///< only of a response to CONNECT
    std::string content_type;
    std::string location;
    std::string retry_after;
    std::string content_encoding;
    std::string date;
    std::string transfer_encoding;
    std::vector<std::string> challenges; ///< of the host, or of the proxy for CONNECT
    std::vector<std::string> cookies;    ///< values of Set-Cookie; empty for CONNECT
    std::string body;
};

/// Beast's parser with our own storage: unused header fields are not stored, and the body is appended to a string whose
/// capacity is reused.
class http_response_parser final : public boost::beast::http::basic_parser<false> {
public:
    http_response_parser(http_answer& into, bool to_connect) : into_(into), to_connect_(to_connect) {}

    /// Returns: whether the next bytes are the head of a chunk.
    bool at_chunk_head() const { return is_header_done() && chunked() && !is_done() && left_of_chunk_ == 0; }

private:
    using error = boost::beast::error_code;
    using view = boost::beast::string_view;
    using field = boost::beast::http::field;
    using optional_length = boost::optional<std::uint64_t>;

    void on_request_impl(boost::beast::http::verb, view, view, int, error&) override {}
    void on_response_impl(int status, view reason, int, error&) override
    {
        into_.status = static_cast<unsigned>(status);
        if (to_connect_) into_.reason.assign(reason.data(), reason.size());
    }
    void on_field_impl(field name, view, view value, error&) override
    {
        // Trailers are reported here, too; they must not change values of the head.
        if (is_header_done()) return;
        switch (name) {
        case field::content_type: into_.content_type.assign(value.data(), value.size()); break;
        case field::location: into_.location.assign(value.data(), value.size()); break;
        case field::retry_after: into_.retry_after.assign(value.data(), value.size()); break;
        case field::date: into_.date.assign(value.data(), value.size()); break;
        case field::content_encoding: into_.content_encoding.assign(value.data(), value.size()); break;
        case field::transfer_encoding: into_.transfer_encoding.assign(value.data(), value.size()); break;
        case field::www_authenticate:
        case field::proxy_authenticate:
            if ((name == field::proxy_authenticate) == to_connect_)
                into_.challenges.emplace_back(value.data(), value.size());
            break;
        case field::set_cookie:
            if (!to_connect_) into_.cookies.emplace_back(value.data(), value.size());
            break;
        default: break;
        }
    }
    void on_header_impl(error&) override {}
    void on_body_init_impl(const optional_length& length, error&) override
    {
        // An announced Content-Length must not make the client allocate more than this.
        constexpr std::uint64_t reserve_limit = 1 << 20;
        if (length) into_.body.reserve(static_cast<std::size_t>((std::min)(*length, reserve_limit)));
    }
    std::size_t on_body_impl(view bytes, error&) override
    {
        into_.body.append(bytes.data(), bytes.size());
        return bytes.size();
    }
    void on_chunk_header_impl(std::uint64_t size, view, error&) override { left_of_chunk_ = size; }
    std::size_t on_chunk_body_impl(std::uint64_t left, view bytes, error&) override
    {
        left_of_chunk_ = left - bytes.size();
        into_.body.append(bytes.data(), bytes.size());
        return bytes.size();
    }
    void on_finish_impl(error&) override {}

    http_answer& into_;
    bool to_connect_;
    std::uint64_t left_of_chunk_ = 0;
};

} // namespace wsman::detail
