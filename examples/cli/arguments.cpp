//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#include "arguments.hpp"

#include <wsman/core/duration.hpp>

#include <charconv>
#include <utility>

#include "suggest.hpp"

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
    {"--ticket-cache", &arguments::ticket_cache},
    {"--keytab", &arguments::keytab_file},
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
    {"--hosts", &arguments::hosts_file},
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
    {"--delegate-to-unverified", &arguments::delegate_to_unverified},
    {"--unprotected-ntlm", &arguments::unprotected_ntlm},
    {"--no-tab-in-sealed-parts", &arguments::no_tab_in_sealed_parts},
    {"--utf16", &arguments::utf16},
    {"--lenient", &arguments::lenient},
    {"--spn-port", &arguments::spn_port},
    {"--implicit-credentials", &arguments::implicit_credentials},
    {"--delegate", &arguments::delegate},
    {"--demo", &arguments::demo},
    {"--help", &arguments::help},
    {"-h", &arguments::help},
    {"--version", &arguments::version},
};

struct duration_option {
    std::string_view name;
    std::optional<milliseconds> arguments::* target;
};
constexpr duration_option duration_options[] = {
    {"--operation-timeout", &arguments::operation_timeout},
    {"--timeout", &arguments::timeout},
    {"--deadline", &arguments::timeout}, // the former name; --help does not list it
};

struct number_option {
    std::string_view name;
    std::optional<unsigned> arguments::* target;
};
constexpr number_option number_options[] = {
    {"--max-envelope-size-kb", &arguments::max_envelope_size_kb},
    {"--retries", &arguments::retries},
    {"--credssp-minimum", &arguments::credssp_minimum},
    {"--parallel", &arguments::parallel},
};

struct run_option {
    std::string_view name;
    bool takes_value;
};
constexpr run_option run_options[] = {
    {"--cwd", true},
    {"--env", true},
    {"--codepage", true},
    {"--stdin", true},
    {"--no-profile", false},
    {"--raw", false},
};

template <class Table>
auto find_option(const Table& table, std::string_view name)
{
    for (const auto& row : table)
        if (row.name == name) return &row;
    return static_cast<decltype(&table[0])>(nullptr);
}

std::vector<std::string_view> option_names()
{
    std::vector<std::string_view> names{"--output"};
    const auto add = [&names](const auto& table) {
        for (const auto& row : table)
            names.push_back(row.name);
    };
    add(switch_options);
    add(text_options);
    add(duration_options);
    add(number_options);
    add(run_options);
    return names;
}

wsman::failure unknown_option(const std::string& name)
{
    return usage_error("unknown option " + name, did_you_mean(name, option_names()));
}

wsman::result<void> read_run_option(arguments& into, option_reader& reader, const run_option& option)
{
    verb_option given{std::string(option.name), {}};
    if (option.takes_value) {
        wsman::result<std::string> value = reader.value();
        if (!value) return value.error();
        given.value = *std::move(value);
    } else if (auto none = reader.no_value(); !none) {
        return none.error();
    }
    into.verb_options.push_back(std::move(given));
    return {};
}

wsman::result<void> read_option(arguments& into, option_reader& reader, const std::string& name)
{
    if (const auto* row = find_option(run_options, name)) return read_run_option(into, reader, *row);
    if (const auto* row = find_option(switch_options, name)) {
        into.*(row->target) = true;
        return reader.no_value();
    }
    const auto* text = find_option(text_options, name);
    const auto* duration = find_option(duration_options, name);
    const auto* number = find_option(number_options, name);
    if (!text && !duration && !number && name != "--output") return unknown_option(name);
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

std::string did_you_mean(std::string_view given, const std::vector<std::string_view>& names)
{
    const auto name = nearest(given, names);
    return name ? "did you mean " + std::string(*name) + "?" : std::string();
}

wsman::failure usage_error(std::string text, std::string hint)
{
    wsman::failure why(wsman::client_errc::invalid_argument, std::move(text));
    why.details().hint = hint.empty() ? "wsman-cli --help lists the options" : std::move(hint);
    return why;
}

std::optional<std::string> option_reader::next()
{
    attached_.reset();
    if (position_ >= words_.size()) return std::nullopt;
    const std::string& word = words_[position_];
    if (word != "-h" && (word.size() < 3 || !word.starts_with("--"))) return std::nullopt;
    ++position_;
    const std::size_t equals = word.find('=');
    name_ = word.substr(0, equals);
    if (equals != std::string::npos) attached_ = word.substr(equals + 1);
    return name_;
}

std::optional<std::string> option_reader::operand()
{
    if (position_ >= words_.size() || words_[position_] == "--") return std::nullopt;
    return words_[position_++];
}

bool option_reader::end_of_options()
{
    if (position_ >= words_.size() || words_[position_] != "--") return false;
    ++position_;
    return true;
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
    for (bool is_program = false; !is_program;) {
        while (const auto name = reader.next())
            if (auto read = read_option(parsed, reader, *name); !read) return read.error();
        const std::optional<std::string> operand = reader.operand();
        if (!operand) {
            if (!reader.end_of_options() || !parsed.verb.empty()) break;
            continue;
        }
        // A script may begin with a minus sign; any other word with one is an option.
        if (operand->size() > 1 && operand->front() == '-' && parsed.verb != "powershell")
            return unknown_option(*operand);
        if (parsed.verb.empty()) {
            parsed.verb = *operand;
            continue;
        }
        parsed.rest.push_back(*operand);
        is_program = parsed.verb == "run";
    }
    for (std::string& word : reader.operands())
        parsed.rest.push_back(std::move(word));
    if (parsed.verb == "help") {
        parsed.help = true;
        parsed.verb = parsed.rest.empty() ? std::string() : parsed.rest.front();
    }
    return parsed;
}

} // namespace cli
