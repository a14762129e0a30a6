//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once
// One line for each rule: X(enumerator, id, Windows code, sentence).
// A macro list, because static_assert needs the sentence as a literal. If Windows has several codes for one rule,
// there are several lines with the same id. The order of the list has no meaning; broken_rule() in rules.hpp defines
// the order of the checks.

// clang-format off
#define WSMAN_RULES(X) \
    X(r1, "R1", 0x803380D9, "the form of a connection string is [scheme://]host[:port][/path]") \
    X(r3, "R3", 0x803380DA, "the scheme of a connection must be http or https") \
    X(r6, "R6", 0x803380DB, "a port must be a number from 1 to 65535") \
    X(r9, "R9", 0x803380D9, "the path of a connection may contain only the characters of a URL path") \
    X(r10, "R10", 0x803380D9, "an IPv6 address must be in brackets: http://[2001:db8::1]:5985") \
    X(r11, "R11", 0x803380D9, "a connection may not contain a user name or a fragment") \
    X(r32, "R32", 0x803381BB, "the default log-in of this session is Kerberos, which needs a host name; an IP address needs explicit credentials and https or a trusted host") \
    X(r33, "R33", 0x803380E5, "Negotiate with the credentials of the current user needs allow_negotiate_implicit_credentials over https, or a trusted host over http") \
    X(r34, "R34", 0x803380E4, "this log-in over http needs a trusted host") \
    X(r35, "R35", 0x8033810C, "Kerberos with the credentials of the current user needs a client that is joined to a domain") \
    X(r43, "R43", 0x8033809F, "an entry of the trusted hosts may contain at most one *") \
    X(r45, "R45", 0x8033809F, "an entry of the trusted hosts is not a host pattern") \
    X(r52, "R52", 0x803381BE, "use_ssl needs https, but the session is bound to http") \
    X(r58, "R58", 0x80338178, "the option's value has the wrong type or is out of range") \
    X(r58_read_only, "R58", 0x80338178, "the option is read-only") \
    X(r58_unknown, "R58", 0x80338178, "there is no such option") \
    X(r58_null, "R58", 0x80338177, "an option needs a value") \
    X(r59_dword, "R59", 0x8033819F, "the option cannot be read as a number") \
    X(r59_string, "R59", 0x803381A0, "the option cannot be read as text") \
    X(r59_null, "R59", 0x8033819E, "reading an option needs a pointer to its value") \
    X(r60, "R60", 0x803381AA, "a redirect location exists only after a redirect of the host") \
    X(r61_locale, "R61", 0x80338194, "a locale must be an RFC 3066 language tag") \
    X(r61_ui_language, "R61", 0x80338195, "a UI language must be an RFC 3066 language tag") \
    X(f1, "F1", 0x803380AC, "the flags contain an undefined bit") \
    X(f2, "F2", 0x803380AD, "a session uses one authentication scheme, but the flags request several") \
    X(f3, "F3", 0x803380AD, "use_no_authentication excludes every flag that selects a scheme") \
    X(f4, "F4", 0x803380AB, "use_no_authentication excludes credentials") \
    X(f5, "F5", 0x803380AC, "use_no_authentication excludes flags that concern the log-in or encryption") \
    X(f6, "F6", 0x803380B0, "Basic and Digest need a user name and a password") \
    X(f7, "F7", 0x803381A1, "CredSSP needs a user name and a password") \
    X(f8, "F8", 0x80338147, "an account needs a user name and a password, but one of them is missing") \
    X(f9, "F9", 0x803380B2, "cred_username_password needs credentials") \
    X(f10, "F10", 0x803380B3, "credentials need the flag cred_username_password") \
    X(f11, "F11", 0x80338157, "use_client_certificate and cred_username_password exclude each other") \
    X(f12, "F12", 0x803380B1, "use_client_certificate excludes a user name and password") \
    X(f13, "F13", 0x803380B4, "use_client_certificate needs a client certificate") \
    X(f14, "F14", 0x80338144, "a session accepts a certificate or a user name, not both") \
    X(f15, "F15", 0x80338156, "a client certificate needs the flag use_client_certificate") \
    X(f16, "F16", 0x803380D8, "a client certificate needs https, but the session is bound to http") \
    X(f17, "F17", 0x803380D8, "skipping certificate checks needs https, but the session is bound to http") \
    X(f18, "F18", 0x803380D7, "unencrypted messages need http, but the session is bound to https") \
    X(f19, "F19", 0x803380DE, "unencrypted messages need allow_unencrypted in the client policy") \
    X(f20, "F20", 0x803380DE, "Basic and Digest cannot encrypt, so over http they need no_encryption") \
    X(f21, "F21", 0x803380AE, "the port in the service name needs Negotiate or Kerberos") \
    X(f22, "F22", 0x803381B0, "implicit credentials for Negotiate need https, but the session is bound to http") \
    X(f23, "F23", 0x803380AC, "implicit credentials need Negotiate, but another scheme is selected") \
    X(f25, "F25", 0x803380AC, "utf8 and utf16 exclude each other") \
    X(f26, "F26", 0x803381BE, "use_ssl needs https, but the scheme of the connection is http") \
    X(f27, "F27", 0x8033810B, "Kerberos needs a host name, but the connection contains an IP address") \
    X(f28, "F28", 0x8033810E, "Kerberos needs a host name, but the connection names the local computer") \
    X(f29_basic, "F29", 0x803380DF, "the client policy disables Basic") \
    X(f29_digest, "F29", 0x803380E0, "the client policy disables Digest") \
    X(f29_negotiate, "F29", 0x803380E1, "the client policy disables Negotiate") \
    X(f29_kerberos, "F29", 0x803380E2, "the client policy disables Kerberos") \
    X(f29_certificate, "F29", 0x803380E3, "the client policy disables client certificates") \
    X(f29_credssp, "F29", 0x803381A2, "the client policy disables CredSSP, which is the default") \
    X(f31, "F31", 0x80338145, "the value is not exactly one authentication flag of the C API") \
    X(f32, "F32", 0x80338155, "the client certificate is not valid for client authentication") \
    X(p1, "P1", 0x8033819C, "the access type of a proxy must be one of 1, 2, 4 and 8") \
    X(p2, "P2", 0x8033819D, "no_proxy_server excludes proxy authentication") \
    X(p3_unknown, "P3", 0x8033819A, "the value is not a proxy authentication flag") \
    X(p3_multiple, "P3", 0x803381B4, "a proxy uses one authentication scheme, but the flags request several") \
    X(p4, "P4", 0x8033819B, "authentication at the proxy needs a user name and a password") \
    X(p5, "P5", 0x803381B1, "a proxy needs https, but the session is bound to http") \
    X(p6_kerberos, "P6", 0x803381B2, "Kerberos cannot be used through a proxy") \
    X(p6_credssp, "P6", 0x803381B3, "CredSSP cannot be used through a proxy") \
    X(t1, "T1", 0x803380E5, "tickets need Kerberos, but Negotiate is restricted to NTLM, which needs a user name and a password") \
    X(t2, "T2", 0x803380AC, "delegation needs Kerberos, Negotiate or CredSSP, but another scheme is selected") \
    X(t3, "T3", 0x803380E4, "CredSSP sends the password to the host, so the certificate of the host must be verified or pinned, or delegate_to_unverified set") \
    X(e1, "E1", 0x8033811F, "an enumeration has one return mode, but the flags request several") \
    X(e2, "E2", 0x803380AC, "an enumeration has one hierarchy mode, but the flags request several") \
    X(e3, "E3", 0x80338137, "a WQL filter needs the deep hierarchy mode") \
    X(e4, "E4", 0x803380FB, "a WQL filter needs the class * in the resource URI and no keys") \
    X(e5, "E5", 0x803380AC, "a resource locator with a filter excludes the filter argument")
// clang-format on
