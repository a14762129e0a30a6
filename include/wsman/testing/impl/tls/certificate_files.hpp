//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/core/error.hpp>
#include <wsman/core/result.hpp>
#include <wsman/core/uuid.hpp>
#include <wsman/session/credentials.hpp>

#include <filesystem>
#include <fstream>
#include <mutex>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>

namespace wsman::inline WSMAN_FORM::testing::detail {

/// Files with a client's certificate and key, because sessions take file names. They are created on demand, in a folder
/// that only this user can enter; the destructor removes them.
class certificate_files {
public:
    certificate_files() = default;
    certificate_files(const certificate_files&) = delete;
    certificate_files& operator=(const certificate_files&) = delete;
    ~certificate_files()
    {
        std::error_code ignored;
        if (!folder_.empty()) std::filesystem::remove_all(folder_, ignored);
    }

    /// Errors: throws if a file cannot be written.
    client_certificate write(std::string_view certificate, std::string_view key, secret key_password)
    {
        const std::lock_guard lock(mutex_);
        make_folder();
        const std::string name = uuid::random().text();
        return client_certificate(
            write(name + ".crt", certificate), write(name + ".key", key), std::move(key_password)
        );
    }

private:
    void make_folder()
    {
        if (!folder_.empty()) return;
        const std::filesystem::path made =
            std::filesystem::temp_directory_path() / ("wsman-endpoint-" + uuid::random().text());
        if (!std::filesystem::create_directory(made)) throw_unwritable(made);
        folder_ = made;
        std::filesystem::permissions(folder_, std::filesystem::perms::owner_all);
    }

    std::string write(const std::string& name, std::string_view content)
    {
        const std::filesystem::path path = folder_ / name;
        std::ofstream file(path, std::ios::binary);
        if (!file.write(content.data(), static_cast<std::streamsize>(content.size())).flush()) throw_unwritable(path);
        return path.string();
    }

    [[noreturn]] static void throw_unwritable(const std::filesystem::path& path)
    {
        throw exception(failure(client_errc::invalid_argument, path.string() + " cannot be written"));
    }

    std::mutex mutex_;
    std::filesystem::path folder_;
};

} // namespace wsman::testing::detail
