//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#include "compile_error.hpp"

#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <memory>
#include <random>
#include <string>

namespace demo {

namespace {

constexpr const char* wrong_program = R"(#include <wsman/session/session_builder.hpp>

int main()
{
    using enum wsman::session_option;
    (void)wsman::session_builder{}
        .option<unencrypted_messages, true>()                  // implies http
        .option<allow_negotiate_implicit_credentials, true>(); // needs https
}
)";

std::string output_of(const std::string& command)
{
    struct closer {
        void operator()(std::FILE* pipe) const { pclose(pipe); }
    };
    const std::unique_ptr<std::FILE, closer> pipe(popen(command.c_str(), "r"));
    std::string text;
    std::array<char, 4096> block{};
    while (pipe && std::fgets(block.data(), static_cast<int>(block.size()), pipe.get()))
        text += block.data();
    return text;
}

std::string without(std::string text, const std::string& part)
{
    for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part))
        text.erase(at, part.size());
    return text;
}

} // namespace

bool print_compile_error()
{
    const std::filesystem::path folder =
        std::filesystem::temp_directory_path() / ("wsman-demo-" + std::to_string(std::random_device{}()));
    std::filesystem::create_directory(folder);
    const std::string file = (folder / "wrong_session.cpp").string();
    std::ofstream(file) << wrong_program;
    std::string said = output_of(
        std::string(DEMO_COMPILER) + " -std=c++20 -fsyntax-only -I'" + DEMO_INCLUDE + "' '" + file + "' 2>&1"
    );
    std::filesystem::remove_all(folder);
    said = without(without(said, folder.string() + "/"), std::string(DEMO_INCLUDE) + "/");
    std::cout << wrong_program << "\nthe compiler says:\n" << said;
    return said.find("wsman: rule F22") != std::string::npos;
}

} // namespace demo
