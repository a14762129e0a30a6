//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/detail/error_lists.hpp>

// One line a code: X(enumerator, value, conditions, Windows name, cause in one sentence, cure).
// A macro list, because static_assert messages need the literals too.

// clang-format off
#define WSMAN_WINDOWS_ERRORS(X) \
    X(access_denied, 0x00000005, WSMAN_C_ACCESS, "ERROR_ACCESS_DENIED", "cause", "cure") \
    X(invalid_parameter, 0x00000057, WSMAN_C_NONE, "ERROR_INVALID_PARAMETER", "cause", "cure") \
    X(operation_aborted, 0x000003E3, WSMAN_C_NONE, "ERROR_OPERATION_ABORTED", "cause", "cure") \
    X(logon_failure, 0x0000052E, WSMAN_C_ACCESS, "ERROR_LOGON_FAILURE", "cause", "cure") \
    X(e_accessdenied, 0x80070005, WSMAN_C_ACCESS, "E_ACCESSDENIED", "cause", "cure") \
    X(operation_timedout, 0x80338029, WSMAN_C_TIMEOUT, "ERROR_WSMAN_OPERATION_TIMEDOUT", "cause", "cure") \
    X(unexpected_selectors, 0x8033805B, WSMAN_C_GONE, "ERROR_WSMAN_UNEXPECTED_SELECTORS", "cause", "cure") \
    X(invalid_hostname_pattern, 0x8033809F, WSMAN_C_NONE, "ERROR_WSMAN_INVALID_HOSTNAME_PATTERN", "cause", "cure") \
    X(creds_passed_with_no_auth_flag, 0x803380AB, WSMAN_C_NONE, "ERROR_WSMAN_CREDS_PASSED_WITH_NO_AUTH_FLAG", "cause", "cure") \
    X(client_invalid_flag, 0x803380AC, WSMAN_C_NONE, "ERROR_WSMAN_CLIENT_INVALID_FLAG", "cause", "cure") \
    X(client_multiple_auth_flags, 0x803380AD, WSMAN_C_NONE, "ERROR_WSMAN_CLIENT_MULTIPLE_AUTH_FLAGS", "cause", "cure") \
    X(client_spn_wrong_auth, 0x803380AE, WSMAN_C_NONE, "ERROR_WSMAN_CLIENT_SPN_WRONG_AUTH", "cause", "cure") \
    X(client_username_password_needed, 0x803380B0, WSMAN_C_NONE, "ERROR_WSMAN_CLIENT_USERNAME_PASSWORD_NEEDED", "cause", "cure") \
    X(client_cert_unneeded_username, 0x803380B1, WSMAN_C_NONE, "ERROR_WSMAN_CLIENT_CERT_UNNEEDED_USERNAME", "cause", "cure") \
    X(client_credentials_needed, 0x803380B2, WSMAN_C_NONE, "ERROR_WSMAN_CLIENT_CREDENTIALS_NEEDED", "cause", "cure") \
    X(client_credentials_flag_needed, 0x803380B3, WSMAN_C_NONE, "ERROR_WSMAN_CLIENT_CREDENTIALS_FLAG_NEEDED", "cause", "cure") \
    X(client_cert_needed, 0x803380B4, WSMAN_C_NONE, "ERROR_WSMAN_CLIENT_CERT_NEEDED", "cause", "cure") \
    X(client_unencrypted_http_only, 0x803380D7, WSMAN_C_NONE, "ERROR_WSMAN_CLIENT_UNENCRYPTED_HTTP_ONLY", "cause", "cure") \
    X(cannot_use_certificates_for_http, 0x803380D8, WSMAN_C_NONE, "ERROR_WSMAN_CANNOT_USE_CERTIFICATES_FOR_HTTP", "cause", "cure") \
    X(connectionstr_invalid, 0x803380D9, WSMAN_C_NONE, "ERROR_WSMAN_CONNECTIONSTR_INVALID", "cause", "cure") \
    X(transport_not_supported, 0x803380DA, WSMAN_C_NONE, "ERROR_WSMAN_TRANSPORT_NOT_SUPPORTED", "cause", "cure") \
    X(port_invalid, 0x803380DB, WSMAN_C_NONE, "ERROR_WSMAN_PORT_INVALID", "cause", "cure") \
    X(client_unencrypted_disabled, 0x803380DE, WSMAN_C_NONE, "ERROR_WSMAN_CLIENT_UNENCRYPTED_DISABLED", "cause", "cure") \
    X(server_not_trusted, 0x803380E4, WSMAN_C_NONE, "ERROR_WSMAN_SERVER_NOT_TRUSTED", "cause", "cure") \
    X(explicit_credentials_required, 0x803380E5, WSMAN_C_NONE, "ERROR_WSMAN_EXPLICIT_CREDENTIALS_REQUIRED", "cause", "cure") \
    X(http_no_response_data, 0x803380F5, WSMAN_C_NONE, "ERROR_WSMAN_HTTP_NO_RESPONSE_DATA", "cause", "cure") \
    X(cannot_decrypt, 0x803380F9, WSMAN_C_NONE, "ERROR_WSMAN_CANNOT_DECRYPT", "cause", "cure") \
    X(invalid_uri_wmi_enum_wql, 0x803380FB, WSMAN_C_NONE, "ERROR_WSMAN_INVALID_URI_WMI_ENUM_WQL", "cause", "cure") \
    X(kerberos_ipaddress, 0x8033810B, WSMAN_C_NONE, "ERROR_WSMAN_KERBEROS_IPADDRESS", "cause", "cure") \
    X(client_workgroup_no_kerberos, 0x8033810C, WSMAN_C_NONE, "ERROR_WSMAN_CLIENT_WORKGROUP_NO_KERBEROS", "cause", "cure") \
    X(server_destination_localhost, 0x8033810E, WSMAN_C_NONE, "ERROR_WSMAN_SERVER_DESTINATION_LOCALHOST", "cause", "cure") \
    X(unknown_http_status_returned, 0x8033810F, WSMAN_C_NONE, "ERROR_WSMAN_UNKNOWN_HTTP_STATUS_RETURNED", "cause", "cure") \
    X(http_request_too_large_status, 0x80338111, WSMAN_C_NONE, "ERROR_WSMAN_HTTP_REQUEST_TOO_LARGE_STATUS", "cause", "cure") \
    X(http_service_unavailable_status, 0x80338112, WSMAN_C_NONE, "ERROR_WSMAN_HTTP_SERVICE_UNAVAILABLE_STATUS", "cause", "cure") \
    X(http_not_found_status, 0x80338113, WSMAN_C_NONE, "ERROR_WSMAN_HTTP_NOT_FOUND_STATUS", "cause", "cure") \
    X(client_multiple_enum_mode_flags, 0x8033811F, WSMAN_C_NONE, "ERROR_WSMAN_CLIENT_MULTIPLE_ENUM_MODE_FLAGS", "cause", "cure") \
    X(network_timedout, 0x80338126, WSMAN_C_TIMEOUT, "ERROR_WSMAN_NETWORK_TIMEDOUT", "cause", "cure") \
    X(polymorphism_mode_unsupported, 0x80338137, WSMAN_C_NONE, "ERROR_WSMAN_POLYMORPHISM_MODE_UNSUPPORTED", "cause", "cure") \
    X(client_enum_received_too_many_items, 0x80338143, WSMAN_C_NONE, "ERROR_WSMAN_CLIENT_ENUM_RECEIVED_TOO_MANY_ITEMS", "cause", "cure") \
    X(multiple_credentials, 0x80338144, WSMAN_C_NONE, "ERROR_WSMAN_MULTIPLE_CREDENTIALS", "cause", "cure") \
    X(authentication_invalid_flag, 0x80338145, WSMAN_C_NONE, "ERROR_WSMAN_AUTHENTICATION_INVALID_FLAG", "cause", "cure") \
    X(client_credentials_for_default_authentication, 0x80338146, WSMAN_C_NONE, "ERROR_WSMAN_CLIENT_CREDENTIALS_FOR_DEFAULT_AUTHENTICATION", "cause", "cure") \
    X(client_username_and_password_needed, 0x80338147, WSMAN_C_NONE, "ERROR_WSMAN_CLIENT_USERNAME_AND_PASSWORD_NEEDED", "cause", "cure") \
    X(cert_invalid_usage_client, 0x80338155, WSMAN_C_NONE, "ERROR_WSMAN_CERT_INVALID_USAGE_CLIENT", "cause", "cure") \
    X(cert_missing_auth_flag, 0x80338156, WSMAN_C_NONE, "ERROR_WSMAN_CERT_MISSING_AUTH_FLAG", "cause", "cure") \
    X(cert_multiple_credentials_flag, 0x80338157, WSMAN_C_NONE, "ERROR_WSMAN_CERT_MULTIPLE_CREDENTIALS_FLAG", "cause", "cure") \
    X(http_status_server_error, 0x80338170, WSMAN_C_NONE, "ERROR_WSMAN_HTTP_STATUS_SERVER_ERROR", "cause", "cure") \
    X(http_status_bad_request, 0x80338171, WSMAN_C_NONE, "ERROR_WSMAN_HTTP_STATUS_BAD_REQUEST", "cause", "cure") \
    X(html_error, 0x80338173, WSMAN_C_NONE, "ERROR_WSMAN_HTML_ERROR", "cause", "cure") \
    X(client_setsessionoption_invalid_param, 0x80338178, WSMAN_C_NONE, "ERROR_WSMAN_CLIENT_SETSESSIONOPTION_INVALID_PARAM", "cause", "cure") \
    X(redirect_requested, 0x80338199, WSMAN_C_NONE, "ERROR_WSMAN_REDIRECT_REQUESTED", "cause", "cure") \
    X(proxy_access_type, 0x8033819C, WSMAN_C_NONE, "ERROR_WSMAN_PROXY_ACCESS_TYPE", "cause", "cure") \
    X(invalid_option_no_proxy_server, 0x8033819D, WSMAN_C_NONE, "ERROR_WSMAN_INVALID_OPTION_NO_PROXY_SERVER", "cause", "cure") \
    X(credssp_username_password_needed, 0x803381A1, WSMAN_C_NONE, "ERROR_WSMAN_CREDSSP_USERNAME_PASSWORD_NEEDED", "cause", "cure") \
    X(quota_max_shells, 0x803381A5, WSMAN_C_QUOTA, "ERROR_WSMAN_QUOTA_MAX_SHELLS", "cause", "cure") \
    X(quota_max_operations, 0x803381A6, WSMAN_C_QUOTA, "ERROR_WSMAN_QUOTA_MAX_OPERATIONS", "cause", "cure") \
    X(quota_user, 0x803381A7, WSMAN_C_QUOTA, "ERROR_WSMAN_QUOTA_USER", "cause", "cure") \
    X(quota_system, 0x803381A8, WSMAN_C_QUOTA, "ERROR_WSMAN_QUOTA_SYSTEM", "cause", "cure") \
    X(redirect_location_not_available, 0x803381AA, WSMAN_C_NONE, "ERROR_WSMAN_REDIRECT_LOCATION_NOT_AVAILABLE", "cause", "cure") \
    X(quota_max_shellusers, 0x803381AB, WSMAN_C_QUOTA, "ERROR_WSMAN_QUOTA_MAX_SHELLUSERS", "cause", "cure") \
    X(cannot_use_allow_negotiate_implicit_credentials_for_http, 0x803381B0, WSMAN_C_NONE, "ERROR_WSMAN_CANNOT_USE_ALLOW_NEGOTIATE_IMPLICIT_CREDENTIALS_FOR_HTTP", "cause", "cure") \
    X(cannot_use_proxy_settings_for_http, 0x803381B1, WSMAN_C_NONE, "ERROR_WSMAN_CANNOT_USE_PROXY_SETTINGS_FOR_HTTP", "cause", "cure") \
    X(client_multiple_proxy_auth_flags, 0x803381B4, WSMAN_C_NONE, "ERROR_WSMAN_CLIENT_MULTIPLE_PROXY_AUTH_FLAGS", "cause", "cure") \
    X(name_not_resolved, 0x803381B9, WSMAN_C_NONE, "ERROR_WSMAN_NAME_NOT_RESOLVED", "cause", "cure") \
    X(ssl_connection_aborted, 0x803381BA, WSMAN_C_NONE, "ERROR_WSMAN_SSL_CONNECTION_ABORTED", "cause", "cure") \
    X(defaultauth_ipaddress, 0x803381BB, WSMAN_C_NONE, "ERROR_WSMAN_DEFAULTAUTH_IPADDRESS", "cause", "cure") \
    X(invalid_usessl_param, 0x803381BE, WSMAN_C_NONE, "ERROR_WSMAN_INVALID_USESSL_PARAM", "cause", "cure") \
    X(mutual_auth_failed, 0x803381F0, WSMAN_C_NONE, "ERROR_WSMAN_MUTUAL_AUTH_FAILED", "cause", "cure") \
    X(destination_invalid, 0x803381F8, WSMAN_C_NONE, "ERROR_WSMAN_DESTINATION_INVALID", "cause", "cure")
// clang-format on
