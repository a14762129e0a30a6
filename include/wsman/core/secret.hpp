//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/core/result.hpp>
#include <wsman/core/detail/wiped_bytes.hpp>

#include <cstddef>
#include <string>
#include <string_view>

namespace wsman::inline WSMAN_FORM {

/// A password or key. The class wipes it before it is destroyed or replaced. There is no stream operator and no
/// comparison, so only an explicit `reveal()` can write it to a log.
///
/// A value: copies are deep, a moved-from secret is empty.
class secret {
public:
    secret() noexcept = default;
    explicit secret(std::string_view text) : bytes_(text) {}
    secret(const secret&) = default;
    secret(secret&&) noexcept = default;
    secret& operator=(const secret&) = default;
    secret& operator=(secret&&) noexcept = default;
    ~secret() = default;

    /// Object lifetimes: the view is valid until this secret is assigned, moved from or destroyed.
    std::string_view reveal() const noexcept { return bytes_.view(); }
    bool empty() const noexcept { return bytes_.view().empty(); }
    std::size_t size() const noexcept { return bytes_.view().size(); }

private:
    detail::wiped_bytes<> bytes_;
};

/// Returns: the value of the environment variable.
/// Errors: session_errc::secret_unreadable if it is not set; the error text contains the name of the variable, never a
/// value.
[[nodiscard]] WSMAN_DECL result<secret> secret_from_env(const std::string& name);

/// Returns: the text of the file (read_text_input) without a trailing line break.
/// Errors: session_errc::secret_unreadable if it cannot be read, is larger than 64 KiB, contains a NUL, or is neither
/// UTF-8 nor UTF-16.
[[nodiscard]] WSMAN_DECL result<secret> secret_from_file(const std::string& path);

} // namespace wsman

#if !defined(WSMAN_SEPARATE_COMPILATION)
#include <wsman/core/impl/secret.ipp>
#endif
