//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <string_view>

namespace wsman::tests {

/// A file that is deleted at the end of the test.
class temporary_file {
public:
    explicit temporary_file(std::string_view content = {})
        : path_(
              std::filesystem::temp_directory_path() /
              ("wsman-test-" + std::to_string(std::random_device{}()) + std::to_string(std::random_device{}()))
          )
    {
        std::ofstream(path_, std::ios::binary) << content;
    }
    ~temporary_file()
    {
        std::error_code ignored;
        std::filesystem::remove(path_, ignored);
    }
    temporary_file(const temporary_file&) = delete;
    temporary_file& operator=(const temporary_file&) = delete;

    std::string path() const { return path_.string(); }
    std::string content() const
    {
        std::ifstream file(path_, std::ios::binary);
        return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
    }

private:
    std::filesystem::path path_;
};

} // namespace wsman::tests
