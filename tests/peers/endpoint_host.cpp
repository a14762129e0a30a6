//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//

// An endpoint as a separate program, for other clients. It prints its address and account as one line of JSON, and runs
// until standard input ends. The input line `statistics` prints the statistics so far, as does the end of input;
// `password NEW` changes the password.
//   --tls --ipv6 --no-clear-text --ask-in-handshake --bare-part-headers --userhash
//   --schemes LIST (basic,digest,negotiate,kerberos,credssp,certificate,ntlm) --user NAME --password-file FILE
//   --key-table FILE --principals LIST --service-host HOST --binding none|relaxed|strict --tls-maximum 1.2|1.3
//   --credssp-version N --digest-algorithms LIST --nonce-uses N --certificate FILE --key FILE

#include <wsman/testing/endpoint.hpp>

#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include <fstream>
#include <iostream>
#include <iterator>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace {

namespace testing = wsman::testing;

std::vector<std::string> list_of(const std::string& text)
{
    std::vector<std::string> parts;
    for (std::size_t at = 0; at <= text.size();) {
        const std::size_t comma = (std::min)(text.find(',', at), text.size());
        parts.push_back(text.substr(at, comma - at));
        at = comma + 1;
    }
    return parts;
}

std::string content_of(const std::string& path)
{
    std::ifstream file(path, std::ios::binary);
    if (!file) throw std::runtime_error(path + " cannot be read");
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

testing::accepted_schemes schemes_of(const std::string& text)
{
    using enum testing::accepted_scheme;
    testing::accepted_schemes all;
    for (const std::string& name : list_of(text)) {
        if (name == "basic")
            all |= basic;
        else if (name == "digest")
            all |= digest;
        else if (name == "negotiate")
            all |= negotiate;
        else if (name == "kerberos")
            all |= kerberos;
        else if (name == "credssp")
            all |= credssp;
        else if (name == "certificate")
            all |= certificate;
        else if (name == "ntlm")
            all |= ntlm;
        else
            throw std::runtime_error("no scheme: " + name);
    }
    return all;
}

wsman::binding_policy binding_of(std::string_view text)
{
    if (text == "none") return wsman::binding_policy::none;
    if (text == "strict") return wsman::binding_policy::strict;
    return wsman::binding_policy::relaxed;
}

/// Returns: true if the option has no value.
bool take_switch(testing::endpoint_options& options, std::string_view name)
{
    if (name == "--tls")
        options.tls = true;
    else if (name == "--ipv6")
        options.address = testing::loopback::v6;
    else if (name == "--no-clear-text")
        options.allow_unencrypted = false;
    else if (name == "--ask-in-handshake")
        options.ask_certificate = testing::certificate_request::in_handshake;
    else if (name == "--bare-part-headers")
        options.part_headers = wsman::part_header_style::bare;
    else if (name == "--userhash")
        options.digest_userhash = true;
    else
        return false;
    return true;
}

void take_value(testing::endpoint_options& options, std::string_view name, const std::string& value)
{
    if (name == "--schemes")
        options.schemes = schemes_of(value);
    else if (name == "--user")
        options.user = value;
    else if (name == "--password-file")
        options.password = wsman::secret_from_file(value).value();
    else if (name == "--key-table")
        options.key_table = value;
    else if (name == "--principals")
        options.principals = list_of(value);
    else if (name == "--service-host")
        options.service_host = value;
    else if (name == "--binding")
        options.channel_binding = binding_of(value);
    else if (name == "--tls-maximum")
        options.tls_maximum = value == "1.2" ? testing::tls_version::v1_2 : testing::tls_version::v1_3;
    else if (name == "--credssp-version")
        options.credssp_version = static_cast<unsigned>(std::stoul(value));
    else if (name == "--digest-algorithms")
        options.digest_algorithms = list_of(value);
    else if (name == "--nonce-uses")
        options.digest_nonce_uses = static_cast<unsigned>(std::stoul(value));
    else if (name == "--certificate")
        options.own_certificate_pem = content_of(value);
    else if (name == "--key")
        options.own_key_pem = content_of(value);
    else
        throw std::runtime_error("no such option: " + std::string(name));
}

void print_place(const testing::endpoint& host, bool tls)
{
    boost::json::object where{
        {"url", host.url()},
        {"port", host.port()},
        {"user", host.user()},
        {"password", std::string(host.password().reveal())},
        {"ca_pem", host.ca_pem()},
    };
    if (tls) {
        const wsman::client_certificate client = host.client_certificate_files();
        where["client_certificate"] = client.certificate_file();
        where["client_key"] = client.key_file();
    }
    std::cout << boost::json::serialize(where) << std::endl;
}

void print_statistics(const testing::endpoint& host)
{
    const testing::endpoint_statistics seen = host.statistics();
    boost::json::object logins, mechanisms;
    for (const auto& [scheme, count] : seen.logins)
        logins[scheme] = count;
    for (const auto& [mechanism, count] : seen.mechanisms)
        mechanisms[mechanism] = count;
    std::cout << boost::json::serialize(boost::json::object{
                     {"open_shells", seen.open_shells},
                     {"running_processes", seen.running_processes},
                     {"connections_accepted", seen.connections_accepted},
                     {"unauthorized", seen.unauthorized},
                     {"login_legs", seen.login_legs},
                     {"refused_logins", seen.refused_logins},
                     {"last_refusal", seen.last_refusal},
                     {"logins", logins},
                     {"mechanisms", mechanisms},
                     {"sealed_requests", seen.sealed_requests},
                     {"broken_seals", seen.broken_seals},
                     {"unsealed_requests", seen.unsealed_requests},
                 })
              << std::endl;
}

} // namespace

int main(int argc, char** argv)
{
    try {
        testing::endpoint_options options;
        options.program = testing::first_of({testing::cmd_stand_in(), testing::powershell_stand_in()});
        for (int i = 1; i < argc; ++i) {
            if (take_switch(options, argv[i])) continue;
            if (i + 1 == argc)
                throw std::runtime_error(std::string(argv[i]) + " is an unknown option, or its value is missing");
            take_value(options, argv[i], argv[i + 1]);
            ++i;
        }
        const bool tls = options.tls;
        testing::endpoint host(std::move(options));
        print_place(host, tls);
        for (std::string line; std::getline(std::cin, line);) {
            constexpr std::string_view password = "password ";
            if (line.starts_with(password))
                host.set_password(wsman::secret(std::string_view(line).substr(password.size())));
            else
                print_statistics(host);
        }
        // A connection, shell or command that is open after the last client would be a leak.
        print_statistics(host);
        return 0;
    }
    catch (const std::exception& error) {
        std::cerr << "endpoint_host: " << error.what() << '\n';
        return 1;
    }
}
