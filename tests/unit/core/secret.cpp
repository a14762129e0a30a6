//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#include <support/catch.hpp>
#include <wsman/core/secret.hpp>
#include <wsman/core/uuid.hpp>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <sstream>
#include <string>
#include <type_traits>
#include <utility>

using namespace wsman;

namespace {

/// Records the content of each memory block at its deallocation.
struct watching_allocator {
    static inline int live = 0;
    static inline int returned = 0;
    static inline int dirty = 0;

    char* allocate(std::size_t size)
    {
        ++live;
        return std::allocator<char>().allocate(size);
    }
    void deallocate(char* bytes, std::size_t size)
    {
        --live;
        ++returned;
        if (std::any_of(bytes, bytes + size, [](char c) { return c != 0; })) ++dirty;
        std::allocator<char>().deallocate(bytes, size);
    }
};
using watched = detail::wiped_bytes<watching_allocator>;

class temporary_file {
public:
    explicit temporary_file(std::string_view content)
        : path_((std::filesystem::temp_directory_path() / ("wsman-" + uuid::random().text())).string())
    {
        std::ofstream(path_, std::ios::binary) << content;
    }
    ~temporary_file() { std::remove(path_.c_str()); }
    const std::string& path() const { return path_; }

private:
    std::string path_;
};

template <class T>
concept streamable = requires(std::ostringstream& out, const T& value) { out << value; };
template <class T>
concept comparable = requires(const T& value) { value == std::string("x"); };

} // namespace

TEST_CASE("the bytes of a secret are zero before their memory is deallocated", "[core][secret]")
{
    {
        watched first("canary-of-some-length");
        watched copy = first;
        watched moved = std::move(first);
        CHECK(first.view().empty());
        copy = moved;
        copy = std::move(moved);
        CHECK(copy.view() == "canary-of-some-length");
        watched& same = copy;
        copy = same;
        CHECK(copy.view() == "canary-of-some-length");
        const watched empty("");
        CHECK(empty.view().empty());
    }
    CHECK(watching_allocator::live == 0);
    CHECK(watching_allocator::returned >= 3);
    CHECK(watching_allocator::dirty == 0);
}

TEST_CASE("a secret cannot be printed or compared by accident", "[core][secret]")
{
    STATIC_REQUIRE(!streamable<secret>);
    STATIC_REQUIRE(!comparable<secret>);
    STATIC_REQUIRE(!std::is_convertible_v<std::string, secret>);
    STATIC_REQUIRE(!std::is_convertible_v<secret, std::string>);
}

TEST_CASE("copies of a secret are deep and a moved-from secret is empty", "[core][secret]")
{
    secret first("hunter2");
    const secret copy = first;
    CHECK(copy.reveal().data() != first.reveal().data());
    const secret moved = std::move(first);
    CHECK(first.empty());
    CHECK(moved.reveal() == "hunter2");
    CHECK(copy.reveal() == "hunter2");
    CHECK(moved.size() == 7);
    CHECK(secret().empty());
}

TEST_CASE("wipe overwrites the unused capacity of a string", "[core][secret]")
{
    std::string text(200, 'x');
    text.resize(3);
    const char* bytes = text.data();
    const std::size_t capacity = text.capacity();
    wipe(text);
    CHECK(text.empty());
    text.resize(capacity);
    CHECK(text.data() == bytes);
    CHECK(std::count(text.begin(), text.end(), '\0') == static_cast<std::ptrdiff_t>(capacity));
}

TEST_CASE("a secret is read from the environment", "[core][secret]")
{
    ::setenv("WSMAN_TEST_SECRET", "from the environment", 1);
    CHECK(secret_from_env("WSMAN_TEST_SECRET").value().reveal() == "from the environment");
    ::unsetenv("WSMAN_TEST_SECRET");
    const auto missing = secret_from_env("WSMAN_TEST_SECRET");
    REQUIRE(missing.has_error());
    CHECK(missing.error().code() == session_errc::secret_unreadable);
    CHECK(missing.error().message().find("WSMAN_TEST_SECRET") != std::string::npos);
}

TEST_CASE("secret_from_file removes a trailing line break", "[core][secret]")
{
    const auto read = [](std::string_view content) {
        const temporary_file file(content);
        return std::string(secret_from_file(file.path()).value().reveal());
    };
    CHECK(read("pass\n") == "pass");
    CHECK(read("pass\r\n") == "pass");
    CHECK(read("pass\n\n") == "pass\n");
    CHECK(read(" pass ") == " pass ");
    CHECK(read("") == "");
    CHECK(read(std::string(65536, 'x')) == std::string(65536, 'x'));
}

TEST_CASE("the error for an unusable secret file contains its name and the reason", "[core][secret]")
{
    const auto missing = secret_from_file("/nonexistent/secret");
    REQUIRE(missing.has_error());
    CHECK(missing.error().code() == session_errc::secret_unreadable);
    CHECK(missing.error().message().find("/nonexistent/secret") != std::string::npos);
    CHECK(secret_from_file("/").has_error());

    const temporary_file large(std::string(65537, 'x'));
    const auto too_large = secret_from_file(large.path());
    REQUIRE(too_large.has_error());
    CHECK(too_large.error().message().find("64 KiB") != std::string::npos);
    CHECK(too_large.error().message().find("xxx") == std::string::npos);
}
