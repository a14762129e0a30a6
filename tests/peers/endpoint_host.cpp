//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//

// An endpoint as a program of its own, for clients from elsewhere: prints where it is and whom it lets in as one line
// of JSON, and runs until standard input ends. `--tls` makes it HTTPS, `--ipv6` puts it on [::1].

#include <wsman/testing/endpoint.hpp>

#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include <cstdio>
#include <iostream>
#include <string>
#include <string_view>

int main(int argc, char** argv)
{
    namespace testing = wsman::testing;
    testing::endpoint_options options;
    for (int i = 1; i < argc; ++i) {
        const std::string_view argument = argv[i];
        if (argument == "--tls")
            options.tls = true;
        else if (argument == "--ipv6")
            options.address = testing::loopback::v6;
    }
    options.program = testing::first_of({testing::cmd_stand_in(), testing::powershell_stand_in()});
    try {
        const testing::endpoint host(std::move(options));
        const boost::json::object where{
            {"url", host.url()},
            {"port", host.port()},
            {"user", host.user()},
            {"password", std::string(host.password().reveal())},
            {"ca_pem", host.ca_pem()},
        };
        std::cout << boost::json::serialize(where) << std::endl;
        while (std::getchar() != EOF) {
        }
        // What is still open when the last client has left would be a leak.
        const testing::endpoint_statistics left = host.statistics();
        std::cout << boost::json::serialize(boost::json::object{
                         {"open_shells", left.open_shells},
                         {"running_processes", left.running_processes},
                         {"connections_accepted", left.connections_accepted},
                     })
                  << std::endl;
        return 0;
    }
    catch (const std::exception& error) {
        std::cerr << "endpoint_host: " << error.what() << '\n';
        return 1;
    }
}
