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

Options may stand anywhere before the PROGRAM of run; everything after PROGRAM is passed to it.

verbs
  identify                       prints the host's product and version
  session                        prints the session of the options and the reason for its log-in; without a connection
  run [RUN OPTION]... PROGRAM [ARG]...
                                 runs a program and streams both outputs
  powershell SCRIPT | -          runs a PowerShell script and streams both outputs; - reads it from standard input
  probe                          checks the connection to the host step by step: name, port, TLS, HTTP,
                                 identity, clock, session, log-in
  help [VERB]                    this text, or the options of a verb; also -h, --help and VERB --help

the host
  --connect URL                  [http[s]://]host[:port][/path]; none: this computer
  --connect-address HOST:PORT    connect to this address, but use the names of --connect
  --demo                         start the in-process endpoint and connect to it
  --config FILE.json             a session in JSON; options of the command line override it
  --use-ssl                      https if the URL has no scheme
  --hosts FILE                   run the verb on many hosts: one host or URL per line, # begins a comment; each line of
                                 output begins with the host, each JSON object has it as "host"
  --parallel N                   the number of hosts at a time (16)

the log-in (the password comes from --password-file or WSMAN_PASSWORD)
  --auth none|basic|digest|negotiate|ntlm|kerberos|credssp|certificate
  --user NAME  --password-file FILE
  --ticket-cache NAME            Kerberos tickets from this cache
  --keytab FILE                  get a ticket for --user with the key in this file
  --delegate                     the host may use a ticket in the user's name (Kerberos)
  --credssp-minimum N            the lowest version of CredSSP, 2 to 6 (5)
  --certificate FILE  --key FILE  --key-password-file FILE
  --implicit-credentials  --trusted-hosts LIST
  --spn-port  --spn-host HOST  --spn-service NAME
  --no-encryption                allow clear text over http
  --delegate-to-unverified       CredSSP may send the password to an unauthenticated host (http, skipped checks)
  --unprotected-ntlm             allow NTLM over http with a host that supports no integrity code
  --no-tab-in-sealed-parts       for hosts (OMI) that close the connection at a sealed request over http

TLS
  --ca-file FILE  --pin-sha256 HEX  --crl-file FILE
  --skip-ca-check  --skip-cn-check  --skip-revocation-check

proxy
  --proxy URL  --proxy-auth negotiate|ntlm|basic|digest  --proxy-user NAME  --proxy-password-file FILE

limits and output
  --operation-timeout 60s        the time limit for one answer of the host
  --timeout 5m                   the time limit for the whole call; output so far is kept
  --retries N                    the number of further attempts to connect
  --max-envelope-size-kb N  --locale TAG  --utf16
  --lenient                      accept bytes in answers that XML forbids; each becomes U+FFFD
  --output text|json  --trace FILE  --version

run options
  --cwd DIRECTORY  --env NAME=VALUE  --codepage N  --no-profile
  --stdin FILE|-                 the program's standard input (raw bytes); - passes on that of wsman-cli, else unread
  --raw                          PROGRAM is a whole command line; it is sent without quoting

The script, the password files, --hosts and --config are UTF-8, or UTF-16 with a byte order mark; the mark is dropped.

exit status: the remote program's for run and powershell (outside 0-254: 254 and a line with the code; none: 255),
0 for other verbs that succeeded (probe: if the log-in did), 255 for every failure of wsman-cli itself;
for many hosts the highest, so 0 only if all succeeded. After SIGINT, SIGTERM or SIGHUP, and if the reader of the
output closes it (SIGPIPE), wsman-cli terminates its commands on the host, and then ends by that signal.

run and powershell --output json print {"exit_code","stdout","stderr"}, with "exit_code_hex" for a negative code. The
output before a time-out or a lost connection has "incomplete": true. A failure is {"error":{...}} on standard error;
with --hosts it is one object for each host on standard output, with "host", "error" and any incomplete output.

probe --output json prints {"url","ready","steps":[{"step","outcome","ok","detail",…}]}: step is name, port, tls, http,
identity, clock, session or log_in; outcome is ok, warning, failed or skipped; a failed step has "error" as in any
failure; "hint", "elapsed_us", and results ("addresses", "version", "certificate", "schemes", "identity", "seconds") if
there are any
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

Prints the host's product vendor, product version and protocol version.
)"},
        {"session", R"(usage: wsman-cli [OPTION]... session

Prints the session of the options and the reason for its log-in, without a connection.
)"},
        {"run", R"(usage: wsman-cli [OPTION]... run [OPTION]... PROGRAM [ARG]...

Runs a program and streams both outputs. Everything after PROGRAM is passed to it.

  --cwd DIRECTORY                the working directory
  --env NAME=VALUE               an environment variable (repeatable); Windows accepts no % in VALUE
  --stdin FILE|-                 the program's standard input (raw bytes); - passes on that of wsman-cli, else unread
  --codepage N                   the console's code page (65001)
  --no-profile                   do not load the user's profile
  --raw                          PROGRAM and its ARGs are one line for cmd.exe, sent without quoting; no line ends
)"},
        {"powershell", R"(usage: wsman-cli [OPTION]... powershell [OPTION]... SCRIPT
       wsman-cli [OPTION]... powershell [OPTION]... - < FILE

Runs a PowerShell script of any length and streams both outputs; errors are printed as text.

  --cwd DIRECTORY  --env NAME=VALUE  --codepage N  --no-profile
  --stdin FILE                   the input that the script reads from $input
)"},
        {"probe", R"(usage: wsman-cli [OPTION]... probe

Checks the connection to the host step by step: name, port, TLS, HTTP, identity, clock, session, log-in.
)"},
    };
    for (const row& one : rows)
        if (one.verb == verb) return one.text;
    return std::nullopt;
}

} // namespace cli
