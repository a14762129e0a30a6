//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/core/failure.hpp>

#include <boost/assert/source_location.hpp>

#include <concepts>
#include <exception>
#include <iosfwd>
#include <memory>
#include <string>
#include <type_traits>
#include <utility>

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic push
// Boost's types have no visibility attribute, so g++ warns that the exception has greater visibility than its members.
#pragma GCC diagnostic ignored "-Wattributes"
#endif

namespace wsman::inline WSMAN_FORM {

/// The exception that operations without the prefix `try_` throw.
///
/// `what()` contains the message of the failure and the source location of the caller, but no secret. A program may
/// throw it in one shared library and catch it in another, both built with hidden visibility.
class WSMAN_VISIBLE exception : public std::exception {
public:
    WSMAN_DECL explicit exception(failure error, const boost::source_location& location = BOOST_CURRENT_LOCATION);

    const char* what() const noexcept override { return what_.c_str(); }
    const failure& error() const noexcept { return error_; }
    const error_code& code() const noexcept { return error_.code(); }
    const boost::source_location& location() const noexcept { return location_; }

private:
    failure error_;
    boost::source_location location_;
    std::string what_;
};

} // namespace wsman

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic pop
#endif

namespace wsman::inline WSMAN_FORM {

/// Throws `exception(error, location)`. `result::value()` calls it; `boost::system::result<T, failure>` finds it by
/// argument-dependent lookup.
[[noreturn]] WSMAN_DECL void throw_exception_from_error(failure error, const boost::source_location& location);

template <class T>
class result;

namespace detail {

/// Writes a line to standard error and ends the program, because it read the value of a result that contains a failure.
[[noreturn]] WSMAN_DECL void terminate_without_value(const failure& why) noexcept;

/// Returns: the empty failure to which `error()` of a result with a value refers.
inline const failure& no_failure() noexcept
{
    static const failure nothing;
    return nothing;
}

template <class T>
inline constexpr bool is_result = false;
template <class T>
inline constexpr bool is_result<result<T>> = true;

/// A failure, an error code, or an enumerator of an error code.
template <class E>
concept failure_source = std::constructible_from<failure, E>;

/// A type that converts to the value of a result<T>. A result<bool> accepts only a bool, so that a pointer does not
/// convert by mistake.
template <class U, class T>
concept value_source = std::constructible_from<T, U> && !failure_source<U> && !is_result<std::remove_cvref_t<U>> &&
                       !std::same_as<std::remove_cvref_t<U>, std::in_place_t> &&
                       (!std::same_as<T, bool> || std::same_as<std::remove_cvref_t<U>, bool>);

/// An error code or enumerator that does not convert to a value of T.
template <class E, class T>
concept code_source =
    failure_source<E> && !std::same_as<std::remove_cvref_t<E>, failure> && !std::constructible_from<T, E>;

} // namespace detail

/// Either a value or a failure. Every operation that can fail returns a result.
///
/// A caller cannot ignore a failure by accident: the class is `[[nodiscard]]`, reading the value of a failed result
/// throws or ends the program, and there is no `value_or`.
/// @code
/// if (wsman::result<session> made = create_session(text)) use(*std::move(made)); // moves the value out
/// else report(made.error().message());
/// session s = create_session(text).value();                                      // or throws wsman::exception from here
/// @endcode
///
/// A value: a result can be copied or moved if T can be copied or moved; copies are deep. A moved-from result still
/// contains a value or a failure, which is itself moved-from.
///
/// Object lifetimes: `value()`, `*` and `error()` of a named result return references into it. Of a temporary, or after
/// std::move, they return by value, so that `for (auto& x : *f())` and `const auto& v = f().value()` are safe.
/// Exception safety: if copying or moving a T throws, the result does not change.
/// Thread safety: several threads may read one result at a time, or one thread may change it.
template <class T>
class [[nodiscard("check the result: it may contain an error")]] result {
    static_assert(
        std::is_object_v<T> && !std::is_array_v<T> && std::same_as<T, std::remove_cv_t<T>>,
        "wsman: the value type of a result must be an object type without const; use a pointer instead of a reference"
    );
    static_assert(
        !std::same_as<T, failure> && !std::same_as<T, std::in_place_t>,
        "wsman: the value type of a result cannot be failure or std::in_place_t"
    );
    using taken = std::conditional_t<std::is_move_constructible_v<T>, T, T&&>;
    static constexpr bool moves_silently = std::is_nothrow_move_constructible_v<T>;

public:
    using value_type = T;
    using error_type = failure;

    /// Stores T().
    result() noexcept(std::is_nothrow_default_constructible_v<T>)
        requires std::default_initializable<T>
        : value_(), has_value_(true)
    {
    }
    /// Stores a T constructed from `value`; implicit if that construction of T is implicit.
    template <class U = T>
        requires detail::value_source<U, T>
    explicit(!std::convertible_to<U, T>) result(U&& value) noexcept(std::is_nothrow_constructible_v<T, U>)
        : value_(std::forward<U>(value)), has_value_(true)
    {
    }
    /// Stores a T constructed from `arguments`.
    template <class... Arguments>
        requires std::constructible_from<T, Arguments...>
    explicit result(
        std::in_place_t, Arguments&&... arguments
    ) noexcept(std::is_nothrow_constructible_v<T, Arguments...>)
        : value_(std::forward<Arguments>(arguments)...), has_value_(true)
    {
    }
    /// Stores the failure, even if it is empty.
    result(failure why) noexcept : error_(std::move(why)), has_value_(false) {}
    /// Stores failure(code): `return client_errc::closed;`.
    template <class Code>
        requires detail::code_source<Code, T>
    result(Code code) : result(failure(error_code(code)))
    {
    }
    /// Stores a T constructed from the value of `other`, or the failure of `other`.
    template <class U>
        requires(!std::same_as<U, T> && std::constructible_from<T, U> && !std::constructible_from<T, result<U>>)
    explicit(!std::convertible_to<U, T>) result(result<U> other) : has_value_(other.has_value())
    {
        if (has_value_)
            std::construct_at(std::addressof(value_), *std::move(other));
        else
            std::construct_at(std::addressof(error_), std::move(other).error());
    }

    result(const result& other)
        requires std::is_copy_constructible_v<T>
        : has_value_(other.has_value_)
    {
        if (has_value_)
            std::construct_at(std::addressof(value_), other.value_);
        else
            std::construct_at(std::addressof(error_), other.error_);
    }
    result(result&& other) noexcept(moves_silently)
        requires std::is_move_constructible_v<T>
        : has_value_(other.has_value_)
    {
        if (has_value_)
            std::construct_at(std::addressof(value_), std::move(other.value_));
        else
            std::construct_at(std::addressof(error_), std::move(other.error_));
    }
    result& operator=(const result& other)
        requires std::is_copy_constructible_v<T> && std::is_copy_assignable_v<T> && std::is_move_constructible_v<T>
    {
        if (has_value_ && other.has_value_)
            value_ = other.value_;
        else if (!has_value_ && !other.has_value_)
            error_ = other.error_;
        else
            replace(result(other));
        return *this;
    }
    result& operator=(result&& other) noexcept(moves_silently && std::is_nothrow_move_assignable_v<T>)
        requires std::is_move_constructible_v<T> && std::is_move_assignable_v<T>
    {
        if (has_value_ && other.has_value_)
            value_ = std::move(other.value_);
        else if (!has_value_ && !other.has_value_)
            error_ = std::move(other.error_);
        else
            replace(std::move(other));
        return *this;
    }
    ~result() { destroy(); }

    [[nodiscard]] bool has_value() const noexcept { return has_value_; }
    [[nodiscard]] bool has_error() const noexcept { return !has_value_; }
    explicit operator bool() const noexcept { return has_value_; }

    /// Returns: the value.
    /// Errors: throws exception(error(), location) if there is no value; `location` is that of the caller.
    T& value(const boost::source_location& location = BOOST_CURRENT_LOCATION) &
    {
        if (!has_value_) throw_exception_from_error(error_, location);
        return value_;
    }
    const T& value(const boost::source_location& location = BOOST_CURRENT_LOCATION) const&
    {
        if (!has_value_) throw_exception_from_error(error_, location);
        return value_;
    }
    taken value(const boost::source_location& location = BOOST_CURRENT_LOCATION) &&
    {
        if (!has_value_) throw_exception_from_error(std::move(error_), location);
        return std::move(value_);
    }
    T value(const boost::source_location& location = BOOST_CURRENT_LOCATION) const&&
    {
        can_be_copied();
        return value(location);
    }

    /// Preconditions: has_value(). If there is no value, the program writes the failure to standard error and ends, in
    /// every build.
    T& operator*() & noexcept { return *checked(); }
    const T& operator*() const& noexcept { return *checked(); }
    taken operator*() && noexcept(moves_silently || !std::is_move_constructible_v<T>) { return std::move(*checked()); }
    T operator*() const&&
    {
        can_be_copied();
        return *checked();
    }
    T* operator->() noexcept { return checked(); }
    const T* operator->() const noexcept { return checked(); }

    /// Returns: the failure; an empty failure if the result contains a value.
    [[nodiscard]] const failure& error() const& noexcept { return has_value_ ? detail::no_failure() : error_; }
    [[nodiscard]] failure error() && noexcept
    {
        if (has_value_) return {};
        return std::move(error_);
    }
    [[nodiscard]] failure error() const&& { return error(); }

    friend bool operator==(const result& a, const result& b)
        requires std::equality_comparable<T>
    {
        if (a.has_value_ != b.has_value_) return false;
        return a.has_value_ ? bool(a.value_ == b.value_) : a.error_ == b.error_;
    }

private:
    T* checked() noexcept
    {
        if (!has_value_) [[unlikely]]
            detail::terminate_without_value(error_);
        return std::addressof(value_);
    }
    const T* checked() const noexcept { return const_cast<result*>(this)->checked(); }

    static constexpr void can_be_copied() noexcept
    {
        static_assert(
            std::is_copy_constructible_v<T>,
            "wsman: this result is const and its value cannot be copied: remove the const to move the value out"
        );
    }

    void destroy() noexcept
    {
        if (has_value_)
            std::destroy_at(std::addressof(value_));
        else
            std::destroy_at(std::addressof(error_));
    }

    /// Preconditions: one of the two results contains a value, the other a failure.
    void replace(result&& other) noexcept(moves_silently)
    {
        if (has_value_) {
            std::destroy_at(std::addressof(value_));
            std::construct_at(std::addressof(error_), std::move(other.error_));
            has_value_ = false;
            return;
        }
        // Moving a failure cannot throw, so the failure is kept until the construction of the value succeeds.
        failure kept = std::move(error_);
        std::destroy_at(std::addressof(error_));
        undo back{this, &kept};
        std::construct_at(std::addressof(value_), std::move(other.value_));
        back.self = nullptr;
        has_value_ = true;
    }
    struct undo {
        result* self;
        failure* kept;
        ~undo()
        {
            if (self) std::construct_at(std::addressof(self->error_), std::move(*kept));
        }
    };

    union {
        T value_;
        failure error_;
    };
    bool has_value_;
};

/// Success or a failure: a result without a value.
template <>
class [[nodiscard("check the result: it may contain an error")]] result<void> {
public:
    using value_type = void;
    using error_type = failure;

    /// Success.
    result() noexcept = default;
    explicit result(std::in_place_t) noexcept {}
    result(failure why) noexcept : error_(std::move(why)), has_value_(false) {}
    template <class Code>
        requires(detail::failure_source<Code> && !std::same_as<std::remove_cvref_t<Code>, failure>)
    result(Code code) : result(failure(error_code(code)))
    {
    }

    [[nodiscard]] bool has_value() const noexcept { return has_value_; }
    [[nodiscard]] bool has_error() const noexcept { return !has_value_; }
    explicit operator bool() const noexcept { return has_value_; }

    /// Errors: throws exception(error(), location) if there is a failure.
    void value(const boost::source_location& location = BOOST_CURRENT_LOCATION) const
    {
        if (!has_value_) throw_exception_from_error(error_, location);
    }
    /// Preconditions: has_value(), as for every result.
    void operator*() const noexcept
    {
        if (!has_value_) [[unlikely]]
            detail::terminate_without_value(error_);
    }

    /// Returns: the failure; an empty failure after success.
    [[nodiscard]] const failure& error() const& noexcept { return error_; }
    [[nodiscard]] failure error() && noexcept { return std::move(error_); }
    [[nodiscard]] failure error() const&& { return error_; }

    friend bool operator==(const result& a, const result& b) noexcept
    {
        return a.has_value_ == b.has_value_ && a.error_ == b.error_;
    }

private:
    failure error_;
    bool has_value_ = true;
};

/// Effects: writes the value or the message of the failure. Participates only if T has a stream operator.
template <class Char, class Traits, class T>
    requires requires(std::basic_ostream<Char, Traits>& out, const T& value) { out << value; }
std::basic_ostream<Char, Traits>& operator<<(std::basic_ostream<Char, Traits>& out, const result<T>& outcome)
{
    if (outcome) return out << *outcome, out;
    return out << outcome.error(), out;
}
/// Effects: writes `success` or the message of the failure.
WSMAN_DECL std::ostream& operator<<(std::ostream& out, const result<void>& outcome);

} // namespace wsman

#if !defined(WSMAN_SEPARATE_COMPILATION)
#include <wsman/core/impl/result.ipp>
#endif
