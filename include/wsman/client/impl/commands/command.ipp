//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/client/command.hpp>
#include <wsman/core/config.hpp>
#include <wsman/core/defaults.hpp>
#include <wsman/core/utf8.hpp>

#include <cstddef>
#include <optional>
#include <string_view>

namespace wsman::inline WSMAN_FORM::detail {

/// The characters with a special meaning for cmd.exe outside quotes.
constexpr bool is_cmd_operator(char c) noexcept
{
    return std::string_view("&|<>()^").find(c) != std::string_view::npos;
}

constexpr bool is_argument_blank(char c) noexcept
{
    return c == ' ' || c == '\t';
}

constexpr bool has_blank(std::string_view text) noexcept
{
    for (const char c : text)
        if (is_argument_blank(c)) return true;
    return false;
}

constexpr bool has_operator(std::string_view text) noexcept
{
    for (const char c : text)
        if (is_cmd_operator(c)) return true;
    return false;
}

/// Preconditions: valid UTF-8. Returns: the number of UTF-16 code units, in which Windows counts the length.
constexpr std::size_t utf16_length(std::string_view text) noexcept
{
    std::size_t units = 0;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if ((byte & 0xC0U) != 0x80U) units += byte >= 0xF0 ? 2 : 1;
    }
    return units;
}

/// Quotes the arguments of one line in order, and tracks the quoting state of both cmd.exe and the program.
class argument_quoter {
public:
    std::string quote(std::string_view argument)
    {
        out_.clear();
        if (argument.empty()) return "\"\"";
        if (has_blank(argument) || (has_operator(argument) && !cmd_quoted_)) toggle();
        for (const char c : argument)
            put(c);
        if (argument_quoted_) toggle();
        flush_backslashes(1);
        return out_;
    }

private:
    void put(char c)
    {
        if (c == '\\') {
            ++backslashes_;
            return;
        }
        if ((is_argument_blank(c) && !argument_quoted_) || (is_cmd_operator(c) && !cmd_quoted_)) toggle();
        if (c == '"') {
            flush_backslashes(2);
            out_ += '\\';
            cmd_quoted_ = !cmd_quoted_;
        } else {
            flush_backslashes(1);
        }
        out_ += c;
    }
    /// Writes a quote that changes the quoting state of both cmd.exe and the program.
    void toggle()
    {
        flush_backslashes(2);
        out_ += '"';
        cmd_quoted_ = !cmd_quoted_;
        argument_quoted_ = !argument_quoted_;
    }
    void flush_backslashes(std::size_t times)
    {
        out_.append(backslashes_ * times, '\\');
        backslashes_ = 0;
    }

    std::string out_;
    std::size_t backslashes_ = 0;
    bool argument_quoted_ = false; ///< quoting state of the program that is started
    bool cmd_quoted_ = false;      ///< quoting state of cmd.exe, over the whole line
};

/// The program's name follows other rules: backslashes are not special in it, and cmd.exe ends it at more characters
/// than blanks.
constexpr bool program_needs_quotes(std::string_view program) noexcept
{
    return has_blank(program) || has_operator(program) || program.find_first_of(",;=@") != std::string_view::npos;
}

inline constexpr const char* line_end_advice =
    "cmd.exe executes only the first line: join the commands with &&, run them as a script (run_powershell), or "
    "give them to the program on standard input";
inline constexpr const char* percent_advice =
    "cmd.exe replaces %NAME% also within quotes: put the text into a script (run_powershell), or use raw_command_line "
    "if cmd.exe should replace it";

inline failure unquotable(std::size_t argument, std::size_t byte, const char* why, const char* advice = "")
{
    failure refused(
        client_errc::unquotable_argument,
        std::string(why) + " at byte " + std::to_string(byte) + " of " +
            (argument == 0 ? std::string("the program's name") : "argument " + std::to_string(argument))
    );
    refused.details().hint = advice;
    return refused;
}

/// Finds characters that no quoting can protect.
class argument_check {
public:
    explicit argument_check(bool line_begins_with_quote) noexcept : line_begins_with_quote_(line_begins_with_quote) {}

    std::optional<failure> check(std::string_view text)
    {
        const std::size_t number = number_++;
        if (const auto bad = find_invalid_utf8(text)) return unquotable(number, *bad, "a byte that is not valid UTF-8");
        for (std::size_t at = 0; at < text.size(); ++at) {
            const auto c = static_cast<unsigned char>(text[at]);
            if (c == '\r' || c == '\n') return unquotable(number, at, "a line end", line_end_advice);
            if ((c < 0x20 && c != '\t') || c == 0x7F) return unquotable(number, at, "a control character");
            if (c == '"' && number == 0) return unquotable(number, at, "a quote");
            if (c == '%' && percent_seen_)
                return unquotable(
                    number, at, "a second percent sign (the text between them may be a variable's name)", percent_advice
                );
            percent_seen_ |= c == '%';
            // `cmd /c` removes the first and the last quote of such a line, which inverts the quoting of the rest.
            if (line_begins_with_quote_ && std::string_view("&|<>^").find(text[at]) != std::string_view::npos)
                return unquotable(
                    number, at, "an operator of cmd.exe (not allowed if the program's name needs quotes)"
                );
        }
        return std::nullopt;
    }

private:
    bool line_begins_with_quote_;
    std::size_t number_ = 0;
    bool percent_seen_ = false;
};

/// Returns: an error if text follows a line end in a raw line, because cmd.exe would silently ignore it.
inline std::optional<failure> check_one_line(std::string_view line)
{
    const std::size_t end = line.find_first_of("\r\n");
    if (end == std::string_view::npos) return std::nullopt;
    if (line.find_first_not_of("\r\n", end) == std::string_view::npos) return std::nullopt;
    failure refused(client_errc::invalid_argument, "the command line has a line end at byte " + std::to_string(end));
    refused.details().hint = line_end_advice;
    return refused;
}

[[nodiscard]] inline result<command_request> check_length(command_request request)
{
    std::size_t length = utf16_length(request.command);
    for (const std::string& argument : request.arguments)
        length += 1 + utf16_length(argument);
    if (length <= defaults::command_line_limit) return request;
    return failure(
        client_errc::command_too_long,
        std::to_string(length) + " characters, the limit is " + std::to_string(defaults::command_line_limit)
    );
}

} // namespace wsman::detail

namespace wsman::inline WSMAN_FORM {

WSMAN_DECL result<command_request> command::request() const
{
    if (program_.empty()) return failure(client_errc::invalid_argument, "a command without a program");
    const bool quoted = detail::program_needs_quotes(program_);
    detail::argument_check checker(quoted);
    if (auto why = checker.check(program_)) return std::move(*why);
    command_request request(quoted ? '"' + program_ + '"' : program_);
    detail::argument_quoter quoter;
    for (const std::string& argument : arguments_) {
        if (auto why = checker.check(argument)) return std::move(*why);
        request.arguments.push_back(quoter.quote(argument));
    }
    return detail::check_length(std::move(request));
}

WSMAN_DECL result<command_request> raw_command_line::request() const
{
    if (line_.empty()) return failure(client_errc::invalid_argument, "an empty command line");
    if (auto why = detail::check_one_line(rest_.empty() ? line_ : line_ + ' ' + rest_)) return std::move(*why);
    command_request request(line_);
    if (!rest_.empty()) request.arguments.push_back(rest_);
    return detail::check_length(std::move(request));
}

} // namespace wsman
