//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#include <support/catch.hpp>
#include <wsman/core/result.hpp>

#include <exception>
#include <memory>
#include <sstream>
#include <stdexcept>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#if __has_include(<sys/wait.h>)
#include <sys/wait.h>
#include <unistd.h>
#endif

using namespace wsman;

namespace {

result<int> broken()
{
    return failure(windows_errc::port_invalid, "70000");
}

} // namespace

TEST_CASE("value of a failed result throws with the source location of the caller", "[core][result]")
{
    const auto outcome = broken();
    try {
        const int line = __LINE__ + 1;
        (void)outcome.value();
        FAIL("nothing was thrown at line " << line);
    }
    catch (const exception& e) {
        CHECK(e.code() == windows_errc::port_invalid);
        CHECK(e.error().details().client_text == "70000");
        const std::string what = e.what();
        CHECK(what.find(e.error().message()) == 0);
        CHECK(std::string(e.location().file_name()).find("result.cpp") != std::string::npos);
        CHECK(what.find("result.cpp") != std::string::npos);
    }
}

TEST_CASE("a thrown exception can be copied", "[core][result]")
{
    const exception first(failure(client_errc::closed, "shell"));
    const exception second = first;
    CHECK(std::string(first.what()) == second.what());
    CHECK(second.code() == client_errc::closed);
}

TEST_CASE("the error of a result with a value is empty", "[core][result]")
{
    const result<int> good = 1;
    CHECK(good.has_value());
    CHECK(!good.error().code());
    CHECK(good.error().message().empty() == false); // calling message() is safe
    CHECK(!result<int>(1).error().code());
    CHECK(!result<void>().error().code());
}

namespace {

using movable = std::unique_ptr<int>;

class pinned {
public:
    explicit pinned(int number) : value(number) {}
    pinned(const pinned&) = delete;
    pinned& operator=(const pinned&) = delete;
    int value;
};

/// Counts its instances and throws on request.
class fragile {
public:
    explicit fragile(std::string text) : text_(std::move(text)) { ++alive; }
    fragile(const fragile& other) : text_(other.text_)
    {
        if (throws) throw std::runtime_error("copy");
        ++alive;
    }
    fragile(fragile&& other) noexcept(false) : text_(std::move(other.text_))
    {
        if (throws) throw std::runtime_error("move");
        ++alive;
    }
    fragile& operator=(const fragile&) = default;
    ~fragile() { --alive; }

    const std::string& text() const noexcept { return text_; }

    static inline int alive = 0;
    static inline bool throws = false;

private:
    std::string text_;
};

// A failure has the size of a pointer, so results are small.
static_assert(sizeof(result<void>) == 2 * sizeof(void*));
static_assert(sizeof(result<int>) == 2 * sizeof(void*));
static_assert(sizeof(result<std::string>) == sizeof(std::string) + sizeof(void*));

static_assert(std::is_copy_constructible_v<result<std::string>> && std::is_copy_assignable_v<result<std::string>>);
static_assert(std::is_copy_constructible_v<result<void>> && std::is_nothrow_move_constructible_v<result<void>>);
static_assert(!std::is_copy_constructible_v<result<movable>> && !std::is_copy_assignable_v<result<movable>>);
static_assert(std::is_nothrow_move_constructible_v<result<movable>> && std::is_nothrow_move_assignable_v<result<movable>>);
static_assert(!std::is_nothrow_move_constructible_v<result<fragile>>);
static_assert(!std::is_move_constructible_v<result<pinned>>);
static_assert(std::is_default_constructible_v<result<int>> && !std::is_default_constructible_v<result<pinned>>);

// A type that converts to the value converts to the result. An explicit conversion remains explicit.
static_assert(std::is_convertible_v<const char*, result<std::string>>);
static_assert(std::is_convertible_v<failure, result<std::string>> && std::is_convertible_v<failure, result<void>>);
static_assert(std::is_convertible_v<client_errc, result<int>> && std::is_convertible_v<error_code, result<void>>);
static_assert(std::is_constructible_v<result<fragile>, std::string> && !std::is_convertible_v<std::string, result<fragile>>);
static_assert(!std::is_constructible_v<result<bool>, const char*> && !std::is_constructible_v<result<bool>, int>);
static_assert(!std::is_constructible_v<result<bool>, result<int>>); // a result must not convert to true
// An argument that could be a value or an error is refused.
static_assert(!std::is_constructible_v<result<error_code>, client_errc>);
static_assert(std::is_constructible_v<result<error_code>, std::in_place_t, client_errc>);

static_assert(std::is_same_v<decltype(*std::declval<result<movable>&>()), movable&>);
static_assert(std::is_same_v<decltype(*std::declval<const result<movable>&>()), const movable&>);
static_assert(std::is_same_v<decltype(*std::declval<result<movable>>()), movable>); // no reference into a temporary
static_assert(std::is_same_v<decltype(std::declval<result<movable>>().value()), movable>);
static_assert(std::is_same_v<decltype(std::declval<const result<std::string>>().value()), std::string>);
static_assert(std::is_same_v<decltype(std::declval<result<int>>().error()), failure>);
static_assert(std::is_same_v<decltype(std::declval<result<int>&>().error()), const failure&>);

result<movable> number(int value)
{
    return std::make_unique<int>(value);
}

result<std::vector<std::string>> words()
{
    return std::vector<std::string>{"one", "two"};
}

} // namespace

TEST_CASE("a result can be constructed from a value, a failure, an enumerator or a code", "[core][result]")
{
    CHECK(*result<std::string>("text") == "text");
    CHECK(result<std::string>(std::in_place, 3U, 'x').value() == "xxx");
    CHECK(result<std::string>().value().empty());
    CHECK(result<int>(client_errc::closed).error().code() == client_errc::closed);
    CHECK(result<int>(error_code(xml_errc::syntax)).error().code() == xml_errc::syntax);
    CHECK(result<void>(transport_errc::tls_failed).error().code() == transport_errc::tls_failed);
    CHECK(result<void>(failure(client_errc::closed, "shell")).error().details().client_text == "shell");
    CHECK(result<void>().has_value());
    CHECK(result<int>(failure()).has_error()); // an empty failure is still a failure
    CHECK(result<error_code>(std::in_place, client_errc::closed).value() == client_errc::closed);
    CHECK(result<pinned>(std::in_place, 7)->value == 7);
}

TEST_CASE("a result converts to a result of another type if the value converts", "[core][result]")
{
    const result<long> wide = result<int>(4);
    CHECK(wide.value() == 4);
    result<std::shared_ptr<int>> shared = number(5);
    CHECK(**shared == 5);
    const result<std::string> none = result<const char*>(client_errc::closed);
    CHECK(none.error().code() == client_errc::closed);
}

TEST_CASE("values that can only be moved are moved out", "[core][result]")
{
    result<movable> made = number(1);
    const movable out = std::move(*made);
    CHECK(*out == 1);
    CHECK(made.has_value()); // still a value, which is moved-from
    CHECK(*made == nullptr);

    const movable direct = *number(2);
    CHECK(*direct == 2);
    const movable checked = number(3).value();
    CHECK(*checked == 3);
    const result<movable> kept = number(4);
    CHECK(**kept == 4);
    CHECK(*kept.value() == 4);

    result<movable> target = client_errc::closed;
    target = number(5);
    CHECK(**target == 5);
    target = client_errc::cancelled;
    CHECK(target.error().code() == client_errc::cancelled);
}

TEST_CASE("no reference into a destroyed result remains", "[core][result]")
{
    std::string all;
    for (const std::string& word : *words())
        all += word;
    for (const std::string& word : words().value())
        all += word;
    CHECK(all == "onetwoonetwo");
    const failure& why = broken().error();
    CHECK(why.details().client_text == "70000");
}

TEST_CASE("results are copied, moved and assigned in every combination", "[core][result]")
{
    const result<std::string> good = "value";
    const result<std::string> bad = failure(client_errc::closed, "why");
    for (const auto& from : {good, bad})
        for (const auto& to : {good, bad}) {
            result<std::string> copied = to;
            copied = from;
            CHECK(copied == from);
            result<std::string> moved = to;
            moved = result<std::string>(from);
            CHECK(moved == from);
            CHECK(result<std::string>(std::move(moved)) == from);
        }
    result<std::string> own = bad;
    own = own.error();
    CHECK(own.error().details().client_text == "why");
    result<std::string>& alias = own;
    own = alias;
    CHECK(own.error().details().client_text == "why");
    own = std::move(alias);
    CHECK(own.has_error());
    result<void> done;
    done = failure(client_errc::closed);
    CHECK(done.has_error());
    done = {};
    CHECK(done.has_value());
}

TEST_CASE("if moving a value throws, the result does not change", "[core][result]")
{
    {
        result<fragile> good(std::in_place, "good");
        result<fragile> bad = failure(client_errc::closed, "why");
        fragile::throws = true;
        CHECK_THROWS_AS(bad = good, std::runtime_error);
        CHECK_THROWS_AS(bad = std::move(good), std::runtime_error);
        CHECK_THROWS_AS(result<fragile>(good), std::runtime_error);
        fragile::throws = false;
        REQUIRE(bad.has_error());
        CHECK(bad.error().details().client_text == "why");
        CHECK(good.has_value());
        CHECK(fragile::alive == 1);
        good = bad;
        CHECK(fragile::alive == 0);
    }
    CHECK(fragile::alive == 0);
}

TEST_CASE("a moved-from failure is empty and can be used again", "[core][result]")
{
    result<int> outcome = broken();
    const failure why = std::move(outcome).error();
    CHECK(why.code() == windows_errc::port_invalid);
    CHECK(outcome.has_error()); // it does not become a success
    CHECK(!outcome.error().code());
    failure empty;
    CHECK(empty.hint().empty());
    const failure copy = empty;
    CHECK(!copy.code());
    empty.details().code = client_errc::closed;
    CHECK(empty.code() == client_errc::closed);
    CHECK(!copy.code());
}

TEST_CASE("results compare by value, or by code", "[core][result]")
{
    CHECK(result<int>(1) == result<int>(1));
    CHECK(result<int>(1) != result<int>(2));
    CHECK(result<int>(1) != result<int>(client_errc::closed));
    CHECK(result<int>(client_errc::closed) == result<int>(client_errc::closed));
    CHECK(result<void>() == result<void>());
    CHECK(result<void>() != result<void>(client_errc::closed));
}

TEST_CASE("the stream operator of a result writes the value or the failure", "[core][result]")
{
    std::ostringstream out;
    out << result<int>(7) << ' ' << result<void>() << ' ' << result<int>(failure(client_errc::closed, "shell"));
    CHECK(out.str() == "7 success the client, shell or command is closed: shell");
}

TEST_CASE("value throws with the location of the caller, also for temporaries and result<void>", "[core][result]")
{
    CHECK_THROWS_AS((void)broken().value(), exception);
    CHECK_THROWS_AS(result<void>(client_errc::closed).value(), exception);
    CHECK_NOTHROW(result<void>().value());
    try {
        result<void>(client_errc::closed).value();
    }
    catch (const exception& e) {
        CHECK(std::string(e.location().file_name()).find("result.cpp") != std::string::npos);
    }
}

#if __has_include(<sys/wait.h>)
TEST_CASE("reading the value of a failed result ends the program, in every build", "[core][result]")
{
    const auto ends = [](auto read) {
        const pid_t child = ::fork();
        if (child == 0) {
            ::close(STDERR_FILENO); // its output is not a failure of this test
            std::set_terminate([] { ::_exit(42); });
            read();
            ::_exit(0);
        }
        int status = 0;
        REQUIRE(::waitpid(child, &status, 0) == child);
        return WIFEXITED(status) && WEXITSTATUS(status) == 42;
    };
    CHECK(ends([] { (void)*broken(); }));
    CHECK(ends([] {
        const result<std::string> none = client_errc::closed;
        (void)none->size();
    }));
    CHECK(ends([] {
        const result<void> failed = client_errc::closed;
        *failed;
    }));
    CHECK_FALSE(ends([] { (void)*result<int>(1); }));
}
#endif
