//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
// The main of fuzz targets outside libFuzzer: `corpora NAME FOLDER...` runs every file of the folders through one of them.
#include <support/fuzz_replay.hpp>

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

namespace {

std::size_t replay(const wsman::test::fuzz_target& target, const std::filesystem::path& folder)
{
    std::size_t files = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        if (!entry.is_regular_file()) continue;
        std::ifstream in(entry.path(), std::ios::binary);
        const std::string bytes((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
        // Printed first, so that the output of a crash names the file.
        std::printf("%s (%zu bytes)\n", entry.path().filename().string().c_str(), bytes.size());
        std::fflush(stdout);
        target.run(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size());
        ++files;
    }
    return files;
}

} // namespace

int main(int argc, char* argv[])
try {
    std::size_t files = 0;
    for (const wsman::test::fuzz_target& target : wsman::test::fuzz_targets())
        for (int i = 2; i < argc && argv[1] == target.name; ++i)
            files += replay(target, argv[i]);
    std::printf("%zu files replayed\n", files);
    return files == 0 ? 1 : 0; // an empty corpus means a wrong name or path
}
catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 1;
}
