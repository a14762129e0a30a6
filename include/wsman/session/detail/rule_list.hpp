//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once
// One line a rule: X(enumerator, id, Windows code, sentence).
// A macro list, because static_assert needs the sentence as a literal. Where Windows has several codes for one
// rule, the id has several lines. The list's order means nothing; rules.hpp says in which order they are looked at.

// clang-format off
#define WSMAN_RULES(X) \
    X(r1, "R1", 0x803380D9, "a connection reads [scheme://]host[:port][/path]") \
    X(r3, "R3", 0x803380DA, "the scheme of a connection is http or https") \
    X(r6, "R6", 0x803380DB, "a port is a number from 1 to 65535") \
    X(r9, "R9", 0x803380D9, "the path of a connection holds only what a URL's path may hold") \
    X(r10, "R10", 0x803380D9, "an IPv6 address stands in brackets: http://[2001:db8::1]:5985") \
    X(r11, "R11", 0x803380D9, "a connection holds no user name and no fragment") \
    X(r32, "R32", 0x803381BB, "the default log-in is Kerberos here, which needs a host name; an IP address needs explicit credentials and https or a trusted host") \
    X(r33, "R33", 0x803380E5, "Negotiate with the caller's own credentials needs allow_negotiate_implicit_credentials over https, or a trusted host over http") \
    X(r34, "R34", 0x803380E4, "this log-in over http needs a trusted host") \
    X(r35, "R35", 0x8033810C, "Kerberos with the caller's own credentials needs a client that is joined to a domain") \
    X(r43, "R43", 0x8033809F, "an entry of the trusted hosts holds one * at most") \
    X(r45, "R45", 0x8033809F, "an entry of the trusted hosts is no host pattern") \
    X(r52, "R52", 0x803381BE, "use_ssl needs https, and http is bound already") \
    X(r58, "R58", 0x80338178, "the option's value has the wrong type or is out of range") \
    X(r58_read_only, "R58", 0x80338178, "the option can only be read") \
    X(r58_unknown, "R58", 0x80338178, "there is no such option") \
    X(r58_null, "R58", 0x80338177, "an option needs a value") \
    X(r59_dword, "R59", 0x8033819F, "the option cannot be read as a number") \
    X(r59_string, "R59", 0x803381A0, "the option cannot be read as text") \
    X(r59_null, "R59", 0x8033819E, "reading an option needs a place for its value") \
    X(r60, "R60", 0x803381AA, "there is a redirect location only after the host has redirected") \
    X(r61_locale, "R61", 0x80338194, "a locale is an RFC 3066 language tag") \
    X(r61_ui_language, "R61", 0x80338195, "a UI language is an RFC 3066 language tag") \
    X(f1, "F1", 0x803380AC, "the flags hold a bit that is not defined") \
    X(f2, "F2", 0x803380AD, "a session logs in by one scheme, and several are asked for") \
    X(f3, "F3", 0x803380AD, "use_no_authentication excludes every flag that chooses a log-in") \
    X(f4, "F4", 0x803380AB, "use_no_authentication takes no credentials") \
    X(f5, "F5", 0x803380AC, "use_no_authentication excludes flags that only a log-in or encryption could heed") \
    X(f6, "F6", 0x803380B0, "Basic and Digest need a user name and a password") \
    X(f7, "F7", 0x803381A1, "CredSSP needs a user name and a password") \
    X(f8, "F8", 0x80338147, "an account is a user name and a password, and one of them is missing") \
    X(f9, "F9", 0x803380B2, "cred_username_password needs credentials") \
    X(f10, "F10", 0x803380B3, "credentials need the flag cred_username_password") \
    X(f11, "F11", 0x80338157, "use_client_certificate and cred_username_password exclude each other") \
    X(f12, "F12", 0x803380B1, "use_client_certificate takes no user name and password") \
    X(f13, "F13", 0x803380B4, "use_client_certificate needs a client certificate") \
    X(f14, "F14", 0x80338144, "a session takes a certificate or a user name, not both") \
    X(f15, "F15", 0x80338156, "a client certificate needs the flag use_client_certificate") \
    X(f16, "F16", 0x803380D8, "a client certificate needs https, and http is bound already") \
    X(f17, "F17", 0x803380D8, "skipping certificate checks needs https, and http is bound already") \
    X(f18, "F18", 0x803380D7, "unencrypted messages need http, and https is bound already") \
    X(f19, "F19", 0x803380DE, "unencrypted messages need allow_unencrypted in the client policy") \
    X(f20, "F20", 0x803380DE, "Basic and Digest cannot encrypt, so over http they need no_encryption") \
    X(f21, "F21", 0x803380AE, "the port in the service name is for Negotiate and Kerberos") \
    X(f22, "F22", 0x803381B0, "implicit credentials for Negotiate need https, and http is bound already") \
    X(f23, "F23", 0x803380AC, "implicit credentials are for Negotiate, and another log-in is chosen") \
    X(f25, "F25", 0x803380AC, "utf8 and utf16 exclude each other") \
    X(f26, "F26", 0x803381BE, "use_ssl needs https, and the connection says http") \
    X(f27, "F27", 0x8033810B, "Kerberos needs a host name, and the connection names an IP address") \
    X(f28, "F28", 0x8033810E, "Kerberos needs a host name, and the connection names the local computer") \
    X(f29_basic, "F29", 0x803380DF, "the client policy has switched Basic off") \
    X(f29_digest, "F29", 0x803380E0, "the client policy has switched Digest off") \
    X(f29_negotiate, "F29", 0x803380E1, "the client policy has switched Negotiate off") \
    X(f29_kerberos, "F29", 0x803380E2, "the client policy has switched Kerberos off") \
    X(f29_certificate, "F29", 0x803380E3, "the client policy has switched client certificates off") \
    X(f29_credssp, "F29", 0x803381A2, "the client policy has CredSSP switched off, which is its default") \
    X(f31, "F31", 0x80338145, "this is no authentication flag of the C API, or more than one") \
    X(f32, "F32", 0x80338155, "the client certificate is not meant for client authentication") \
    X(p1, "P1", 0x8033819C, "a proxy has one access type of 1, 2, 4 and 8") \
    X(p2, "P2", 0x8033819D, "no_proxy_server takes no proxy authentication") \
    X(p3_unknown, "P3", 0x8033819A, "this is no authentication of a proxy") \
    X(p3_multiple, "P3", 0x803381B4, "a proxy has one authentication, and several are given") \
    X(p4, "P4", 0x8033819B, "authentication at the proxy needs a user name and a password") \
    X(p5, "P5", 0x803381B1, "a proxy needs https, and http is bound already") \
    X(p6_kerberos, "P6", 0x803381B2, "a proxy cannot be used with Kerberos") \
    X(p6_credssp, "P6", 0x803381B3, "a proxy cannot be used with CredSSP") \
    X(t1, "T1", 0x803380E5, "tickets are for Kerberos, and Negotiate is narrowed to NTLM, which needs a user name and a password") \
    X(t2, "T2", 0x803380AC, "delegation is for Kerberos, Negotiate and CredSSP, and another log-in is chosen") \
    X(t3, "T3", 0x803380E4, "CredSSP hands the host the password, so the host's certificate must be checked or pinned, or delegate_to_unverified set") \
    X(e1, "E1", 0x8033811F, "an enumeration has one return mode, and several are given") \
    X(e2, "E2", 0x803380AC, "an enumeration has one hierarchy mode, and several are given") \
    X(e3, "E3", 0x80338137, "a WQL filter goes with the deep hierarchy only") \
    X(e4, "E4", 0x803380FB, "a WQL filter needs the class * in the resource URI and no keys") \
    X(e5, "E5", 0x803380AC, "a resource locator with a filter of its own excludes the filter argument")
// clang-format on
