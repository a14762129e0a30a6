//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//

// No freed memory contains a password, whatever its length.
#include <support/catch.hpp>
#include <wsman/core/encoding.hpp>
#include <wsman/core/secret.hpp>
#include <wsman/transport/impl/http/http_request.hpp>

#include <atomic>
#include <cstdlib>
#include <malloc.h>
#include <new>
#include <string>
#include <string_view>

using namespace wsman;

namespace {

std::string_view watched;
std::atomic<bool> watching = false;
std::atomic<int> found = 0;

void give_back(void* block) noexcept
{
    if (block && watching) {
        const std::string_view bytes(static_cast<const char*>(block), ::malloc_usable_size(block));
        if (bytes.find(watched) != std::string_view::npos) ++found;
    }
    std::free(block);
}

/// Inspects all memory that is freed during its lifetime.
class freed_memory {
public:
    explicit freed_memory(std::string_view secret)
    {
        watched = secret;
        found = 0;
        watching = true;
    }
    ~freed_memory() { watching = false; }
    freed_memory(const freed_memory&) = delete;
    freed_memory& operator=(const freed_memory&) = delete;

    int leaks() const { return found; }
};

} // namespace

// Of the whole test program; they behave like the defaults. Every form of new that these forms of delete are paired with
// is replaced: a sanitizer compares where a block was allocated with where it is freed.
void* operator new(std::size_t size, const std::nothrow_t&) noexcept
{
    return std::malloc(size != 0 ? size : 1);
}
void* operator new(std::size_t size)
{
    if (void* const block = operator new(size, std::nothrow)) return block;
    throw std::bad_alloc();
}
void operator delete(void* block) noexcept
{
    give_back(block);
}
void operator delete(void* block, std::size_t) noexcept
{
    give_back(block);
}

TEST_CASE("every copy of the credentials is wiped before it is freed, for every length", "[transport][http][secret]")
{
    for (const std::size_t size : {20U, 200U, 1000U, 5000U}) {
        CAPTURE(size);
        const std::string password(size, 'q');
        std::string encoded;
        append_base64(encoded, "user:" + password);
        const std::string marker = encoded.substr(12, 12);
        const std::string value = "Basic " + encoded;
        detail::request_head request;
        request.authorization = value;
        const freed_memory freed(marker);
        for (int i = 0; i != 2; ++i) {
            std::string head;
            REQUIRE(detail::write_head(head, "POST /wsman HTTP/1.1\r\nHost: build01\r\n", request));
            wipe(head);
        }
        CHECK(freed.leaks() == 0);
    }
}
