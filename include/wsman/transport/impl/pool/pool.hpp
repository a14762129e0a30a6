//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/transport/exchange.hpp>
#include <wsman/transport/impl/connection/connection.hpp>
#include <wsman/transport/impl/pool/admission.hpp>
#include <wsman/transport/impl/pool/back_off.hpp>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

#include <cstddef>
#include <memory>
#include <string_view>
#include <vector>

namespace wsman::inline WSMAN_FORM::detail {

class connection_pool final : public exchange, public std::enable_shared_from_this<connection_pool> {
public:
    WSMAN_DECL connection_pool(
        boost::asio::any_io_executor executor, connection_settings settings, transport_options options, observer watch
    );
    WSMAN_DECL ~connection_pool() override;

    [[nodiscard]] WSMAN_DECL boost::asio::awaitable<result<response>> round_trip(request asked) override;
    WSMAN_DECL boost::asio::awaitable<void> close() override;
    WSMAN_DECL void recycle(response&& used) noexcept override;
    std::string_view host() const noexcept override { return environment_->settings.url; }

private:
    /// What became of one try, and what may be done about it.
    enum class verdict { final, at_once, later };
    class round; // one request with its tries

    [[nodiscard]] static boost::asio::awaitable<result<response>>
    run(std::shared_ptr<connection_pool> self, request asked);
    [[nodiscard]] boost::asio::awaitable<result<response>> try_until_done(request asked);
    [[nodiscard]] boost::asio::awaitable<result<response>> try_once(round& state);
    [[nodiscard]] boost::asio::awaitable<result<void>> pause(round& state, std::chrono::milliseconds how_long);

    verdict judge(round& state, result<response>& outcome);
    verdict propose(round& state, result<response>& outcome);
    verdict judge_answer(round& state, const response& answer) const;
    verdict judge_unknown(round& state, result<response>& outcome);
    verdict judge_broken(round& state, const failure& why);
    bool may_have_refused_tab(const round& state, const result<response>& outcome) const;
    bool leave_out_tab(round& state);
    std::shared_ptr<connection> idle_connection();
    void release(std::shared_ptr<connection> used);
    void tell_retry(const round& state, const result<response>& outcome, std::chrono::milliseconds wait) const;
    void complete(round& state, result<response>& outcome);
    void close_idle();
    response spare();

    boost::asio::any_io_executor executor_;
    std::shared_ptr<connection_environment> environment_;
    result<std::string> prefix_;
    std::shared_ptr<admission> admission_;
    std::vector<std::shared_ptr<connection>> idle_; // the one used last is taken first
    std::vector<response> spares_;
    std::size_t opened_ = 0;
};

} // namespace wsman::detail

#if !defined(WSMAN_SEPARATE_COMPILATION)
#include <wsman/transport/impl/pool/pool.ipp>
#endif
