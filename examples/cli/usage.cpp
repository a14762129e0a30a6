//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#include "arguments.hpp"

namespace cli {

std::string_view usage() noexcept
{
    return R"(usage: wsman-cli [OPTION]... VERB [ARGUMENT]...

verbs
  identify                       asks the host what it is
  session                        prints the session that the options make, and why; connects to nothing
  run [RUN OPTION]... PROGRAM [ARG]...
                                 runs a program and streams both outputs
  powershell SCRIPT | -          runs a PowerShell script; - reads it from standard input
  probe                          what stands between us and the host, step by step: name, port, TLS, HTTP,
                                 identity, clock, session, log-in

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

TLS
  --ca-file FILE  --pin-sha256 HEX  --crl-file FILE
  --skip-ca-check  --skip-cn-check  --skip-revocation-check

proxy
  --proxy URL  --proxy-auth negotiate|ntlm|basic|digest  --proxy-user NAME  --proxy-password-file FILE

limits and output
  --operation-timeout 60s        what the host may take for one answer
  --timeout 5m                   what everything together may take
  --retries N                    of connecting
  --max-envelope-size-kb N  --locale TAG  --utf16
  --lenient                      answers may hold bytes that XML forbids; each becomes U+FFFD
  --output text|json  --trace FILE

run options
  --cwd DIRECTORY  --env NAME=VALUE  --codepage N  --no-profile
  --stdin FILE|-                 what the program reads
  --raw                          PROGRAM is a whole command line, not quoted by us

exit status: the remote program's for run and powershell (outside 0-254: 254; none: 255),
0 for other verbs that worked (probe: if the log-in did), 255 for every failure of ours;
of many hosts the highest, so 0 only if all worked

probe --output json prints {"url","ready","steps":[{"step","outcome","ok","detail",…}]}: step is name, port, tls, http,
identity, clock, session or log_in; outcome is ok, warning, failed or skipped; a failed step has "error" as in any
failure; "hint", "elapsed_us", and what was found ("addresses", "version", "certificate", "schemes", "identity",
"seconds") where there is some
)";
}

} // namespace cli
