//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#include "arguments.hpp"

#include <wsman/core/duration.hpp>

#include <charconv>
#include <utility>

namespace cli {

namespace {

using milliseconds = std::chrono::milliseconds;

struct text_option {
    std::string_view name;
    std::string arguments::* target;
};
constexpr text_option text_options[] = {
    {"--connect", &arguments::connect},
    {"--auth", &arguments::auth},
    {"--user", &arguments::user},
    {"--password-file", &arguments::password_file},
    {"--certificate", &arguments::certificate_file},
    {"--key", &arguments::key_file},
    {"--key-password-file", &arguments::key_password_file},
    {"--connect-address", &arguments::connect_address},
    {"--ca-file", &arguments::ca_file},
    {"--crl-file", &arguments::crl_file},
    {"--pin-sha256", &arguments::pin_sha256},
    {"--spn-host", &arguments::spn_host},
    {"--spn-service", &arguments::spn_service},
    {"--trusted-hosts", &arguments::trusted_hosts},
    {"--proxy", &arguments::proxy},
    {"--proxy-auth", &arguments::proxy_auth},
    {"--proxy-user", &arguments::proxy_user},
    {"--proxy-password-file", &arguments::proxy_password_file},
    {"--locale", &arguments::locale},
    {"--config", &arguments::config_file},
    {"--trace", &arguments::trace_file},
};

struct switch_option {
    std::string_view name;
    bool arguments::* target;
};
constexpr switch_option switch_options[] = {
    {"--skip-ca-check", &arguments::skip_ca_check},
    {"--skip-cn-check", &arguments::skip_cn_check},
    {"--skip-revocation-check", &arguments::skip_revocation_check},
    {"--use-ssl", &arguments::use_ssl},
    {"--no-encryption", &arguments::no_encryption},
    {"--utf16", &arguments::utf16},
    {"--spn-port", &arguments::spn_port},
    {"--implicit-credentials", &arguments::implicit_credentials},
    {"--demo", &arguments::demo},
    {"--help", &arguments::help},
};

struct duration_option {
    std::string_view name;
    std::optional<milliseconds> arguments::* target;
};
constexpr duration_option duration_options[] = {
    {"--operation-timeout", &arguments::operation_timeout},
    {"--deadline", &arguments::deadline},
};

struct number_option {
    std::string_view name;
    std::optional<unsigned> arguments::* target;
};
constexpr number_option number_options[] = {
    {"--max-envelope-size-kb", &arguments::max_envelope_size_kb},
    {"--retries", &arguments::retries},
};

// Known, so that the answer is "not yet" and not "unknown".
struct later_option {
    std::string_view name;
    std::string_view needs;
};
constexpr later_option later_options[] = {
    {"--delegate", "Kerberos"},
    {"--credssp-minimum", "CredSSP"},
    {"--hosts", "running on many hosts"},
};

template <class Table>
auto find_option(const Table& table, std::string_view name)
{
    for (const auto& row : table)
        if (row.name == name) return &row;
    return static_cast<decltype(&table[0])>(nullptr);
}

wsman::result<void> read_option(arguments& into, option_reader& reader, const std::string& name)
{
    if (const auto* row = find_option(switch_options, name)) {
        into.*(row->target) = true;
        return reader.no_value();
    }
    if (const auto* row = find_option(later_options, name))
        return wsman::failure(
            wsman::transport_errc::scheme_not_supported,
            name + " needs " + std::string(row->needs) + ", which this build does not have yet"
        );
    const auto* text = find_option(text_options, name);
    const auto* duration = find_option(duration_options, name);
    const auto* number = find_option(number_options, name);
    if (!text && !duration && !number && name != "--output") return usage_error("unknown option " + name);
    wsman::result<std::string> value = reader.value();
    if (!value) return value.error();
    if (text) {
        into.*(text->target) = *value;
    } else if (duration) {
        const auto parsed = wsman::parse_human_duration(*value);
        if (!parsed) return usage_error(name + " takes a duration such as 500ms, 60s, 5m, not '" + *value + "'");
        into.*(duration->target) = *parsed;
    } else if (number) {
        unsigned parsed = 0;
        const char* end = value->data() + value->size();
        const auto [stop, error] = std::from_chars(value->data(), end, parsed);
        if (error != std::errc{} || stop != end) return usage_error(name + " takes a number, not '" + *value + "'");
        into.*(number->target) = parsed;
    } else if (*value == "json" || *value == "text") {
        into.json = *value == "json";
    } else {
        return usage_error("--output takes text or json, not '" + *value + "'");
    }
    return {};
}

} // namespace

wsman::failure usage_error(std::string what)
{
    wsman::failure why(wsman::client_errc::invalid_argument, std::move(what));
    why.details().hint = "wsman-cli --help lists the options";
    return why;
}

std::optional<std::string> option_reader::next()
{
    attached_.reset();
    if (position_ >= words_.size()) return std::nullopt;
    const std::string& word = words_[position_];
    if (word == "--") {
        ++position_;
        return std::nullopt;
    }
    if (word.size() < 3 || !word.starts_with("--")) return std::nullopt;
    ++position_;
    const std::size_t equals = word.find('=');
    name_ = word.substr(0, equals);
    if (equals != std::string::npos) attached_ = word.substr(equals + 1);
    return name_;
}

wsman::result<std::string> option_reader::value()
{
    if (attached_) return *std::exchange(attached_, std::nullopt);
    if (position_ >= words_.size()) return usage_error(name_ + " needs a value");
    return words_[position_++];
}

wsman::result<void> option_reader::no_value() const
{
    if (attached_) return usage_error(name_ + " takes no value");
    return {};
}

std::vector<std::string> option_reader::operands() const
{
    return {words_.begin() + static_cast<std::ptrdiff_t>(position_), words_.end()};
}

wsman::result<arguments> parse_arguments(const std::vector<std::string>& words)
{
    arguments parsed;
    option_reader reader(words);
    while (const auto name = reader.next())
        if (auto read = read_option(parsed, reader, *name); !read) return read.error();
    std::vector<std::string> operands = reader.operands();
    if (!operands.empty()) {
        parsed.verb = operands.front();
        parsed.rest.assign(operands.begin() + 1, operands.end());
    }
    return parsed;
}

std::string_view usage() noexcept
{
    return R"(usage: wsman-cli [OPTION]... VERB [ARGUMENT]...

verbs
  identify                       asks the host what it is
  session                        prints the session that the options make, and why; connects to nothing
  run [RUN OPTION]... PROGRAM [ARG]...
                                 runs a program and streams both outputs
  powershell SCRIPT | -          runs a PowerShell script; - reads it from standard input

the host
  --connect URL                  [http[s]://]host[:port][/path]; none: this computer
  --connect-address HOST:PORT    dial there, keep the names of --connect
  --demo                         start the in-process endpoint and connect to it
  --config FILE.json             a session in JSON; options given here come on top
  --use-ssl                      https when the URL names no scheme

the log-in (the password comes from --password-file or WSMAN_PASSWORD)
  --auth none|basic|digest|negotiate|ntlm|kerberos|credssp|certificate
  --user NAME  --password-file FILE
  --certificate FILE  --key FILE  --key-password-file FILE
  --implicit-credentials  --trusted-hosts LIST
  --spn-port  --spn-host HOST  --spn-service NAME
  --no-encryption                clear text over http, on purpose

TLS
  --ca-file FILE  --pin-sha256 HEX  --crl-file FILE
  --skip-ca-check  --skip-cn-check  --skip-revocation-check

proxy
  --proxy URL  --proxy-auth negotiate|basic|digest  --proxy-user NAME  --proxy-password-file FILE

limits and output
  --operation-timeout 60s        what the host may take for one answer
  --deadline 5m                  what everything together may take
  --retries N                    of connecting
  --max-envelope-size-kb N  --locale TAG  --utf16
  --output text|json  --trace FILE

run options
  --cwd DIRECTORY  --env NAME=VALUE  --codepage N  --no-profile
  --stdin FILE|-                 what the program reads
  --raw                          PROGRAM is a whole command line, not quoted by us

exit status: the remote program's for run and powershell (outside 0-254: 254; none: 255),
0 for other verbs that worked, 255 for every failure of ours
)";
}

} // namespace cli
