//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/core/secret.hpp>
#include <wsman/core/text_input.hpp>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <system_error>

namespace wsman::inline WSMAN_FORM::detail {

inline constexpr std::size_t secret_file_limit = std::size_t{64} << 10;

struct file_closer {
    void operator()(std::FILE* file) const noexcept { std::fclose(file); }
};

inline failure unreadable_secret(const std::string& source, const std::string& reason)
{
    return failure(session_errc::secret_unreadable, source + ": " + reason);
}

} // namespace wsman::detail

namespace wsman::inline WSMAN_FORM {

WSMAN_DECL result<secret> secret_from_env(const std::string& name)
{
    const char* value = std::getenv(name.c_str());
    if (!value) return detail::unreadable_secret("environment variable " + name, "it is not set");
    return secret(value);
}

WSMAN_DECL result<secret> secret_from_file(const std::string& path)
{
    const std::string source = "file '" + path + "'";
    std::unique_ptr<std::FILE, detail::file_closer> file(std::fopen(path.c_str(), "rb"));
    if (!file) return detail::unreadable_secret(source, std::generic_category().message(errno));
    std::setvbuf(file.get(), nullptr, _IONBF, 0); // the buffer of the C library would contain a copy

    std::string buffer(detail::secret_file_limit + 1, '\0');
    const std::size_t size = std::fread(buffer.data(), 1, buffer.size(), file.get());
    const int read_error = std::ferror(file.get()) ? (errno ? errno : EIO) : 0;
    result<secret> outcome = [&]() -> result<secret> {
        if (read_error != 0) return detail::unreadable_secret(source, std::generic_category().message(read_error));
        if (size > detail::secret_file_limit) return detail::unreadable_secret(source, "it is larger than 64 KiB");
        result<std::string> read =
            read_text_input(std::string_view(buffer.data(), size), path, session_errc::secret_unreadable);
        if (!read) return read.error();
        std::string_view text(*read);
        if (text.ends_with('\n')) text.remove_suffix(1);
        if (text.ends_with('\r')) text.remove_suffix(1);
        secret made(text);
        wipe(*read);
        return made;
    }();
    wipe(buffer);
    return outcome;
}

} // namespace wsman
