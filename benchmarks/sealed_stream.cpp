//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
// Streams bytes through one sealed connection over plain HTTP, and runs concurrent commands on one sealed client.
//
//   sealed_stream [BYTES] [COMMANDS]     100,000,000 bytes and 50 commands by default; a wrong byte count or a
//                                        wrong SHA-256 is a failure
#include <wsman.hpp>
#include <wsman/core/encoding.hpp>
#include <wsman/testing/endpoint.hpp>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <openssl/evp.h>

#include <chrono>
#include <cstdio>
#include <iostream>
#include <memory>
#include <string>

namespace asio = boost::asio;

namespace {

using clock_type = std::chrono::steady_clock;

double seconds_since(clock_type::time_point start)
{
    return std::chrono::duration<double>(clock_type::now() - start).count();
}

class sha256 {
public:
    sha256() : state_(EVP_MD_CTX_new(), &EVP_MD_CTX_free) { EVP_DigestInit_ex(state_.get(), EVP_sha256(), nullptr); }
    void add(std::string_view bytes) { EVP_DigestUpdate(state_.get(), bytes.data(), bytes.size()); }
    std::string text()
    {
        unsigned char digest[EVP_MAX_MD_SIZE];
        unsigned size = 0;
        EVP_DigestFinal_ex(state_.get(), digest, &size);
        std::string hex;
        wsman::append_hex(hex, std::string_view(reinterpret_cast<const char*>(digest), size));
        return hex;
    }

private:
    std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> state_;
};

/// The expected output of the program below.
std::string expected_hash(std::size_t bytes)
{
    sha256 hash;
    std::string line;
    for (std::size_t number = 1, left = bytes; left > 0; ++number) {
        line = std::to_string(number) + "\n";
        line.resize((std::min)(line.size(), left));
        hash.add(line);
        left -= line.size();
    }
    return hash.text();
}

asio::awaitable<void> stream(wsman::client* client, std::size_t bytes, bool* good)
{
    const auto start = clock_type::now();
    sha256 hash;
    std::size_t received = 0;
    const auto take = [&hash, &received](wsman::output_stream, const std::string& part) {
        hash.add(part);
        received += part.size();
    };
    const wsman::output_sink sink(take);
    const wsman::command program("sh", "-c", "seq 1 1000000000 | head -c " + std::to_string(bytes));
    const wsman::result<wsman::exit_status> ended = co_await client->try_run(program, sink);
    const double taken = seconds_since(start);
    *good = ended && received == bytes && hash.text() == expected_hash(bytes);
    std::printf(
        "  %zu bytes in %.2f s, %.0f MB/s, SHA-256 %s\n",
        received,
        taken,
        static_cast<double>(received) / 1e6 / taken,
        *good ? "as expected" : "WRONG"
    );
    if (!ended) std::cerr << ended.error().message() << '\n';
}

asio::awaitable<void> echo(wsman::client* client, std::string word, int* succeeded)
{
    const wsman::command program("echo", word);
    const wsman::result<wsman::command_result> ended = co_await client->try_run(program);
    if (ended && ended->standard_output.text() == word + "\n")
        ++*succeeded;
    else if (!ended)
        std::cerr << ended.error().message() << '\n';
}

bool measure(wsman::authentication_scheme scheme, std::size_t bytes, int commands)
{
    std::cout << to_string(scheme) << ":\n" << std::flush;
    const wsman::testing::endpoint host;
    asio::io_context context;
    wsman::client client(context.get_executor(), host.session(scheme));
    bool good = false;
    asio::awaitable<void> streaming = stream(&client, bytes, &good);
    asio::co_spawn(context, std::move(streaming), asio::detached);
    context.run();
    context.restart();
    int succeeded = 0;
    const auto start = clock_type::now();
    for (int i = 0; i < commands; ++i) {
        asio::awaitable<void> one = echo(&client, "word" + std::to_string(i), &succeeded);
        asio::co_spawn(context, std::move(one), asio::detached);
    }
    context.run();
    std::printf("  %d of %d concurrent commands in %.2f s\n", succeeded, commands, seconds_since(start));
    return good && succeeded == commands;
}

} // namespace

int main(int argument_count, char** arguments)
try {
    const std::size_t bytes = argument_count > 1 ? std::stoul(arguments[1]) : 100'000'000;
    const int commands = argument_count > 2 ? std::stoi(arguments[2]) : 50;
    bool good = true;
    for (const auto scheme : {wsman::authentication_scheme::ntlm, wsman::authentication_scheme::credssp})
        good = measure(scheme, bytes, commands) && good;
    return good ? 0 : 1;
}
catch (const std::exception& error) {
    std::cerr << error.what() << '\n';
    return 1;
}
