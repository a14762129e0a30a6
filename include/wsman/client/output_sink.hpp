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

/// Receives the output of a command as it arrives: any callable `(output_stream, std::string bytes)` that returns
/// `asio::awaitable<void>` or nothing.
///
/// The client passes the next output after the awaitable has completed, so a slow sink slows the program down and
/// memory use stays constant. The sink runs in the caller's coroutine. An exception from it ends the command and
/// becomes `client_errc::sink_failed`.
/// Store a coroutine lambda that captures in a named variable first: some compilers mishandle a temporary one in a
/// `co_await` expression. The lambda must outlive its coroutines; this object keeps a copy, so that is the case.
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

    std::shared_ptr<function> take_; // copies share it, including the state of the callable
};

} // namespace wsman
