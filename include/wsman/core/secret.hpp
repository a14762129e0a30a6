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

/// A password or key: wiped when it is destroyed or replaced, with no stream operator and no comparison,
/// so that it reaches a log only by an explicit `reveal()`.
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

    /// Object lifetimes: the view lives as long as this secret is neither assigned nor destroyed.
    std::string_view reveal() const noexcept { return bytes_.view(); }
    bool empty() const noexcept { return bytes_.view().empty(); }
    std::size_t size() const noexcept { return bytes_.view().size(); }

private:
    detail::wiped_bytes<> bytes_;
};

/// Returns: the value of the environment variable.
/// Errors: session_errc::secret_unreadable if it is not set; the text names the variable, never a value.
[[nodiscard]] WSMAN_DECL result<secret> secret_from_env(const std::string& name);

/// Returns: the text of the file (read_text_input) without one line end at its end.
/// Errors: session_errc::secret_unreadable if it cannot be read, is larger than 64 KiB, or is no text: a NUL, or bytes
/// that are no UTF-8 or UTF-16.
[[nodiscard]] WSMAN_DECL result<secret> secret_from_file(const std::string& path);

} // namespace wsman

#if !defined(WSMAN_SEPARATE_COMPILATION)
#include <wsman/core/impl/secret.ipp>
#endif
