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

/// A program and its arguments, which arrive as they are given here.
///
/// `request` quotes them. A host may or may not pass the line through cmd.exe before the program splits it, so it is
/// written in the form that both read alike:
/// - an argument with blanks or one of `& | < > ( ) ^` is put between quotes, an empty one is `""`;
/// - a quote as text is `\"`, backslashes before any quote are doubled. (A doubled quote would do for cmd.exe, but
///   CommandLineToArgvW takes it for the end of the quoted part, and the C runtime does not.)
/// - cmd.exe counts that quote too: from there on it believes the opposite about what is quoted. Therefore the quoted
///   part is left or entered again before the next such character or blank, so that cmd.exe never sees the former
///   outside quotes, and the program never the latter.
/// What no quoting can protect is an error: two percent signs in the line (a variable's name may stand between them),
/// line ends and other control characters, a quote in the program's name, and one of `& | < > ^` where the program's
/// name needs quotes. (`cmd /c` may take the first and the last quote off a line that begins with one. Without these
/// characters the worst of it is a program that is not found: give such a program by its short path or by its name.)
/// An exclamation mark is left alone: it means something only where delayed expansion has been switched on, and then
/// no quoting helps.
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

    /// Returns: the program and each argument quoted, as they go over the wire; the host joins them with blanks.
    /// Errors: client_errc::unquotable_argument with the argument's number (the program is 0) and the byte in it;
    /// client_errc::command_too_long; client_errc::invalid_argument for an empty program.
    [[nodiscard]] WSMAN_DECL result<command_request> request() const;

private:
    std::string program_;
    std::vector<std::string> arguments_;
};

/// A command line that the host reads as it stands: variables are expanded, pipes built, quotes are yours.
///
/// Never put text from elsewhere into one.
class raw_command_line {
public:
    explicit raw_command_line(std::string line) : line_(std::move(line)) {}
    /// The same line, sent in two parts: some services look at the program alone.
    raw_command_line(std::string program, std::string rest) : line_(std::move(program)), rest_(std::move(rest)) {}

    /// Errors: client_errc::command_too_long; client_errc::invalid_argument for an empty line, and for one with a line
    /// end inside, after which cmd.exe reads nothing.
    [[nodiscard]] WSMAN_DECL result<command_request> request() const;

private:
    std::string line_;
    std::string rest_;
};

namespace detail {

/// What people hand over who have not been asked yet which of the two they mean.
template <class Text>
concept text_of_command = std::convertible_to<Text, std::string> || std::convertible_to<Text, std::string_view> ||
                          std::same_as<std::remove_cvref_t<Text>, std::vector<std::string>> ||
                          std::same_as<std::remove_cvref_t<Text>, std::vector<std::string_view>>;

} // namespace detail

/// Either of the two; what `run` and `start` take.
///
/// A text alone does not compile, since it does not say who takes it apart: as the name of a program it is quoted, as a
/// line it is at the mercy of the host's shell.
class command_line {
public:
    command_line(command vector) : form_(std::move(vector)) {}
    command_line(raw_command_line line) : form_(std::move(line)) {}
    /// Does not compile, for `run("hostname")` and `run({"ipconfig", "/all"})`.
    template <detail::text_of_command... Texts>
        requires(sizeof...(Texts) > 0)
    command_line(Texts&&...) : command_line(raw_command_line(std::string()))
    {
        static_assert(
            sizeof...(Texts) == 0,
            "wsman: text alone is no command: write command(\"ipconfig\", \"/all\") for a program and its arguments, "
            "or "
            "raw_command_line(\"dir | sort\") for a line that the host's shell interprets"
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
