//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//

#pragma once

// A minimal client: blocking sockets, hand-written HTTP, envelopes as text. It does not use the library's client, so
// that the tests of the endpoint are independent of it.

#include <wsman/core/encoding.hpp>
#include <wsman/testing/endpoint.hpp>
#include <wsman/xml/reader.hpp>

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/write.hpp>

#include <map>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

namespace raw {

namespace asio = boost::asio;
using asio::ip::tcp;

inline const std::string shell_uri = "http://schemas.microsoft.com/wbem/wsman/1/windows/shell";
inline const std::string cmd_uri = shell_uri + "/cmd";
inline const std::string transfer = "http://schemas.xmlsoap.org/ws/2004/09/transfer/";
inline const std::string identify_envelope =
    "<s:Envelope xmlns:s=\"http://www.w3.org/2003/05/soap-envelope\" "
    "xmlns:i=\"http://schemas.dmtf.org/wbem/wsman/identity/1/wsmanidentity.xsd\"><s:Header/>"
    "<s:Body><i:Identify/></s:Body></s:Envelope>";

struct http_response {
    unsigned status = 0; // 0: the connection ended before a whole header
    std::map<std::string, std::string> headers;
    std::string body;
    bool complete = false;

    /// Returns: the text of the first element of this local name.
    std::string text(std::string_view local) const
    {
        std::string copy = body;
        wsman::xml::document document;
        if (!document.parse(copy)) return "(no XML)";
        const auto found = find(document.root(), local);
        return found ? found->trimmed_text() : std::string();
    }
    std::string attribute(std::string_view local, std::string_view name) const
    {
        std::string copy = body;
        wsman::xml::document document;
        if (!document.parse(copy)) return "(no XML)";
        const auto found = find(document.root(), local);
        return found ? std::string(found->attribute("", name).value_or("")) : std::string();
    }
    std::string fault_code() const { return attribute("WSManFault", "Code"); }

    static std::optional<wsman::xml::element> find(const wsman::xml::element& from, std::string_view local)
    {
        if (from.local_name() == local) return from;
        for (const wsman::xml::element& child : from.children())
            if (auto found = find(child, local)) return found;
        return std::nullopt;
    }
};

/// One connection.
class connection {
public:
    explicit connection(const wsman::testing::endpoint& host) : socket_(context_)
    {
        const bool v6 = host.url().find('[') != std::string::npos;
        socket_.connect(tcp::endpoint(asio::ip::make_address(v6 ? "::1" : "127.0.0.1"), host.port()));
        std::string pair = host.user() + ':' + std::string(host.password().reveal());
        wsman::append_base64(authorization = "Basic ", pair);
    }

    void write(std::string_view bytes) { asio::write(socket_, asio::buffer(bytes)); }
    void close() { socket_.close(); }
    /// Returns: true if the endpoint has closed the connection.
    bool at_end()
    {
        char byte = 0;
        boost::system::error_code error;
        asio::read(socket_, asio::buffer(&byte, 1), error);
        return error.failed();
    }

    std::string head(std::size_t length, std::string_view more = {}) const
    {
        std::string text = "POST /wsman HTTP/1.1\r\nHost: localhost\r\n";
        text += "Content-Type: " + content_type + "\r\n";
        if (!authorization.empty()) text += "Authorization: " + authorization + "\r\n";
        text += more;
        text += "Content-Length: " + std::to_string(length) + "\r\n\r\n";
        return text;
    }
    void send(std::string_view envelope) { write(head(envelope.size()) + std::string(envelope)); }
    http_response post(std::string_view envelope)
    {
        send(envelope);
        return receive();
    }

    std::string receive_raw(std::size_t size)
    {
        std::string bytes;
        read_exactly(size, bytes);
        return bytes;
    }

    /// Returns: the next answer; an incomplete one if the connection ends in it.
    http_response receive()
    {
        http_response response;
        const std::size_t end = fill_until("\r\n\r\n", 0);
        if (end == std::string::npos) return response;
        std::string_view header = std::string_view(buffer_).substr(0, end);
        response.status = static_cast<unsigned>(std::stoul(std::string(header.substr(9, 3))));
        for (std::size_t line = header.find("\r\n"); line != std::string_view::npos;) {
            header.remove_prefix(line + 2);
            line = header.find("\r\n");
            const std::string_view text = header.substr(0, line);
            const std::size_t colon = text.find(": ");
            if (colon == std::string_view::npos) continue;
            std::string& value = response.headers[wsman::ascii_lower(text.substr(0, colon))];
            if (!value.empty()) value += ", "; // several lines form a list
            value += text.substr(colon + 2);
        }
        buffer_.erase(0, end + 4);
        if (response.headers.contains("transfer-encoding"))
            response.complete = read_chunks(response.body);
        else
            response.complete = read_exactly(std::stoul(response.headers["content-length"]), response.body);
        return response;
    }

    std::string authorization;
    std::string content_type = "application/soap+xml;charset=UTF-8";

private:
    bool fill()
    {
        const std::size_t before = buffer_.size();
        buffer_.resize(before + (std::size_t{256} << 10));
        boost::system::error_code error;
        const std::size_t count =
            socket_.read_some(asio::buffer(buffer_.data() + before, std::size_t{256} << 10), error);
        buffer_.resize(before + count);
        return !error;
    }
    std::size_t fill_until(std::string_view text, std::size_t from)
    {
        for (;;) {
            const std::size_t found = buffer_.find(text, from);
            if (found != std::string::npos) return found;
            if (!fill()) return std::string::npos;
        }
    }
    bool read_exactly(std::size_t size, std::string& into)
    {
        while (buffer_.size() < size)
            if (!fill()) break;
        const std::size_t have = (std::min)(size, buffer_.size());
        into.append(buffer_, 0, have);
        buffer_.erase(0, have);
        return have == size;
    }
    bool read_chunks(std::string& into)
    {
        for (;;) {
            const std::size_t end = fill_until("\r\n", 0);
            if (end == std::string::npos) return false;
            const std::size_t size = std::stoul(buffer_.substr(0, end), nullptr, 16);
            buffer_.erase(0, end + 2);
            std::string line_end;
            if (!read_exactly(size, into) || !read_exactly(2, line_end)) return false;
            if (size == 0) return true;
        }
    }

    asio::io_context context_;
    tcp::socket socket_;
    std::string buffer_;
};

/// The content of an envelope.
struct message {
    std::string action;
    std::string body;
    std::string shell;
    std::string resource = cmd_uri;
    std::string headers;
    std::string timeout = "PT20S";

    std::string text() const
    {
        std::string out = "<e:Envelope xmlns:e=\"http://www.w3.org/2003/05/soap-envelope\" "
                          "xmlns:wsa=\"http://schemas.xmlsoap.org/ws/2004/08/addressing\" "
                          "xmlns:w=\"http://schemas.dmtf.org/wbem/wsman/1/wsman.xsd\" "
                          "xmlns:ms=\"http://schemas.microsoft.com/wbem/wsman/1/wsman.xsd\" "
                          "xmlns:r=\"http://schemas.microsoft.com/wbem/wsman/1/windows/shell\"><e:Header>"
                          "<wsa:To>http://localhost/wsman</wsa:To><wsa:Action e:mustUnderstand=\"true\">" +
                          action +
                          "</wsa:Action><wsa:MessageID>uuid:11111111-2222-3333-4444-555555555555</wsa:MessageID>";
        if (!resource.empty()) out += "<w:ResourceURI>" + resource + "</w:ResourceURI>";
        if (!timeout.empty()) out += "<w:OperationTimeout>" + timeout + "</w:OperationTimeout>";
        if (!shell.empty())
            out += "<w:SelectorSet><w:Selector Name=\"ShellId\">" + shell + "</w:Selector></w:SelectorSet>";
        return out + headers + "</e:Header><e:Body>" + body + "</e:Body></e:Envelope>";
    }
};

inline std::string create_text(const std::string& inside = {}, const std::string& attributes = {})
{
    message m;
    m.action = transfer + "Create";
    m.body = "<r:Shell" + attributes + "><r:InputStreams>stdin</r:InputStreams>" +
             "<r:OutputStreams>stdout stderr</r:OutputStreams>" + inside + "</r:Shell>";
    return m.text();
}

inline std::string in_shell(const std::string& shell, const std::string& operation, const std::string& body)
{
    message m;
    m.action = operation == "Delete" || operation == "Get" ? transfer + operation : shell_uri + "/" + operation;
    m.shell = shell;
    m.body = body;
    return m.text();
}

inline std::string escaped(std::string_view text)
{
    std::string out;
    for (const char c : text)
        c == '&' ? out += "&amp;" : c == '<' ? out += "&lt;" : out += c;
    return out;
}

inline std::string open_shell(connection& wire, const std::string& inside = {})
{
    return wire.post(create_text(inside)).text("ShellId");
}

inline http_response
try_start(connection& wire, const std::string& shell, const std::string& line, const std::string& attributes = {})
{
    return wire.post(in_shell(
        shell,
        "Command",
        "<r:CommandLine" + attributes + "><r:Command>" + escaped(line) + "</r:Command></r:CommandLine>"
    ));
}

inline std::string start(connection& wire, const std::string& shell, const std::string& line)
{
    return try_start(wire, shell, line).text("CommandId");
}

inline std::string receive_text(const std::string& shell, const std::string& command)
{
    return in_shell(
        shell,
        "Receive",
        "<r:Receive><r:DesiredStream CommandId=\"" + command + "\">stdout stderr</r:DesiredStream></r:Receive>"
    );
}

inline std::string
send_text(const std::string& shell, const std::string& command, std::string_view bytes, bool end = false)
{
    std::string body = "<r:Send><r:Stream Name=\"stdin\" CommandId=\"" + command + "\"";
    if (end) body += " End=\"true\"";
    body += ">";
    wsman::append_base64(body, bytes);
    return in_shell(shell, "Send", body + "</r:Stream></r:Send>");
}

inline std::string signal_text(const std::string& shell, const std::string& command, const std::string& code)
{
    return in_shell(
        shell,
        "Signal",
        "<r:Signal CommandId=\"" + command + "\"><r:Code>" + shell_uri + "/signal/" + code + "</r:Code></r:Signal>"
    );
}

/// The output of a command and its end.
struct outcome {
    std::string output, error_output;
    std::optional<int> exit_code;
    unsigned ends = 0;
    std::string fault; // code of the fault that ended it

    /// Returns: true if more will follow.
    bool take(const http_response& response)
    {
        if (response.status != 200) {
            fault = response.status == 500 ? response.fault_code() : std::to_string(response.status);
            return false;
        }
        std::string copy = response.body;
        wsman::xml::document document;
        if (!document.parse(copy)) throw std::runtime_error("the answer is not XML");
        const auto body = http_response::find(document.root(), "ReceiveResponse");
        if (!body) throw std::runtime_error("no ReceiveResponse");
        bool more = true;
        for (const wsman::xml::element& child : body->children()) {
            if (child.local_name() == "Stream") {
                std::string& into = child.attribute("", "Name") == "stdout" ? output : error_output;
                if (!wsman::append_base64_decoded(into, child.text())) throw std::runtime_error("no base64");
                if (child.attribute("", "End") == "true") ++ends;
            } else if (child.attribute("", "State")->ends_with("/Done")) {
                more = false;
                exit_code = std::stoi(http_response::find(child, "ExitCode")->text());
            }
        }
        return more;
    }
};

inline outcome finish(connection& wire, const std::string& shell, const std::string& command)
{
    outcome result;
    while (result.take(wire.post(receive_text(shell, command)))) {
    }
    return result;
}

/// Opens a shell, runs one line in it, and deletes the shell.
inline outcome run(connection& wire, const std::string& line, const std::string& inside = {})
{
    const std::string shell = open_shell(wire, inside);
    outcome result = finish(wire, shell, start(wire, shell, line));
    wire.post(in_shell(shell, "Delete", ""));
    return result;
}

} // namespace raw
