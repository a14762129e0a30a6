//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/core/encoding.hpp>
#include <wsman/core/secret.hpp>
#include <wsman/session/credentials.hpp>

#include <openssl/crypto.h>

#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace wsman::inline WSMAN_FORM::testing::detail {

/// Returns: true if both are equal; takes the same time wherever they differ.
inline bool same_secret(std::string_view one, std::string_view other) noexcept
{
    return one.size() == other.size() && CRYPTO_memcmp(one.data(), other.data(), one.size()) == 0;
}

/// The account of an endpoint. Any thread may change its password; the endpoint uses the rest.
class account {
public:
    account(std::string user, secret password) : name_(std::move(user)), password_(std::move(password)) {}

    const std::string& user() const noexcept { return name_.text(); }

    secret password() const
    {
        const std::lock_guard lock(mutex_);
        return password_;
    }
    void set_password(secret password)
    {
        const std::lock_guard lock(mutex_);
        password_ = std::move(password);
    }

    /// Returns: true if domain and user name the account. Names are compared ignoring case; the domain may be in its
    /// own field or in the user name. An account without a domain matches any domain, as on a computer without one.
    bool is(std::string_view domain, std::string_view user) const
    {
        const user_name given{std::string(user)};
        if (domain.empty() && given.written_as() != user_name::form::bare) return is(given.domain(), given.user());
        if (!ascii_iequals(user, name_.user())) return false;
        return name_.domain().empty() || name_.is_local_account() || ascii_iequals(domain, name_.domain());
    }

    std::optional<secret> password_of(std::string_view domain, std::string_view user) const
    {
        if (!is(domain, user)) return std::nullopt;
        return password();
    }

private:
    user_name name_;
    mutable std::mutex mutex_;
    secret password_;
};

} // namespace wsman::testing::detail
