//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
// Compiled without the call back that it defines.
#include <support/work.hpp>

namespace {

std::size_t work = 0;

[[maybe_unused]] void count_bytes(std::size_t size) noexcept
{
    work += 1 + size / 16;
}

} // namespace

#if defined(WSMAN_COUNTS_WORK)
extern "C" {

void __sanitizer_cov_trace_pc();
void __sanitizer_cov_trace_pc()
{
    ++work;
}

// The linker's --wrap redirects calls of memcmp to this function.
int __real_memcmp(const void* a, const void* b, std::size_t size);
int __wrap_memcmp(const void* a, const void* b, std::size_t size);
int __wrap_memcmp(const void* a, const void* b, std::size_t size)
{
    count_bytes(size);
    return __real_memcmp(a, b, size);
}

void* __real_memchr(const void* in, int value, std::size_t size);
void* __wrap_memchr(const void* in, int value, std::size_t size);
void* __wrap_memchr(const void* in, int value, std::size_t size)
{
    void* const found = __real_memchr(in, value, size);
    count_bytes(found ? static_cast<std::size_t>(static_cast<char*>(found) - static_cast<const char*>(in)) : size);
    return found;
}

void* __real_memmove(void* to, const void* from, std::size_t size);
void* __wrap_memmove(void* to, const void* from, std::size_t size);
void* __wrap_memmove(void* to, const void* from, std::size_t size)
{
    count_bytes(size);
    return __real_memmove(to, from, size);
}

void* __real_memcpy(void* to, const void* from, std::size_t size);
void* __wrap_memcpy(void* to, const void* from, std::size_t size);
void* __wrap_memcpy(void* to, const void* from, std::size_t size)
{
    count_bytes(size);
    return __real_memcpy(to, from, size);
}
}
#endif

namespace wsman::test {

bool counts_work() noexcept
{
#if defined(WSMAN_COUNTS_WORK)
    return true;
#else
    return false;
#endif
}

std::size_t work_done() noexcept
{
    return work;
}

} // namespace wsman::test
