//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/protocol/output_stream.hpp>

#include <boost/asio/awaitable.hpp>

#include <concepts>
#include <functional>
#include <memory>
#include <string>
#include <type_traits>
#include <utility>

namespace wsman::inline WSMAN_FORM {

namespace asio = boost::asio;

/// Takes the output of a command as it comes: any callable `(output_stream, std::string bytes)` that returns
/// `asio::awaitable<void>`, or nothing.
///
/// The next output is handed over when the awaitable is done; so a slow sink slows the program down, and memory stays
/// flat. It runs in the coroutine of the caller. What it throws ends the command and becomes
/// `client_errc::sink_failed`.
/// Give a coroutine lambda that captures a name of its own: some compilers mishandle a temporary one in a `co_await`
/// expression, and every compiler needs it to outlive its coroutines (this object keeps it, which does).
class output_sink {
public:
    using function = std::function<asio::awaitable<void>(output_stream, std::string)>;

    template <class F>
        requires(!std::same_as<std::remove_cvref_t<F>, output_sink> && std::is_invocable_v<std::remove_cvref_t<F>&, output_stream, std::string>)
    output_sink(F&& take) : take_(std::make_shared<function>(adapt(std::forward<F>(take))))
    {
    }

    asio::awaitable<void> operator()(output_stream stream, std::string bytes) const
    {
        return (*take_)(stream, std::move(bytes));
    }

private:
    template <class F>
    static asio::awaitable<void> call(F* take, output_stream stream, std::string bytes)
    {
        (*take)(stream, std::move(bytes));
        co_return;
    }

    template <class F>
    static function adapt(F&& take)
    {
        using kept = std::remove_cvref_t<F>;
        if constexpr (std::same_as<std::invoke_result_t<kept&, output_stream, std::string>, asio::awaitable<void>>)
            return function(std::forward<F>(take));
        else
            return function([kept_take = kept(std::forward<F>(take))](output_stream stream, std::string bytes) mutable {
                return call(&kept_take, stream, std::move(bytes));
            });
    }

    std::shared_ptr<function> take_; // shared by copies, as is what the callable keeps in itself
};

} // namespace wsman
