//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
// Replays recorded conversations with real Windows hosts. The requests are compared by their content.
#include <support/catch.hpp>
#include <support/test_session.hpp>
#include <support/xml_meaning.hpp>
#include <wsman/core/encoding.hpp>
#include <wsman/protocol/create_shell.hpp>
#include <wsman/protocol/delete_shell.hpp>
#include <wsman/protocol/receive_output.hpp>
#include <wsman/protocol/run_command.hpp>
#include <wsman/protocol/send_input.hpp>
#include <wsman/protocol/signal_command.hpp>

#include <boost/json.hpp>

#include <cstdlib>
#include <fstream>
#include <iostream>
#include <iterator>
#include <map>
#include <string>
#include <vector>

using namespace wsman;
using namespace wsman::test;

namespace {

/// Returns: the recordings, or nothing (and prints the reason) if the file does not exist.
std::optional<std::string> recording(const std::string& name)
{
    const char* const given = std::getenv("WSMAN_TRANSCRIPTS");
    const std::string path = std::string(given ? given : WSMAN_TRANSCRIPTS_DEFAULT) + "/" + name + ".json";
    std::ifstream in(path, std::ios::binary);
    if (!in) {
        std::cout << "SKIPPED: no recording at " << path << " (set WSMAN_TRANSCRIPTS)\n";
        return std::nullopt;
    }
    return std::string(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
}

/// A parsed envelope and its text.
class parsed_envelope {
public:
    explicit parsed_envelope(std::string_view text) : text_(text)
    {
        REQUIRE(document_.parse(text_));
        const result<envelope_view> view = envelope_view::from(document_);
        REQUIRE(view.has_value());
        view_.emplace(*view);
    }
    const envelope_view& view() const { return *view_; }

    std::string header(std::string_view ns, std::string_view local) const { return view().header_text(ns, local); }

    /// Returns: selectors or options by name, with lower-case values, because hosts compare them case-insensitively.
    std::map<std::string, std::string> named(std::string_view set) const
    {
        std::map<std::string, std::string> found;
        if (const auto header = view().header(ns::wsman, set))
            for (const xml::element one : header->children())
                found[std::string(one.attribute("", "Name").value_or(""))] = ascii_lower(one.trimmed_text());
        return found;
    }

private:
    std::string text_;
    xml::document document_;
    std::optional<envelope_view> view_;
};

/// Returns: the content of a body, without the defaults of this library and without `End="False"`.
std::string body_meaning(const parsed_envelope& envelope)
{
    std::string out;
    const std::string whole = xml_meaning(envelope.view().body());
    std::size_t begin = 0;
    while (begin < whole.size()) {
        const std::size_t end = whole.find('\n', begin);
        std::string line = whole.substr(begin, end - begin);
        begin = end + 1;
        if (line.find("}IdleTimeOut") != std::string::npos) continue;
        if (const std::size_t at = line.find(" {}End=False"); at != std::string::npos) line.erase(at, 12);
        if (const std::size_t at = line.find(" {}End=True"); at != std::string::npos)
            line.replace(at, 11, " {}End=true");
        out += line + "\n";
    }
    return out;
}

void check_same_meaning(std::string_view ours, std::string_view recorded)
{
    const parsed_envelope mine(ours);
    const parsed_envelope theirs(recorded);
    CHECK(mine.header(ns::addressing, "Action") == theirs.header(ns::addressing, "Action"));
    CHECK(mine.header(ns::wsman, "ResourceURI") == theirs.header(ns::wsman, "ResourceURI"));
    CHECK(mine.named("SelectorSet") == theirs.named("SelectorSet"));
    const std::map<std::string, std::string> options = mine.named("OptionSet");
    for (const auto& [name, value] : theirs.named("OptionSet")) {
        INFO("option " << name);
        REQUIRE(options.count(name) == 1);
        CHECK(options.at(name) == value);
    }
    CHECK(body_meaning(mine) == body_meaning(theirs));
}

/// One recorded conversation.
class replay {
public:
    explicit replay(const std::string& json)
    {
        const boost::json::value parsed = boost::json::parse(json);
        for (const auto& one : parsed.as_object().at("exchanges").as_array()) {
            const auto text = [&one](const char* key) { return std::string(one.as_object().at(key).as_string()); };
            exchanges_.emplace_back(
                text("request"), static_cast<unsigned>(one.as_object().at("status").as_int64()), text("response")
            );
        }
    }

    void play()
    {
        while (next_ != exchanges_.size()) {
            const parsed_envelope asked(exchanges_[next_].request);
            const std::string action = asked.header(ns::addressing, "Action");
            INFO("exchange " << next_ << ", " << action);
            if (action == actions::transfer_create) {
                create(asked);
            } else if (action == actions::shell_command) {
                command(asked);
            } else if (action == actions::shell_send) {
                send(asked);
            } else if (action == actions::shell_receive) {
                receive(asked);
            } else if (action == actions::shell_signal) {
                signal(asked);
            } else {
                REQUIRE(action == actions::transfer_delete);
                run(delete_shell(context_, *shell_));
                ++deleted;
            }
        }
    }

    std::string standard_output;
    std::string standard_error;
    std::vector<std::optional<std::int32_t>> exit_codes;
    std::vector<failure> failures;
    unsigned receives = 0;
    unsigned created = 0;
    unsigned deleted = 0;

private:
    struct exchanged {
        exchanged(std::string asked, unsigned http_status, std::string answered)
            : request(std::move(asked)), status(http_status), response(std::move(answered))
        {
        }
        std::string request;
        unsigned status;
        std::string response;
    };

    template <operation Op>
    std::optional<typename Op::value_type> run(Op op)
    {
        step now = op.start();
        while (const request* asked = std::get_if<request>(&now)) {
            REQUIRE(next_ != exchanges_.size());
            const exchanged& recorded = exchanges_[next_++];
            check_same_meaning(asked->envelope, recorded.request);
            if (asked->operation == "Receive") ++receives;
            // The recorded answer refers to the identifier of the recorded message.
            const std::string id = parsed_envelope(recorded.request).header(ns::addressing, "MessageID");
            std::string text = recorded.response;
            const std::size_t at = text.find(id);
            REQUIRE(at != std::string::npos);
            text.replace(at, id.size(), asked->message_id);
            result<response> answer = response(recorded.status, "application/soap+xml;charset=UTF-8", std::move(text));
            now = op.resume(answer);
        }
        const result<void>& outcome = std::get<finish>(now).outcome;
        if (outcome.has_value()) return std::move(op).value();
        failures.push_back(outcome.error());
        return std::nullopt;
    }

    static std::string attribute(const std::optional<xml::element>& element, std::string_view name)
    {
        return std::string(element->attribute("", name).value_or(""));
    }

    void create(const parsed_envelope& asked)
    {
        shell_options options;
        options.no_profile = asked.named("OptionSet").count("WINRS_NOPROFILE") != 0;
        const auto shell = asked.view().content(ns::shell, "Shell");
        if (const auto environment = shell->child(ns::shell, "Environment"))
            for (const xml::element variable : environment->children())
                options.environment.emplace_back(attribute(variable, "Name"), variable.text());
        const std::optional<created_shell> made = run(create_shell(context_, options));
        REQUIRE(made);
        shell_ = made->id;
        CHECK(made->idle_timeout == std::chrono::hours(2));
        CHECK_FALSE(made->owner.empty());
        ++created;
    }

    void command(const parsed_envelope& asked)
    {
        const auto line = asked.view().content(ns::shell, "CommandLine");
        command_request wanted(line->child(ns::shell, "Command")->text());
        for (const xml::element part : line->children())
            if (part.is(ns::shell, "Arguments")) wanted.arguments.push_back(part.text());
        wanted.skip_cmd_shell = false;
        command_ = run(run_command(context_, *shell_, wanted));
        REQUIRE(command_);
    }

    void send(const parsed_envelope& asked)
    {
        const auto stream = asked.view().content(ns::shell, "Send")->child(ns::shell, "Stream");
        std::string bytes;
        REQUIRE(append_base64_decoded(bytes, stream->text()));
        REQUIRE(run(send_input(context_, *shell_, command_, bytes, ascii_iequals(attribute(stream, "End"), "true"))));
    }

    void receive(const parsed_envelope& asked)
    {
        const auto wanted = asked.view().content(ns::shell, "Receive")->child(ns::shell, "DesiredStream");
        const bool named = wanted->attribute("", "CommandId").has_value();
        const std::optional<output_chunk> chunk =
            run(receive_output(context_, *shell_, named ? command_ : std::optional<command_id>()));
        if (!chunk) return;
        standard_output += chunk->standard_output;
        standard_error += chunk->standard_error;
        if (chunk->done) {
            exit_codes.push_back(chunk->exit_code);
            CHECK(chunk->standard_output_ended);
            CHECK(chunk->standard_error_ended);
        }
    }

    void signal(const parsed_envelope& asked)
    {
        const std::string code = asked.view().content(ns::shell, "Signal")->child(ns::shell, "Code")->trimmed_text();
        CHECK(code == signal_uri(signal_code::ctrl_c));
        REQUIRE(run(signal_command(context_, *shell_, *command_, signal_code::ctrl_c)));
    }

    soap_context context_{plain_session()};
    std::vector<exchanged> exchanges_;
    std::size_t next_ = 0;
    std::optional<shell_id> shell_;
    std::optional<command_id> command_;
};

using codes = std::vector<std::optional<std::int32_t>>;

} // namespace

TEST_CASE("recorded: a command, its output and its exit code", "[protocol][transcript]")
{
    const auto json = recording("winrs_standard");
    if (!json) return;
    replay conversation(*json);
    conversation.play();
    CHECK(conversation.standard_output == "hi\r\n");
    CHECK(conversation.standard_error.empty());
    CHECK(conversation.exit_codes == codes{0});
    CHECK(conversation.deleted == 1);
    CHECK(conversation.failures.empty());
}

TEST_CASE("recorded: both streams and an exit code that is not 0", "[protocol][transcript]")
{
    const auto json = recording("winrs_stderr_rc");
    if (!json) return;
    replay conversation(*json);
    conversation.play();
    CHECK(conversation.standard_output == "out \r\n");
    CHECK(conversation.standard_error == "err \r\n");
    CHECK(conversation.exit_codes == codes{1});
}

TEST_CASE("recorded: standard input in two blocks and its end", "[protocol][transcript]")
{
    const auto json = recording("winrs_send");
    if (!json) return;
    replay conversation(*json);
    conversation.play();
    CHECK(conversation.standard_output == "output 1\noutput 2\n");
    CHECK(conversation.exit_codes == codes{0});
}

TEST_CASE("recorded: two operation timeouts while a command is silent", "[protocol][transcript]")
{
    const auto json = recording("winrs_operation_timeout");
    if (!json) return;
    replay conversation(*json);
    conversation.play();
    CHECK(conversation.standard_output == "hi\nhi again\n");
    CHECK(conversation.exit_codes == codes{0});
    CHECK(conversation.receives == 4);
    CHECK(conversation.failures.empty());
}

TEST_CASE("recorded: an environment with every metacharacter", "[protocol][transcript]")
{
    const auto json = recording("winrs_environment");
    if (!json) return;
    replay conversation(*json);
    conversation.play();
    CHECK(conversation.standard_output.find("env1=var1\r\n") != std::string::npos);
    CHECK(conversation.standard_output.find("1234=5678\r\n") != std::string::npos);
    CHECK(conversation.exit_codes == codes{0});
}

TEST_CASE("recorded: a shell without the user's profile", "[protocol][transcript]")
{
    const auto json = recording("winrs_noprofile");
    if (!json) return;
    replay conversation(*json);
    conversation.play();
    CHECK(conversation.standard_output.find("ALLUSERSPROFILE=") != std::string::npos);
    CHECK(conversation.exit_codes == codes{0});
}

TEST_CASE("recorded: a Receive that names no command fails", "[protocol][transcript][fault]")
{
    const auto json = recording("winrs_fail_poll_process");
    if (!json) return;
    replay conversation(*json);
    conversation.play();
    CHECK(conversation.deleted == 1);
    REQUIRE(conversation.failures.size() == 1);
    const failure& why = conversation.failures[0];
    CHECK(why.code() == windows_errc::invalid_parameter);
    CHECK(why.details().operation == "Receive");
    CHECK(why.details().machine == "127.0.0.1");
    CHECK(why.details().server_text == "The parameter is incorrect.");
    CHECK(why.details().soap_subcode == "{" + std::string(ns::wsman) + "}InvalidParameter");
    CHECK(why.details().http_status == 500U);
}

TEST_CASE("recorded: two shells of one client", "[protocol][transcript]")
{
    const auto json = recording("client_execute_cmd");
    if (!json) return;
    replay conversation(*json);
    conversation.play();
    CHECK(conversation.created == 2);
    CHECK(conversation.deleted == 2);
    CHECK(conversation.standard_output.find("Volume in drive C") != std::string::npos);
    CHECK(conversation.standard_output.ends_with("abc\r\n"));
    CHECK(conversation.exit_codes == codes{0, 0});
}

TEST_CASE("recorded: every answer of a management controller is read", "[protocol][transcript][device]")
{
    const auto json = recording("device_responses");
    if (!json) return;
    const boost::json::value all = boost::json::parse(*json);
    const soap_context context(plain_session());
    std::size_t read = 0;
    for (const auto& [name, text] : all.as_object()) {
        INFO(std::string(name));
        // The request has the action to which the answer belongs.
        std::string action = parsed_envelope(std::string(text.as_string())).header(ns::addressing, "Action");
        REQUIRE_FALSE(action.empty());
        // Two of the answers repeat the action of the request.
        if (action.ends_with("Response")) action.resize(action.size() - std::string_view("Response").size());
        soap_call call(context);
        REQUIRE(std::holds_alternative<request>(
            call.send(message_head(operation_kind::get, action, "urn:x"), [](xml::writer&) {})
        ));
        result<response> answer = response(200, "application/soap+xml; charset=UTF-8", std::string(text.as_string()));
        const result<envelope_view> envelope = call.read(answer);
        if (!envelope) FAIL(envelope.error().message());
        CHECK((envelope->content().has_value() || std::string(name).ends_with("delete")));
        ++read;
    }
    CHECK(read == 93);
}
