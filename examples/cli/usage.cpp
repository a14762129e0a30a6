//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#include "arguments.hpp"

namespace cli {

std::string_view usage() noexcept
{
    return R"(usage: wsman-cli [OPTION]... VERB [OPTION]... [ARGUMENT]...

Options may stand anywhere before the PROGRAM of run; what follows PROGRAM is passed to it.

verbs
  identify                       asks the host what it is
  session                        prints the session that the options make, and why; connects to nothing
  run [RUN OPTION]... PROGRAM [ARG]...
                                 runs a program and streams both outputs
  powershell SCRIPT | -          runs a PowerShell script and streams both outputs; - reads it from standard input
  probe                          what stands between us and the host, step by step: name, port, TLS, HTTP,
                                 identity, clock, session, log-in
  help [VERB]                    this text, or what a verb takes; also -h, --help and VERB --help

the host
  --connect URL                  [http[s]://]host[:port][/path]; none: this computer
  --connect-address HOST:PORT    dial there, keep the names of --connect
  --demo                         start the in-process endpoint and connect to it
  --config FILE.json             a session in JSON; options given here come on top
  --use-ssl                      https when the URL names no scheme
  --hosts FILE                   the same on many hosts: one host or URL a line, # begins a comment; each line of
                                 output begins with the host, each JSON object has it as "host"
  --parallel N                   so many of them at a time (16)

the log-in (the password comes from --password-file or WSMAN_PASSWORD)
  --auth none|basic|digest|negotiate|ntlm|kerberos|credssp|certificate
  --user NAME  --password-file FILE
  --ticket-cache NAME            Kerberos tickets from this cache
  --keytab FILE                  a ticket for --user, by its key in the file
  --delegate                     the host may use a ticket in the user's name (Kerberos)
  --credssp-minimum N            the lowest version of CredSSP, 2 to 6 (5)
  --certificate FILE  --key FILE  --key-password-file FILE
  --implicit-credentials  --trusted-hosts LIST
  --spn-port  --spn-host HOST  --spn-service NAME
  --no-encryption                clear text over http, on purpose
  --delegate-to-unverified       CredSSP hands the password to a host that does not prove who it is (http, skipped checks)
  --unprotected-ntlm             NTLM over http goes on with a host that allows no integrity code
  --no-tab-in-sealed-parts       for hosts (OMI) that close the connection at a sealed request over http

TLS
  --ca-file FILE  --pin-sha256 HEX  --crl-file FILE
  --skip-ca-check  --skip-cn-check  --skip-revocation-check

proxy
  --proxy URL  --proxy-auth negotiate|ntlm|basic|digest  --proxy-user NAME  --proxy-password-file FILE

limits and output
  --operation-timeout 60s        what the host may take for one answer
  --timeout 5m                   what everything together may take; output so far is kept
  --retries N                    of connecting
  --max-envelope-size-kb N  --locale TAG  --utf16
  --lenient                      answers may hold bytes that XML forbids; each becomes U+FFFD
  --output text|json  --trace FILE  --version

run options
  --cwd DIRECTORY  --env NAME=VALUE  --codepage N  --no-profile
  --stdin FILE|-                 what the program reads, byte by byte; - is our standard input, which is not read else
  --raw                          PROGRAM is a whole command line, not quoted by us

The script, the password files, --hosts and --config are UTF-8, or UTF-16 with a byte order mark; the mark is dropped.

exit status: the remote program's for run and powershell (outside 0-254: 254 and a line that names it; none: 255),
0 for other verbs that worked (probe: if the log-in did), 255 for every failure of ours;
of many hosts the highest, so 0 only if all worked. After SIGINT, SIGTERM or SIGHUP, and where the reader of the
output leaves (SIGPIPE), what was started on the host is ended, and then wsman-cli ends by that signal.

run and powershell --output json print {"exit_code","stdout","stderr"}, with "exit_code_hex" for a negative code. What
there is of output at a time-out or a lost connection has "incomplete": true. A failure is {"error":{...}} on standard
error; with --hosts it is one object a host on standard output, with "host", "error" and any incomplete output.

probe --output json prints {"url","ready","steps":[{"step","outcome","ok","detail",…}]}: step is name, port, tls, http,
identity, clock, session or log_in; outcome is ok, warning, failed or skipped; a failed step has "error" as in any
failure; "hint", "elapsed_us", and what was found ("addresses", "version", "certificate", "schemes", "identity",
"seconds") where there is some
)";
}

std::optional<std::string_view> usage_of(std::string_view verb) noexcept
{
    struct row {
        std::string_view verb;
        std::string_view text;
    };
    constexpr row rows[] = {
        {"identify", R"(usage: wsman-cli [OPTION]... identify

Asks the host what it is: vendor, version, protocol.
)"},
        {"session", R"(usage: wsman-cli [OPTION]... session

Prints the session that the options make, and why; connects to nothing.
)"},
        {"run", R"(usage: wsman-cli [OPTION]... run [OPTION]... PROGRAM [ARG]...

Runs a program and streams both outputs. All that follows PROGRAM is passed to it.

  --cwd DIRECTORY                where it runs
  --env NAME=VALUE               a variable, as often as there are some; Windows takes no % in VALUE
  --stdin FILE|-                 what the program reads, byte by byte; - is our standard input, which is not read else
  --codepage N                   of the console (65001)
  --no-profile                   do not load the user's profile
  --raw                          PROGRAM and its ARGs are one command line for cmd.exe, not quoted by us, without line ends
)"},
        {"powershell", R"(usage: wsman-cli [OPTION]... powershell [OPTION]... SCRIPT
       wsman-cli [OPTION]... powershell [OPTION]... - < FILE

Runs a PowerShell script of any length and streams both outputs; errors come as text.

  --cwd DIRECTORY  --env NAME=VALUE  --codepage N  --no-profile
  --stdin FILE                   what the script finds in $input
)"},
        {"probe", R"(usage: wsman-cli [OPTION]... probe

What stands between us and the host, step by step: name, port, TLS, HTTP, identity, clock, session, log-in.
)"},
    };
    for (const row& one : rows)
        if (one.verb == verb) return one.text;
    return std::nullopt;
}

} // namespace cli
