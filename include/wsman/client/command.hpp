//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/core/result.hpp>
#include <wsman/protocol/run_command.hpp>

#include <concepts>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

namespace wsman::inline WSMAN_FORM {

/// A program and its arguments. The program receives each argument exactly as given here.
///
/// `request` quotes them. The host may or may not pass the line through cmd.exe before the program splits it, so the
/// quoted line has the same meaning for both:
/// - an argument with blanks or one of `& | < > ( ) ^` is quoted; an empty argument is `""`;
/// - a literal quote is written `\"`, and backslashes before any quote are doubled. (A doubled quote would work for
/// cmd.exe, but CommandLineToArgvW ends the quoted part there, and the C runtime does not.)
/// - cmd.exe also counts the escaped quote, so after it cmd.exe and the program disagree about which text is quoted. A
/// quote that both count is therefore added before the next operator or blank: cmd.exe never sees an operator outside
/// quotes, and the program never sees a blank of an argument outside quotes.
/// Arguments that no quoting can protect are an error: two percent signs in the line (they may enclose a variable's
/// name), line ends and other control characters, a quote in the program's name, and one of `& | < > ^` if the
/// program's name needs quotes. (`cmd /c` may remove the first and the last quote of a line that begins with a quote.
/// Without these characters the worst result is that cmd.exe does not find the program: use its short path or its bare
/// name.)
/// An exclamation mark is not escaped: it is special only if delayed expansion is on, and quoting does not protect it
/// then.
///
/// Specification: CommandLineToArgvW; "Parsing C command-line arguments" of the Microsoft C runtime; cmd /?.
class command {
public:
    template <class... Arguments>
        requires(std::constructible_from<std::string, Arguments> && ...)
    explicit command(std::string program, Arguments&&... arguments) : program_(std::move(program))
    {
        arguments_.reserve(sizeof...(Arguments));
        (arguments_.emplace_back(std::forward<Arguments>(arguments)), ...);
    }
    command(std::string program, std::vector<std::string> arguments)
        : program_(std::move(program)), arguments_(std::move(arguments))
    {
    }

    const std::string& program() const noexcept { return program_; }
    const std::vector<std::string>& arguments() const noexcept { return arguments_; }

    /// Returns: the program and each argument in the quoted form that is sent; the host joins them with blanks.
    /// Errors: client_errc::unquotable_argument with the argument's number (the program is 0) and the byte in it;
    /// client_errc::command_too_long; client_errc::invalid_argument for an empty program.
    [[nodiscard]] WSMAN_DECL result<command_request> request() const;

private:
    std::string program_;
    std::vector<std::string> arguments_;
};

/// A command line that the host interprets unchanged: it expands variables and builds pipes; the caller does the
/// quoting.
///
/// Security: do not put untrusted text into one.
class raw_command_line {
public:
    explicit raw_command_line(std::string line) : line_(std::move(line)) {}
    /// The same line, sent as a program and one argument: some services examine only the program.
    raw_command_line(std::string program, std::string rest) : line_(std::move(program)), rest_(std::move(rest)) {}

    /// Errors: client_errc::command_too_long; client_errc::invalid_argument for an empty line, and for one with a line
    /// end inside, after which cmd.exe reads nothing.
    [[nodiscard]] WSMAN_DECL result<command_request> request() const;

private:
    std::string line_;
    std::string rest_;
};

namespace detail {

/// Types that callers pass instead of a `command` or a `raw_command_line`.
template <class Text>
concept text_of_command = std::convertible_to<Text, std::string> || std::convertible_to<Text, std::string_view> ||
                          std::same_as<std::remove_cvref_t<Text>, std::vector<std::string>> ||
                          std::same_as<std::remove_cvref_t<Text>, std::vector<std::string_view>>;

} // namespace detail

/// A `command` or a `raw_command_line`; the parameter type of `run` and `start`.
///
/// A plain string does not compile, because it does not say how to interpret it: as a program's name it would be
/// quoted, as a command line the host's shell would interpret it.
class command_line {
public:
    command_line(command vector) : form_(std::move(vector)) {}
    command_line(raw_command_line line) : form_(std::move(line)) {}
    /// Deleted in effect: the `static_assert` rejects `run("hostname")` and `run({"ipconfig", "/all"})`.
    template <detail::text_of_command... Texts>
        requires(sizeof...(Texts) > 0)
    command_line(Texts&&...) : command_line(raw_command_line(std::string()))
    {
        static_assert(
            sizeof...(Texts) == 0,
            "wsman: a plain string is not a command: write command(\"ipconfig\", \"/all\") for a program and its "
            "arguments, or raw_command_line(\"dir | sort\") for a line that the host's shell interprets"
        );
    }

    [[nodiscard]] result<command_request> request() const
    {
        return std::visit([](const auto& form) { return form.request(); }, form_);
    }

private:
    std::variant<command, raw_command_line> form_;
};

} // namespace wsman

#if !defined(WSMAN_SEPARATE_COMPILATION)
#include <wsman/client/impl/commands/command.ipp>
#endif
