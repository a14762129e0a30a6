//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#include "output.hpp"

#include <wsman/core/encoding.hpp>

#include <boost/json/serialize.hpp>

#include <csignal>
#include <iostream>
#include <utility>

#include "exit_codes.hpp"
#include "process.hpp"
#include "report.hpp"

namespace cli {

namespace {

void add_bytes(boost::json::object& into, const std::string& name, const std::string& bytes)
{
    if (!wsman::find_invalid_utf8(bytes)) {
        into[name] = bytes;
        return;
    }
    std::string encoded;
    wsman::append_base64(encoded, bytes);
    into[name + "_base64"] = encoded;
}

void write_out(wsman::output_stream stream, std::string_view bytes)
{
    const bool errors = stream == wsman::output_stream::standard_error;
    std::ostream& out = errors ? std::cerr : std::cout;
    if (out << bytes << std::flush) return;
#if defined(SIGPIPE)
    if (reader_has_left(errors)) end_by_signal(SIGPIPE);
#endif
    // Thrown, so that the program on the host is stopped when its output is not read any more.
    throw output_closed(errors ? "standard error cannot be written" : "standard output cannot be written");
}

/// Returns: `{"exit_code","stdout","stderr"}`.
boost::json::object
object_of(std::optional<std::int32_t> exit_code, const std::string& standard_output, const std::string& standard_error)
{
    boost::json::object line;
    if (exit_code)
        line["exit_code"] = *exit_code;
    else
        line["exit_code"] = nullptr;
    if (exit_code && *exit_code < 0) line["exit_code_hex"] = hexadecimal(static_cast<std::uint32_t>(*exit_code));
    add_bytes(line, "stdout", standard_output);
    add_bytes(line, "stderr", standard_error);
    return line;
}

/// Returns: the output of a failed command as an object; empty without output.
boost::json::object incomplete_object(const wsman::failure& why)
{
    const auto& output = why.details().output;
    if (!output || (output->standard_output.empty() && output->standard_error.empty())) return {};
    boost::json::object line = object_of(std::nullopt, output->standard_output, output->standard_error);
    line["incomplete"] = true;
    return line;
}

} // namespace

void output::write(wsman::output_stream stream, std::string_view bytes)
{
    if (host_.empty())
        write_out(stream, bytes);
    else
        write_lines(stream, stream == wsman::output_stream::standard_error ? pending_errors_ : pending_output_, bytes);
}

void output::write_lines(wsman::output_stream stream, std::string& pending, std::string_view bytes)
{
    // Limits the memory for a program that never ends its line.
    constexpr std::size_t longest_line = 64 * 1024;
    pending.append(bytes);
    std::string whole;
    std::size_t begin = 0;
    for (std::size_t end = pending.find('\n'); end != std::string::npos; end = pending.find('\n', begin)) {
        whole.append(host_).append(": ").append(pending, begin, end + 1 - begin);
        begin = end + 1;
    }
    pending.erase(0, begin);
    if (pending.size() > longest_line) {
        whole.append(host_).append(": ").append(pending).append("\n");
        pending.clear();
    }
    if (!whole.empty()) write_out(stream, whole);
}

void output::finish()
{
    if (!pending_output_.empty()) write(wsman::output_stream::standard_output, "\n");
    if (!pending_errors_.empty()) write(wsman::output_stream::standard_error, "\n");
}

void output::print(boost::json::object value)
{
    boost::json::object line;
    if (!host_.empty()) line["host"] = host_;
    for (auto& member : value)
        line[member.key()] = std::move(member.value());
    write_out(wsman::output_stream::standard_output, boost::json::serialize(line) + '\n');
}

void output::print_result(
    std::optional<std::int32_t> exit_code, const std::string& standard_output, const std::string& standard_error
)
{
    print(object_of(exit_code, standard_output, standard_error));
}

void output::report(const wsman::failure& why)
{
    if (!json_) {
        note(failure_text(why));
        return;
    }
    boost::json::object line = incomplete_object(why);
    if (host_.empty()) {
        if (!line.empty()) print(std::move(line));
        line.clear();
        line["error"] = failure_json(why);
        std::cerr << boost::json::serialize(line) << '\n';
    } else {
        line["error"] = failure_json(why);
        print(std::move(line));
    }
}

void output::note(std::string_view text)
{
    if (json_) {
        boost::json::object line;
        if (!host_.empty()) line["host"] = host_;
        line["note"] = text;
        std::cerr << boost::json::serialize(line) << '\n';
        return;
    }
    std::cerr << "wsman-cli: ";
    if (!host_.empty()) std::cerr << host_ << ": ";
    std::cerr << text << '\n';
}

int output::exit_status_of(std::optional<std::int32_t> remote)
{
    if (!remote) {
        note("the host did not report the program's exit code");
        return failure_status;
    }
    const bool shown = *remote >= 0 && *remote <= unrepresentable_status;
    if (!shown || (*remote != 0 && !host_.empty() && !json_))
        note("the program ended with exit code " + exit_code_text(*remote));
    return shown ? *remote : unrepresentable_status;
}

wsman::output_sink sink_to(std::shared_ptr<output> out)
{
    return
        [kept = std::move(out)](wsman::output_stream stream, const std::string& bytes) { kept->write(stream, bytes); };
}

} // namespace cli
