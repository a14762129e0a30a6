//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>

#include <cstddef>
#include <cstring>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

namespace wsman::inline WSMAN_FORM {

/// Effects: overwrites the bytes with zeros; the optimiser cannot remove the writes.
WSMAN_DECL void wipe(void* bytes, std::size_t size) noexcept;
/// Effects: overwrites the whole capacity, then empties the string.
WSMAN_DECL void wipe(std::string& text) noexcept;

} // namespace wsman

namespace wsman::inline WSMAN_FORM::detail {

/// A fixed sequence of bytes on the heap, which is wiped before it is deallocated. The bytes are never stored inside
/// the object (as in a short std::string), so a move leaves no second copy.
template <class Allocator = std::allocator<char>>
class wiped_bytes {
public:
    wiped_bytes() noexcept = default;
    explicit wiped_bytes(std::string_view bytes) : data_(allocate(bytes.size())), size_(bytes.size())
    {
        if (size_ != 0) std::memcpy(data_, bytes.data(), size_);
    }
    wiped_bytes(const wiped_bytes& other) : wiped_bytes(other.view()) {}
    wiped_bytes(wiped_bytes&& other) noexcept
        : data_(std::exchange(other.data_, nullptr)), size_(std::exchange(other.size_, 0))
    {
    }
    wiped_bytes& operator=(const wiped_bytes& other)
    {
        wiped_bytes copy(other);
        swap(copy);
        return *this;
    }
    wiped_bytes& operator=(wiped_bytes&& other) noexcept
    {
        wiped_bytes taken(std::move(other));
        swap(taken);
        return *this;
    }
    ~wiped_bytes()
    {
        if (!data_) return;
        wipe(data_, size_);
        Allocator().deallocate(data_, size_);
    }

    std::string_view view() const noexcept { return {data_, size_}; }

private:
    void swap(wiped_bytes& other) noexcept
    {
        std::swap(data_, other.data_);
        std::swap(size_, other.size_);
    }
    static char* allocate(std::size_t size) { return size == 0 ? nullptr : Allocator().allocate(size); }

    char* data_ = nullptr;
    std::size_t size_ = 0;
};

} // namespace wsman::detail

#if !defined(WSMAN_SEPARATE_COMPILATION)
#include <wsman/core/impl/wiped_bytes.ipp>
#endif
