//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
// The main of a fuzz target outside libFuzzer: runs every file of the given folders through it.
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

std::size_t replay(const std::filesystem::path& folder)
{
    std::size_t files = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        if (!entry.is_regular_file())
            continue;
        std::ifstream in(entry.path(), std::ios::binary);
        const std::string bytes((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
        // Named first, so that a crash says which file it was.
        std::printf("%s (%zu bytes)\n", entry.path().filename().string().c_str(), bytes.size());
        std::fflush(stdout);
        LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size());
        ++files;
    }
    return files;
}

} // namespace

int main(int argc, char* argv[])
try {
    std::size_t files = 0;
    for (int i = 1; i < argc; ++i)
        files += replay(argv[i]);
    std::printf("%zu files replayed\n", files);
    return files == 0 ? 1 : 0; // an empty corpus is a mistake in the path, not a success
}
catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 1;
}
