//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#include <support/catch.hpp>
#include <support/toy_security_context.hpp>
#include <wsman/security/message_sealing.hpp>

#include <string>
#include <vector>

using namespace wsman;
using test::toy_layout;
using test::toy_security_context;

namespace {

const std::string soap = "application/soap+xml;charset=UTF-8";

class message {
public:
    explicit message(std::string bytes, std::string type = soap) : body(std::move(bytes)), content_type(std::move(type))
    {
    }

    std::string body;
    std::string content_type;
};

message sealed(
    toy_security_context& context,
    std::string_view plain,
    part_header_style style = part_header_style::tab,
    std::string_view protocol = sealing_protocol::spnego
)
{
    message made("");
    REQUIRE(seal_message(context, protocol, style, plain, made.body, made.content_type).has_value());
    return made;
}

result<void> opened(security_context& context, message& sealed, std::string_view protocol = sealing_protocol::spnego)
{
    return open_message(context, protocol, sealed.body, sealed.content_type);
}

std::string text_of(std::size_t size)
{
    std::string text(size, '\0');
    for (std::size_t i = 0; i != size; ++i)
        text[i] = static_cast<char>(i * 7 + i / 251);
    return text;
}

std::string replaced(std::string text, std::string_view from, std::string_view to)
{
    for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
        text.replace(at, from.size(), to);
    return text;
}

bool is_malformed(const result<void>& outcome)
{
    return outcome.has_error() && outcome.error().code() == security_errc::malformed_sealed_message;
}

/// Headers in other forms, with the same sealed bytes.
std::string body_with(std::string_view head, std::string_view tail)
{
    toy_security_context context;
    std::string bytes;
    context.seal(bytes, "<s/>").value();
    return std::string(head).append("\x10\0\0\0", 4).append(bytes).append(tail);
}

const std::string plain_head = "--Encrypted Boundary\r\n"
                               "\tContent-Type: application/HTTP-SPNEGO-session-encrypted\r\n"
                               "\tOriginalContent: type=application/soap+xml;charset=UTF-8;Length=4\r\n"
                               "--Encrypted Boundary\r\n"
                               "\tContent-Type: application/octet-stream\r\n";
const std::string plain_tail = "--Encrypted Boundary--\r\n";
const std::string plain_type =
    "multipart/encrypted;protocol=\"application/HTTP-SPNEGO-session-encrypted\";boundary=\"Encrypted Boundary\"";

} // namespace

TEST_CASE("a sealed message has the form of MS-WSMV", "[security][sealing]")
{
    toy_security_context context;
    const message made = sealed(context, "<s/>");
    CHECK(made.content_type == plain_type);
    CHECK(made.body == body_with(plain_head, plain_tail));

    toy_security_context other;
    const message bare = sealed(other, "<s/>", part_header_style::bare);
    CHECK(bare.body == body_with(replaced(plain_head, "\t", ""), plain_tail));
}

TEST_CASE("a sealed message counts padding in its Length", "[security][sealing]")
{
    toy_security_context context(toy_layout::padded);
    message made = sealed(context, "<s/>", part_header_style::tab, sealing_protocol::kerberos);
    CHECK(made.body.find("type=application/soap+xml;charset=UTF-8;Length=5\r\n") != std::string::npos);
    CHECK(made.body.find("\tContent-Type: application/HTTP-Kerberos-session-encrypted\r\n") != std::string::npos);
    REQUIRE(opened(context, made, sealing_protocol::kerberos).has_value());
    CHECK(made.body == "<s/>");
}

TEST_CASE("a message above the largest piece is split into several parts", "[security][sealing]")
{
    toy_security_context context(toy_layout::records, 3);
    message made = sealed(context, "abcdefgh", part_header_style::tab, sealing_protocol::credssp);
    CHECK(
        made.content_type == "multipart/x-multi-encrypted;protocol=\"application/HTTP-CredSSP-session-encrypted\";"
                             "boundary=\"Encrypted Boundary\""
    );
    const auto part = [](std::string_view length, std::string_view bytes) {
        return "--Encrypted Boundary\r\n"
               "\tContent-Type: application/HTTP-CredSSP-session-encrypted\r\n"
               "\tOriginalContent: type=application/soap+xml;charset=UTF-8;Length=" +
               std::string(length) +
               "\r\n--Encrypted Boundary\r\n"
               "\tContent-Type: application/octet-stream\r\n" +
               std::string("\4\0\0\0", 4) + std::string(bytes);
    };
    toy_security_context again(toy_layout::records, 3);
    std::vector<std::string> bytes(3);
    again.seal(bytes[0], "abc").value();
    again.seal(bytes[1], "def").value();
    again.seal(bytes[2], "gh").value();
    CHECK(made.body == part("3", bytes[0]) + part("3", bytes[1]) + part("2", bytes[2]) + plain_tail);
    REQUIRE(opened(context, made, sealing_protocol::credssp).has_value());
    CHECK(made.body == "abcdefgh");
    CHECK(made.content_type == soap);
}

TEST_CASE("sealed messages of all sizes can be opened", "[security][sealing]")
{
    for (const auto layout : {toy_layout::header, toy_layout::padded, toy_layout::records})
        for (const std::size_t largest : {std::size_t{16384}, (std::numeric_limits<std::size_t>::max)()})
            for (const std::size_t size : {0U, 1U, 16383U, 16384U, 16385U, 32768U, 32769U, 60000U, 100000U}) {
                if (layout == toy_layout::records && largest > 65535 && size > 60000) continue; // no such record
                INFO("layout " << static_cast<int>(layout) << ", largest piece " << largest << ", size " << size);
                toy_security_context context(layout, largest);
                const std::string_view protocol =
                    layout == toy_layout::records ? sealing_protocol::credssp : sealing_protocol::kerberos;
                const std::string plain = text_of(size);
                for (const auto style : {part_header_style::tab, part_header_style::bare}) {
                    message made = sealed(context, plain, style, protocol);
                    CHECK(is_sealed_type(made.content_type));
                    REQUIRE(opened(context, made, protocol).has_value());
                    CHECK((made.body == plain));
                    CHECK(made.content_type == soap);
                }
            }
}

TEST_CASE("a body is sealed and opened in place", "[security][sealing]")
{
    const std::string plain = text_of(100000);
    toy_security_context context(toy_layout::records, 16384);
    message made = sealed(context, plain, part_header_style::tab, sealing_protocol::credssp);
    REQUIRE(context.pieces.size() == 7);
    for (std::size_t i = 0; i != 7; ++i) {
        CHECK(context.buffers[i] == made.body.data()); // reserved once, never reallocated
        CHECK(context.pieces[i].data() == plain.data() + 16384 * i);
    }

    const char* const buffer = made.body.data();
    const std::size_t size = made.body.size();
    context.buffers.clear();
    REQUIRE(opened(context, made, sealing_protocol::credssp).has_value());
    CHECK(made.body.data() == buffer);
    for (const char* const bytes : context.buffers)
        CHECK((bytes > buffer && bytes < buffer + size));

    // The buffer of one message is reused for the next.
    std::string out = std::move(made.body);
    std::string type = soap;
    const char* const before = out.data();
    REQUIRE(seal_message(context, sealing_protocol::credssp, part_header_style::tab, plain, out, type).has_value());
    CHECK(out.data() == before);
}

TEST_CASE("headers of sealed messages are parsed in the forms that hosts send", "[security][sealing]")
{
    const std::vector<std::pair<std::string, std::string>> forms{
        {plain_head, plain_tail},
        {replaced(plain_head, "\t", ""), plain_tail},
        {replaced(plain_head, "\t", "  "), plain_tail},
        {replaced(plain_head, "\r\n", "\n"), "--Encrypted Boundary--\n"},
        {replaced(plain_head, "--Encrypted", "-- Encrypted"), "-- Encrypted Boundary--\r\n"}, // Exchange
        {replaced(plain_head, "Boundary\r\n", "Boundary \r\n"), plain_tail},
        {plain_head, "--Encrypted Boundary--"},
        {plain_head, "--Encrypted Boundary--\r\n\r\n"},
        {plain_head, "--Encrypted Boundary--\n\n"},
        {plain_head, "\r\n--Encrypted Boundary--\r\n"},
        {plain_head, "\n--Encrypted Boundary--\n"},
        {"\r\n" + plain_head, plain_tail},
        {replaced(plain_head, "Length=4\r\n", "Length=4\r\n\r\n"), plain_tail},
        {replaced(plain_head, "Content", "CONTENT"), plain_tail},
        {replaced(plain_head, "OriginalContent: type", "originalcontent:type"), plain_tail},
        {replaced(replaced(plain_head, ";", " ; "), "=", " = "), plain_tail},
        {replaced(plain_head, "Length", "length"), plain_tail},
        {replaced(
             plain_head,
             "type=application/soap+xml;charset=UTF-8;Length=4",
             "Length=4;type=application/soap+xml;charset=\"UTF-8\";"
         ),
         plain_tail},
        {replaced(plain_head, "\tOriginal", "\tX-Other: 1\r\n\tOriginal"), plain_tail},
    };
    for (const auto& [head, tail] : forms) {
        INFO(head << "…" << tail);
        message made(body_with(head, tail), plain_type);
        toy_security_context context;
        REQUIRE(opened(context, made).has_value());
        CHECK(made.body == "<s/>");
        CHECK(made.content_type == soap);
    }
}

TEST_CASE("the boundary and the protocol of a sealed message are taken from its Content-Type", "[security][sealing]")
{
    const std::string other = replaced(plain_head, "Encrypted Boundary", "b-1");
    for (const auto& [type, good] : std::vector<std::pair<std::string, bool>>{
             {"multipart/encrypted;protocol=\"application/HTTP-SPNEGO-session-encrypted\";boundary=\"b-1\"", true},
             {"Multipart/Encrypted; boundary=b-1 ; PROTOCOL=application/http-spnego-session-encrypted", true},
             {"multipart/x-multi-encrypted;protocol=\"application/HTTP-SPNEGO-session-encrypted\";boundary=b-1", true},
             {"multipart/encrypted;protocol=\"application/HTTP-SPNEGO-session-encrypted\";boundary=b-2", false},
             {"multipart/encrypted;protocol=\"application/HTTP-SPNEGO-session-encrypted\"", false},
             {"multipart/encrypted;protocol=\"application/HTTP-SPNEGO-session-encrypted\";boundary=\"\"", false},
             {"multipart/encrypted;protocol=\"application/HTTP-Kerberos-session-encrypted\";boundary=b-1", false},
             {"multipart/encrypted;boundary=b-1", false},
             {"multipart/mixed;protocol=\"application/HTTP-SPNEGO-session-encrypted\";boundary=b-1", false},
             {"multipart/encrypted;protocol=\"application/HTTP-SPNEGO-session-encrypted\";boundary=" +
                  std::string(71, 'b'),
              false},
             {"", false},
         }) {
        INFO(type);
        message made(body_with(other, "--b-1--\r\n"), type);
        toy_security_context context;
        const result<void> outcome = opened(context, made);
        CHECK(outcome.has_value() == good);
        CHECK(is_malformed(outcome) == !good);
        CHECK(made.body == (good ? "<s/>" : ""));
    }
}

TEST_CASE("a boundary inside the sealed bytes is ignored", "[security][sealing]")
{
    for (const std::string& plain :
         {std::string("--Encrypted Boundary--\r\n"),
          std::string("x\r\n--Encrypted Boundary--\r\n--Encrypted Boundary\r\n")})
        for (const std::size_t largest : {std::size_t{5}, std::size_t{1000}}) {
            // Sealed so that the bytes equal the text: sequence number 0 flips no bit.
            toy_security_context context(toy_layout::header, largest);
            for (int i = 0; i != 255; ++i) {
                std::string skipped;
                context.seal(skipped, "").value();
                context.open(std::span<char>(skipped), 16).value();
            }
            message made = sealed(context, plain);
            if (largest > plain.size()) REQUIRE(made.body.find(plain) != std::string::npos);
            REQUIRE(opened(context, made).has_value());
            CHECK(made.body == plain);
        }
}

TEST_CASE("wrong lengths make a sealed message malformed", "[security][sealing]")
{
    for (const bool several : {false, true}) {
        const std::string type = several ? replaced(plain_type, "multipart/", "multipart/x-multi-") : plain_type;
        const auto refused = [&](const std::string& head, const std::string& tail) {
            message made(body_with(head, tail), type);
            toy_security_context context;
            const result<void> outcome = opened(context, made);
            INFO(head << "…" << tail);
            CHECK(outcome.has_error());
            CHECK(made.body.empty());
        };
        for (const char* length :
             {"3", "5", "0", "", "-4", "4x", "4294967300", "99999999999999999999999", "4;Length=4"})
            refused(replaced(plain_head, "Length=4", "Length=" + std::string(length)), plain_tail);
        refused(replaced(plain_head, ";Length=4", ""), plain_tail);
        refused(replaced(plain_head, "\tOriginalContent", "\tOther"), plain_tail);
        refused(replaced(plain_head, "octet-stream", "other"), plain_tail);
        refused(plain_head, "");
        refused(plain_head, "--Encrypted Boundary\r\n");
        refused(plain_head, "--Encrypted Boundary--\r\nmore");
        refused(plain_head, "--Encrypted Boundary--\r\n\r\n\r\n");
        refused(plain_head, "x--Encrypted Boundary--\r\n");
        refused(plain_head, plain_tail + plain_tail);
        refused("", plain_tail);
    }
    // The number before the sealed bytes.
    for (const char* number : {"\x11\0\0\0", "\0\0\0\0", "\xFF\xFF\xFF\xFF"}) {
        message made(body_with(plain_head, plain_tail), plain_type);
        made.body.replace(plain_head.size(), 4, std::string(number, 4));
        toy_security_context context;
        CHECK(is_malformed(opened(context, made)));
    }
}

TEST_CASE("a sealed message that was truncated or changed at any place is refused", "[security][sealing]")
{
    for (const auto layout : {toy_layout::header, toy_layout::records}) {
        const std::string_view protocol =
            layout == toy_layout::records ? sealing_protocol::credssp : sealing_protocol::spnego;
        toy_security_context sealing(layout, 10);
        const message whole = sealed(sealing, "<one/><two/><three/>", part_header_style::tab, protocol);
        const std::size_t end = whole.body.size() - 2; // the last line end may be missing
        for (std::size_t size = 0; size != end; ++size) {
            message cut(whole.body.substr(0, size), whole.content_type);
            toy_security_context context(layout, 10);
            INFO("cut to " << size);
            CHECK(opened(context, cut, protocol).has_error());
            CHECK(cut.body.empty());
        }
        for (std::size_t at = 0; at != whole.body.size(); ++at) {
            message changed(whole.body, whole.content_type);
            changed.body[at] = static_cast<char>(changed.body[at] ^ 0x41);
            toy_security_context context(layout, 10);
            INFO("changed at " << at);
            // Unused header bytes may change; the text never does.
            if (opened(context, changed, protocol).has_value()) CHECK(changed.body == "<one/><two/><three/>");
        }
    }
}

TEST_CASE("a sealed part cannot be removed, repeated or moved", "[security][sealing]")
{
    toy_security_context sealing(toy_layout::header, 4);
    const message whole = sealed(sealing, "onetwo-three", part_header_style::tab);
    const std::size_t size = (whole.body.size() - plain_tail.size()) / 3;
    const auto part = [&](std::size_t number) { return whole.body.substr(number * size, size); };
    const auto outcome = [&](std::string body) {
        message made(std::move(body), whole.content_type);
        toy_security_context context(toy_layout::header, 4);
        return opened(context, made);
    };
    CHECK(outcome(part(0) + part(1) + part(2) + plain_tail).has_value());
    CHECK(outcome(part(0) + part(2) + part(1) + plain_tail).has_error());
    CHECK(outcome(part(0) + part(0) + part(1) + part(2) + plain_tail).has_error());
    CHECK(outcome(part(1) + part(2) + plain_tail).has_error());
}

TEST_CASE("only two content types are those of sealed messages", "[security][sealing]")
{
    CHECK(is_sealed_type(plain_type));
    CHECK(is_sealed_type(" Multipart/X-Multi-Encrypted ;a=b"));
    CHECK(is_sealed_type("multipart/encrypted"));
    CHECK_FALSE(is_sealed_type(soap));
    CHECK_FALSE(is_sealed_type(""));
    CHECK_FALSE(is_sealed_type("multipart/encrypted2"));
    CHECK_FALSE(is_sealed_type("application/soap+xml;x=multipart/encrypted"));
}
