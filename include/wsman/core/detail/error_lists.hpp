//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

// One line for each error: X(enumerator, value, conditions, Windows equivalent or 0, cause, remedy). conditions: bits
// of wsman::condition, spelt WSMAN_C_… to keep each entry short.

#define WSMAN_C_NONE 0
#define WSMAN_C_TIMEOUT (1 << 0)
#define WSMAN_C_ACCESS (1 << 1)
#define WSMAN_C_QUOTA (1 << 2)
#define WSMAN_C_GONE (1 << 3)
#define WSMAN_C_RETRY (1 << 4)
#define WSMAN_C_UNTRUSTED (1 << 5)
#define WSMAN_C_UNKNOWN (1 << 6)
#define WSMAN_C_UNREACHABLE (1 << 7)
#define WSMAN_C_LOST (1 << 8)
// The reasons for a denied access; each includes WSMAN_C_ACCESS.
#define WSMAN_C_CREDENTIALS (WSMAN_C_ACCESS | 1 << 9)
#define WSMAN_C_RESTRICTED (WSMAN_C_ACCESS | 1 << 10)
#define WSMAN_C_RIGHTS (WSMAN_C_ACCESS | 1 << 11)
#define WSMAN_C_PROXY (WSMAN_C_ACCESS | 1 << 12)

// clang-format off
#define WSMAN_SESSION_ERRORS(X) \
    X(json_syntax, 1, WSMAN_C_NONE, 0, "the text is not valid JSON", "correct it at the given position") \
    X(unknown_key, 2, WSMAN_C_NONE, 0, "there is no setting with this name", "check the spelling against the list of settings") \
    X(wrong_type, 3, WSMAN_C_NONE, 0, "the value has the wrong type", "use the type that the setting expects") \
    X(out_of_range, 4, WSMAN_C_NONE, 0, "the value is out of range", "use a value within the range") \
    X(unsupported, 5, WSMAN_C_NONE, 0, "this platform or build does not support the setting", "choose another setting") \
    X(invalid_text, 6, WSMAN_C_NONE, 0, "the text is malformed or contains a character that is not allowed", "write it in the expected form") \
    X(secret_unreadable, 7, WSMAN_C_NONE, 0, "a secret could not be read", "check that the file or variable exists and is readable") \
    X(duplicate_key, 8, WSMAN_C_NONE, 0, "a setting occurs twice", "keep one of them") \
    X(plain_secret, 9, WSMAN_C_NONE, 0, "the configuration contains a secret in plain text", "store it in a file or an environment variable, and name that") \
    X(contradiction, 10, WSMAN_C_NONE, 0, "the value contradicts the other settings", "remove it; the other settings determine it")

#define WSMAN_XML_ERRORS(X) \
    X(syntax, 1, WSMAN_C_NONE, 0, "the text is not well-formed XML", "the peer may not be a WS-Management service") \
    X(document_type, 2, WSMAN_C_NONE, 0, "the document has a DOCTYPE", "SOAP forbids a DOCTYPE; the peer may be hostile") \
    X(too_large, 3, WSMAN_C_NONE, 0, "the document is larger than the limit", "raise the limit if the peer is trusted") \
    X(too_deep, 4, WSMAN_C_NONE, 0, "the elements are nested deeper than the limit", "raise the limit if the peer is trusted") \
    X(too_many_attributes, 5, WSMAN_C_NONE, 0, "an element has more attributes than the limit", "raise the limit if the peer is trusted") \
    X(invalid_character, 6, WSMAN_C_NONE, 0, "the text contains a character that XML does not allow", "send binary data as base64") \
    X(invalid_utf8, 7, WSMAN_C_NONE, 0, "the text is not valid UTF-8", "convert it before sending") \
    X(duplicate_attribute, 8, WSMAN_C_NONE, 0, "an element has the same attribute twice", "the peer may not be a WS-Management service") \
    X(undeclared_prefix, 9, WSMAN_C_NONE, 0, "a prefix has no namespace", "the peer may not be a WS-Management service") \
    X(not_one_root, 10, WSMAN_C_NONE, 0, "the document has no root element, or more than one", "the peer may not be a WS-Management service") \
    X(invalid_name, 11, WSMAN_C_NONE, 0, "the text is not an XML name", "use letters, digits, '-', '_' and '.'") \
    X(invalid_utf16, 12, WSMAN_C_NONE, 0, "the text is not valid UTF-16", "the bytes may be truncated or in the other byte order") \
    X(too_many_nodes, 13, WSMAN_C_NONE, 0, "the document has more elements and attributes than the limit", "raise the limit if the peer is trusted")

#define WSMAN_PROTOCOL_ERRORS(X) \
    X(not_soap, 1, WSMAN_C_NONE, 0x803380F4, "the answer is not a SOAP envelope", "check host, port and path; this may not be a WS-Management service") \
    X(malformed_fault, 2, WSMAN_C_NONE, 0x803380F6, "the host sent a malformed fault", "look at the recorded exchange") \
    X(missing_element, 3, WSMAN_C_NONE, 0, "a required element is missing in the answer", "look at the recorded exchange") \
    X(unrelated_answer, 4, WSMAN_C_NONE, 0, "the answer belongs to another request", "a proxy may confuse connections") \
    X(unexpected_action, 5, WSMAN_C_NONE, 0, "the action of the answer does not match the request", "look at the recorded exchange") \
    X(invalid_value, 6, WSMAN_C_NONE, 0, "a value in the answer is malformed", "look at the recorded exchange") \
    X(soap_fault, 7, WSMAN_C_NONE, 0, "the host answered with a fault", "see the subcode and the text of the fault") \
    X(envelope_too_large, 8, WSMAN_C_NONE, 0x80338111, "the request is larger than the envelope limit", "send smaller pieces, or raise max_envelope_size on both sides") \
    X(command_id_missing, 9, WSMAN_C_NONE, 0x80338185, "the host's answer has no command identifier", "look at the recorded exchange") \
    X(receive_response_missing, 10, WSMAN_C_NONE, 0x8033818F, "the host's answer contains no output", "look at the recorded exchange") \
    X(shell_id_missing, 11, WSMAN_C_NONE, 0x803380F0, "the host's answer has no shell identifier", "look at the recorded exchange") \
    X(item_limit, 12, WSMAN_C_NONE, 0x80338143, "the answer contains more items than the limit", "raise the limit if the host is trusted")

#define WSMAN_SECURITY_ERRORS(X) \
    X(malformed_token, 1, WSMAN_C_NONE, 0, "the log-in token of the host is malformed", "look at the trace; a proxy may have changed the answer") \
    X(mechanism_refused, 2, WSMAN_C_ACCESS, 0, "the host accepts none of the mechanisms that the session allows", "choose a scheme that the host offers") \
    X(scheme_not_offered, 3, WSMAN_C_ACCESS, 0, "the host does not offer the scheme of the session, and the client tries no other scheme", "choose one of the schemes that the host offers") \
    X(login_incomplete, 4, WSMAN_C_UNTRUSTED, 0, "the host ended the log-in before it proved its identity", "check that there is no proxy between and that this is the intended host") \
    X(signature_mismatch, 5, WSMAN_C_UNTRUSTED, 0, "the signature of a message does not match", "a proxy may confuse connections, or an attacker may change messages; the connection was closed") \
    X(plain_answer, 6, WSMAN_C_UNTRUSTED | WSMAN_C_LOST, 0, "the host answered a sealed request in clear text", "check that there is no proxy between; the connection was closed") \
    X(malformed_sealed_message, 7, WSMAN_C_NONE, 0, "the sealed message is malformed", "look at the trace; the connection was closed") \
    X(algorithm_unavailable, 8, WSMAN_C_NONE, 0, "a cryptographic algorithm that the log-in needs is not available (FIPS mode refuses MD5)", "use Kerberos, or a client certificate over https") \
    X(weak_protection, 9, WSMAN_C_UNTRUSTED, 0, "the host does not agree to the protection that the session requires", "the host must allow NTLMv2 with 128-bit keys, signing and sealing") \
    X(password_refused, 10, WSMAN_C_CREDENTIALS, 0x52E, "the password is wrong", "check user, realm and password; the client tried it once") \
    X(account_unknown, 11, WSMAN_C_CREDENTIALS, 0x52E, "the realm does not know the account", "check the user and the realm") \
    X(account_locked, 12, WSMAN_C_RESTRICTED, 0, "the account is locked, disabled or expired", "ask the administrator of the realm") \
    X(password_expired, 13, WSMAN_C_CREDENTIALS, 0, "the password has expired", "change the password") \
    X(no_ticket, 14, WSMAN_C_CREDENTIALS, 0, "there is no Kerberos ticket for the log-in", "run kinit, name a ticket cache or keytab, or give user and password") \
    X(ticket_expired, 15, WSMAN_C_CREDENTIALS, 0, "the Kerberos ticket has expired", "run kinit, or give user and password") \
    X(clock_skew, 16, WSMAN_C_NONE, 0, "the clocks of this computer, the realm and the host differ too much", "set the clocks (Kerberos allows five minutes)") \
    X(unknown_service, 17, WSMAN_C_NONE, 0, "the realm does not know the host's service name (SPN)", "connect by the host's full name, or set spn_host or spn_service") \
    X(realm_unreachable, 18, WSMAN_C_RETRY, 0, "no KDC of the realm can be found or reached", "check the realm, krb5.conf, DNS and the network") \
    X(kerberos_failed, 19, WSMAN_C_NONE, 0, "Kerberos failed", "see the message") \
    X(wrong_service_key, 20, WSMAN_C_UNTRUSTED, 0, "the host cannot decrypt the ticket: its key differs from the key in the realm", "the SPN may belong to another account, or the host's keytab is old") \
    X(key_table_unreadable, 21, WSMAN_C_NONE, 0, "the keytab or ticket cache cannot be read", "check that it exists, is readable and contains the principal") \
    X(credssp_version, 22, WSMAN_C_UNTRUSTED, 0, "the host uses a version of CredSSP that is not secure", "update the host, or lower credssp_minimum_version if you accept the risk") \
    X(credssp_key_mismatch, 23, WSMAN_C_UNTRUSTED, 0, "the host did not prove that it owns the TLS key of CredSSP", "an attacker may be between client and host; no credentials were sent") \
    X(credssp_refused, 24, WSMAN_C_ACCESS, 0, "the host refused the CredSSP log-in", "the host's policy may forbid it (winrm set winrm/config/service/auth @{CredSSP=\"true\"})") \
    X(digest_unsupported, 25, WSMAN_C_NONE, 0, "the host requires a variant of Digest that is not supported", "it must offer qop=auth and MD5, SHA-256 or SHA-512-256") \
    X(mutual_authentication_failed, 26, WSMAN_C_UNTRUSTED, 0, "the host could not prove its identity in the log-in", "check the SPN and that this is the intended host")

#define WSMAN_TRANSPORT_ERRORS(X) \
    X(name_not_resolved, 1, WSMAN_C_RETRY | WSMAN_C_UNREACHABLE, 0x803381B9, "the host name cannot be resolved", "check the name and the resolver") \
    X(connection_refused, 2, WSMAN_C_RETRY | WSMAN_C_UNREACHABLE, 0x80338112, "the host refused the connection", "check the port and that the WinRM service listens (winrm quickconfig)") \
    X(host_unreachable, 3, WSMAN_C_RETRY | WSMAN_C_UNREACHABLE, 0x80338126, "no route to the host", "check network and firewall") \
    X(connect_timeout, 4, WSMAN_C_TIMEOUT | WSMAN_C_RETRY | WSMAN_C_UNREACHABLE, 0x80338126, "the host did not accept the connection in time", "check port and firewall, or raise connect_timeout") \
    X(read_timeout, 5, WSMAN_C_TIMEOUT | WSMAN_C_LOST, 0x80338126, "the host did not answer in time", "raise operation_timeout, or give the command a timeout") \
    X(connection_reset, 6, WSMAN_C_LOST, 0x80338126, "the connection was lost", "see the host's event log for a restart of the service") \
    X(connection_closed, 7, WSMAN_C_LOST, 0x80338126, "the host closed the connection before it answered", "check that host and client agree on TLS and on the log-in") \
    X(tls_failed, 8, WSMAN_C_NONE, 0x803381BA, "the TLS handshake failed", "check that the port speaks TLS and which versions it allows") \
    X(tls_to_plain_port, 9, WSMAN_C_NONE, 0x803381BA, "the port does not speak TLS", "use http:// with this port, or the HTTPS port (5986)") \
    X(plain_to_tls_port, 10, WSMAN_C_NONE, 0x803381BA, "the port speaks TLS, not plain HTTP", "use https:// with this port, or the HTTP port (5985)") \
    X(certificate_untrusted, 11, WSMAN_C_UNTRUSTED, 0x803381BA, "the certificate is not signed by a trusted authority", "name the authority with ca_file, or pin the certificate") \
    X(certificate_name_mismatch, 12, WSMAN_C_UNTRUSTED, 0x803381BA, "the certificate is for a different host name", "connect by the name in the certificate, or use connect_address") \
    X(certificate_expired, 13, WSMAN_C_UNTRUSTED, 0x803381BA, "the certificate is not valid at this time", "renew it, or check the clocks") \
    X(certificate_revoked, 14, WSMAN_C_UNTRUSTED, 0x803381BA, "the certificate is revoked", "replace it") \
    X(certificate_pin_mismatch, 15, WSMAN_C_UNTRUSTED, 0x803381BA, "the certificate is not the pinned one", "compare the SHA-256 of the leaf certificate with the pin") \
    X(certificate_unreadable, 16, WSMAN_C_NONE, 0, "a certificate, key or list could not be loaded", "check the file and its format (PEM)") \
    X(malformed_http, 17, WSMAN_C_NONE, 0x8033810F, "the answer is not valid HTTP", "check host and port; this may be another service") \
    X(header_limit, 18, WSMAN_C_NONE, 0, "the answer's headers are larger than the limit", "raise header_limit if the host is trusted") \
    X(body_limit, 19, WSMAN_C_NONE, 0, "the answer's body is larger than the limit", "raise body_limit if the host is trusted") \
    X(http_unauthorized, 20, WSMAN_C_CREDENTIALS, 5, "the host refused the log-in", "check user, password and the schemes the host offers") \
    X(http_forbidden, 21, WSMAN_C_RIGHTS, 5, "the host denies this operation to the user", "check the user's rights on the host, and the path (wsman is the default)") \
    X(http_not_found, 22, WSMAN_C_NONE, 0x80338113, "the host has no such path", "check the path (wsman is the default)") \
    X(http_request_too_large, 23, WSMAN_C_NONE, 0x80338111, "the host rejects the request as too large", "lower max_envelope_size") \
    X(http_bad_request, 24, WSMAN_C_NONE, 0x80338171, "the host rejects the request as malformed", "the host may refuse clear text (AllowUnencrypted) or the encoding") \
    X(http_server_error, 25, WSMAN_C_NONE, 0x80338170, "the host failed", "an empty 500 often means that the host refuses the envelope size or clear text") \
    X(http_service_unavailable, 26, WSMAN_C_RETRY, 0x80338112, "the service is not available", "wait until it has started (wait_until_ready)") \
    X(http_redirect, 27, WSMAN_C_NONE, 0x80338199, "the host redirects the request, and the client never follows redirects", "connect to the location yourself if you trust it") \
    X(http_status, 28, WSMAN_C_NONE, 0x8033810F, "the host answered with an unexpected HTTP status", "check host, port and path; this may be another service") \
    X(html_answer, 29, WSMAN_C_NONE, 0x80338173, "the host answered with an HTML page", "check port and path; this is a web server or a proxy") \
    X(empty_answer, 30, WSMAN_C_NONE, 0x803380F5, "the answer is empty", "the host may refuse the log-in or the request's size") \
    X(invalid_content_type, 31, WSMAN_C_NONE, 0x803380F7, "the answer has the wrong content type", "check host, port and path; this may be another service") \
    X(charset_mismatch, 32, WSMAN_C_NONE, 0x803380F8, "the answer is in another encoding than the request", "switch UTF-16 off") \
    X(http_too_many_requests, 33, WSMAN_C_RETRY | WSMAN_C_QUOTA, 0x80338112, "the host limits the rate of requests", "wait and try again") \
    X(clear_text_refused, 34, WSMAN_C_NONE, 0x803380DE, "the log-in would send the password in clear text", "use https, or allow clear text explicitly") \
    X(scheme_not_supported, 35, WSMAN_C_NONE, 0, "this build does not support the authentication scheme", "build with WSMAN_WITH_GSSAPI for Kerberos, or choose another scheme") \
    X(limit_reached, 36, WSMAN_C_NONE, 0, "the host sent more than a limit allows", "raise the limit if the host is trusted") \
    X(replay_mismatch, 37, WSMAN_C_NONE, 0, "the request differs from the next recorded request", "record again, or compare the two requests") \
    X(proxy_unreachable, 38, WSMAN_C_RETRY | WSMAN_C_UNREACHABLE, 0x80338126, "the proxy cannot be reached", "check the address of the proxy; the client did not contact the host") \
    X(proxy_unauthorized, 39, WSMAN_C_PROXY, 0, "the proxy refused the log-in", "check proxy user, password and the schemes that the proxy offers") \
    X(proxy_refused, 40, WSMAN_C_UNREACHABLE, 0, "the proxy does not connect to the host", "the proxy may not reach the host or not support CONNECT; see its status") \
    X(proxy_malformed, 41, WSMAN_C_NONE, 0, "the proxy did not answer CONNECT correctly", "check that the address belongs to an HTTP proxy") \
    X(client_certificate_refused, 42, WSMAN_C_CREDENTIALS, 0, "the host refused the client certificate, or requires one", "check that the session has a certificate, that it is valid, and that the host trusts its authority") \
    X(proxy_timeout, 43, WSMAN_C_TIMEOUT | WSMAN_C_RETRY | WSMAN_C_UNREACHABLE, 0x80338126, "the proxy did not connect to the host in time", "the host may not answer the proxy; check host and port, or raise connect_timeout") \
    X(certificate_weak, 44, WSMAN_C_UNTRUSTED, 0x803381BA, "the certificate, or one in its chain, has a key or a signature that is too weak", "renew it with RSA of 2048 bits or ECDSA, and SHA-256; until then pin it (pin_sha256)") \
    X(tls_no_common_cipher, 45, WSMAN_C_NONE, 0x803381BA, "host and client have no TLS cipher or signature algorithm in common", "enable TLS 1.2 with ECDHE or RSA and AES on the host, or renew its certificate") \
    X(proxy_forbidden, 46, WSMAN_C_PROXY, 0, "the proxy forbids the connection to the host", "ask the administrator of the proxy to allow this host and port") \
    X(handshake_timeout, 47, WSMAN_C_TIMEOUT | WSMAN_C_RETRY | WSMAN_C_UNREACHABLE, 0x80338126, "the port accepted the connection, but the TLS handshake did not end in time", "the port may not speak TLS: try http:// with it; else raise connect_timeout") \
    X(login_timeout, 48, WSMAN_C_TIMEOUT | WSMAN_C_RETRY | WSMAN_C_UNREACHABLE, 0x80338126, "the connection was made, but the log-in did not end in time", "the host may be busy: raise connect_timeout")

#define WSMAN_CLIENT_ERRORS(X) \
    X(cancelled, 1, WSMAN_C_NONE, 995, "the operation was cancelled", "") \
    X(deadline_exceeded, 2, WSMAN_C_TIMEOUT, 0x80338126, "the deadline passed", "raise the timeout") \
    X(outcome_unknown, 3, WSMAN_C_UNKNOWN | WSMAN_C_LOST, 0x80338126, "the connection was lost after the request was sent, so the host may have carried it out", "check the state of the host before you repeat the request") \
    X(command_too_long, 4, WSMAN_C_NONE, 0, "the command line is longer than the shell of the host accepts (8191 characters)", "pass the data on standard input or in a file") \
    X(unquotable_argument, 5, WSMAN_C_NONE, 0, "this argument cannot be quoted safely on every host", "pass it on standard input, run a script that uses it (run_powershell), or use raw_command_line") \
    X(output_limit, 6, WSMAN_C_NONE, 0, "the output is larger than the limit", "raise the limit, or use a sink") \
    X(closed, 7, WSMAN_C_NONE, 0x8033814A, "the client, shell or command is closed", "") \
    X(input_closed, 8, WSMAN_C_NONE, 0, "standard input is closed already", "write before close_input") \
    X(invalid_argument, 9, WSMAN_C_NONE, 0x57, "an argument is not valid", "see the message") \
    X(not_ready, 10, WSMAN_C_TIMEOUT, 0x80338126, "the host was not ready within the timeout", "see the last error") \
    X(sink_failed, 11, WSMAN_C_NONE, 0, "the output sink threw an exception", "see the message") \
    X(shell_unavailable, 12, WSMAN_C_NONE, 0, "the host opens no shell for this client", "close other shells") \
    X(source_failed, 13, WSMAN_C_NONE, 0, "the standard input source threw an exception", "see the message") \
    X(output_truncated, 15, WSMAN_C_NONE, 0, "the command was terminated, and the host did not deliver the rest of its output", "the received output is the beginning; the exit code is unknown") \
    X(script_not_stored, 14, WSMAN_C_NONE, 0, "the script could not be stored on the host before it was run", "check the user's temporary folder on the host")
// clang-format on
