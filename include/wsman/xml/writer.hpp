//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/core/result.hpp>
#include <wsman/xml/name.hpp>

#include <array>
#include <charconv>
#include <concepts>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace wsman::inline WSMAN_FORM::xml {

/// Appends XML to a string, without a tree or a stream. Only the string allocates memory.
///
/// In text `&`, `<`, `>` and the carriage return are escaped, in attributes `&`, `<`, `"`, tab and line ends; other
/// characters do not change. Text that XML 1.0 does not allow (control characters, surrogates, U+FFFE, bytes that are
/// not UTF-8) is refused. After the first error later calls do nothing, and `finish` returns that error. The error
/// contains the offset in the text and the name of the element, but not the text.
class writer {
public:
    /// Object lifetimes: `out` must outlive the writer, and only the writer may change it until `finish`.
    explicit writer(std::string& out) noexcept : out_(out), begin_(out.size()) {}
    writer(const writer&) = delete;
    writer& operator=(const writer&) = delete;

    WSMAN_DECL writer& start(name element);
    /// Preconditions: since the last call of `start` there were only calls of `attribute` and `namespace_declaration`.
    WSMAN_DECL writer& attribute(name attribute, std::string_view value);
    /// Effects: declares `prefix`, or the default namespace if `prefix` is empty.
    WSMAN_DECL writer& namespace_declaration(std::string_view prefix, std::string_view uri);
    WSMAN_DECL writer& text(std::string_view text);
    WSMAN_DECL writer& base64(std::string_view bytes);
    template <std::integral Number>
    writer& number(Number value)
    {
        static_assert(
            !std::same_as<Number, bool> && !std::same_as<Number, char>,
            "wsman: write bool with boolean() and char with text()"
        );
        std::array<char, 24> digits{};
        const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
        return text(std::string_view(digits.data(), static_cast<std::size_t>(end - digits.data())));
    }
    writer& boolean(bool value) { return text(value ? "true" : "false"); }
    /// Effects: appends text that is already XML, without checks. It must be trusted and well-formed.
    WSMAN_DECL writer& raw(std::string_view xml);
    WSMAN_DECL writer& end();

    /// Effects: appends an element that contains only text.
    writer& element(name element, std::string_view content) { return start(element).text(content).end(); }

    bool failed() const noexcept { return error_.has_value(); }

    /// Errors: the first error of all calls, or `xml_errc::syntax` if an element is still open. The string then has the
    /// length that it had when the writer was constructed.
    [[nodiscard]] WSMAN_DECL result<void> finish();

private:
    struct open_element {
        std::size_t offset = 0;
        std::size_t size = 0;
    };

    WSMAN_DECL void close_start_tag();
    WSMAN_DECL bool check_name(name given);
    WSMAN_DECL bool check_text(std::string_view text, std::string_view place);
    WSMAN_DECL void fail(xml_errc code, std::string detail);
    WSMAN_DECL std::string_view current() const noexcept;

    std::string& out_;
    std::size_t begin_;
    std::size_t depth_ = 0;
    bool in_start_tag_ = false;
    std::optional<failure> error_;
    std::array<open_element, 64> open_{};
};

} // namespace wsman::xml

#if !defined(WSMAN_SEPARATE_COMPILATION)
#include <wsman/xml/impl/writer.ipp>
#endif
