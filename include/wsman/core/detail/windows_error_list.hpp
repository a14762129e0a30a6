//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/detail/error_lists.hpp>

// One line for each code: X(enumerator, value, conditions, Windows name, cause, remedy).
// A macro list, because static_assert messages need string literals.

// clang-format off
#define WSMAN_WINDOWS_ERRORS(X) \
    X(file_not_found, 0x00000002, WSMAN_C_NONE, "ERROR_FILE_NOT_FOUND", "the host does not find the file", "check the path; it is read on the host, not here") \
    X(path_not_found, 0x00000003, WSMAN_C_NONE, "ERROR_PATH_NOT_FOUND", "the host does not find the folder", "check the working directory; it is read on the host, not here") \
    X(access_denied, 0x00000005, WSMAN_C_RIGHTS, "ERROR_ACCESS_DENIED", "the host denies access", "check the user's rights: it must be in Administrators or Remote Management Users, local accounts are filtered by UAC") \
    X(not_enough_memory, 0x00000008, WSMAN_C_QUOTA, "ERROR_NOT_ENOUGH_MEMORY", "the host is out of memory for this request", "close shells that are no longer needed, or raise MaxMemoryPerShellMB on the host") \
    X(invalid_data, 0x0000000D, WSMAN_C_NONE, "ERROR_INVALID_DATA", "the host rejects data of the request as invalid", "check the data; see the text of the host") \
    X(outofmemory, 0x0000000E, WSMAN_C_QUOTA, "ERROR_OUTOFMEMORY", "the host has no memory left", "free memory on the host, or send a smaller request") \
    X(not_supported, 0x00000032, WSMAN_C_NONE, "ERROR_NOT_SUPPORTED", "the host does not support this request", "check the Windows version of the host and the operation's options") \
    X(bad_netpath, 0x00000035, WSMAN_C_NONE, "ERROR_BAD_NETPATH", "the host cannot reach the network path", "check the path; a network share from within a session needs CredSSP or Kerberos delegation") \
    X(netname_deleted, 0x00000040, WSMAN_C_NONE, "ERROR_NETNAME_DELETED", "the network connection was closed by the other side", "connect again; see the host's event log for a restart of the service") \
    X(invalid_parameter, 0x00000057, WSMAN_C_NONE, "ERROR_INVALID_PARAMETER", "a parameter of the request is not valid on the host", "check the options of the operation; the text of the host may name the option") \
    X(broken_pipe, 0x0000006D, WSMAN_C_NONE, "ERROR_BROKEN_PIPE", "the program on the host closed its end of the pipe", "send no more input after the program has ended") \
    X(sem_timeout, 0x00000079, WSMAN_C_TIMEOUT, "ERROR_SEM_TIMEOUT", "the network operation took too long", "check the network path to the host") \
    X(insufficient_buffer, 0x0000007A, WSMAN_C_NONE, "ERROR_INSUFFICIENT_BUFFER", "a buffer on the host is too small for the data", "send smaller pieces") \
    X(busy, 0x000000AA, WSMAN_C_RETRY, "ERROR_BUSY", "the host is busy with the same operation", "wait and try again") \
    X(win32_already_exists, 0x000000B7, WSMAN_C_NONE, "ERROR_ALREADY_EXISTS", "the object exists already on the host", "choose another name, or change the existing object") \
    X(filename_exced_range, 0x000000CE, WSMAN_C_NONE, "ERROR_FILENAME_EXCED_RANGE", "the command line or a path is too long for the host", "shorten it, or pass the data through standard input") \
    X(wait_timeout, 0x00000102, WSMAN_C_TIMEOUT, "WAIT_TIMEOUT", "a wait on the host timed out", "raise the operation timeout") \
    X(directory, 0x0000010B, WSMAN_C_NONE, "ERROR_DIRECTORY", "the working directory does not exist on the host", "give a folder that exists on the host") \
    X(operation_aborted, 0x000003E3, WSMAN_C_NONE, "ERROR_OPERATION_ABORTED", "the operation was stopped, by a signal, by the end of its shell or by a shutdown", "start it again if the shell still exists") \
    X(key_deleted, 0x000003FA, WSMAN_C_NONE, "ERROR_KEY_DELETED", "a registry key that the host needs for this is marked for deletion", "the account's profile was unloaded while it was in use: end its other sessions on the host, then try again") \
    X(shutdown_in_progress, 0x0000045B, WSMAN_C_RETRY, "ERROR_SHUTDOWN_IN_PROGRESS", "the host is shutting down", "wait until it has started again (wait_until_ready)") \
    X(not_found, 0x00000490, WSMAN_C_NONE, "ERROR_NOT_FOUND", "the host does not find the object of the request", "check the selectors and names") \
    X(cancelled, 0x000004C7, WSMAN_C_NONE, "ERROR_CANCELLED", "the operation was cancelled", "start it again if that was not intended") \
    X(connection_refused, 0x000004C9, WSMAN_C_RETRY, "ERROR_CONNECTION_REFUSED", "a connection was refused", "check the port and that the service listens (winrm enumerate winrm/config/listener)") \
    X(network_unreachable, 0x000004CF, WSMAN_C_RETRY, "ERROR_NETWORK_UNREACHABLE", "the network cannot be reached", "check routes and VPN") \
    X(connection_aborted, 0x000004D4, WSMAN_C_NONE, "ERROR_CONNECTION_ABORTED", "the connection was broken off", "connect again; look at both hosts' event logs") \
    X(no_logon_servers, 0x0000051F, WSMAN_C_RETRY, "ERROR_NO_LOGON_SERVERS", "no domain controller answers", "check the network between the host and its domain; a local account works without one") \
    X(privilege_not_held, 0x00000522, WSMAN_C_RIGHTS, "ERROR_PRIVILEGE_NOT_HELD", "the user lacks a required privilege", "use an account that has it, or grant it in the host's security policy") \
    X(no_such_user, 0x00000525, WSMAN_C_CREDENTIALS, "ERROR_NO_SUCH_USER", "the account does not exist", "check the user name, and whether it is a local or a domain account") \
    X(logon_failure, 0x0000052E, WSMAN_C_CREDENTIALS, "ERROR_LOGON_FAILURE", "user name or password is wrong", "check both, and write a local account as .\\user and a domain account as DOMAIN\\user") \
    X(account_restriction, 0x0000052F, WSMAN_C_RESTRICTED, "ERROR_ACCOUNT_RESTRICTION", "a restriction prevents the log-in of the account", "give the account a password; blank ones are refused over the network") \
    X(invalid_logon_hours, 0x00000530, WSMAN_C_RESTRICTED, "ERROR_INVALID_LOGON_HOURS", "the account may not log in at this time", "ask its administrator for other hours") \
    X(invalid_workstation, 0x00000531, WSMAN_C_RESTRICTED, "ERROR_INVALID_WORKSTATION", "the account may not log in from this computer", "ask its administrator to allow it") \
    X(password_expired, 0x00000532, WSMAN_C_CREDENTIALS, "ERROR_PASSWORD_EXPIRED", "the password of the account has expired", "set a new one and try again") \
    X(account_disabled, 0x00000533, WSMAN_C_RESTRICTED, "ERROR_ACCOUNT_DISABLED", "the account is disabled", "enable it, or use another one") \
    X(no_such_domain, 0x0000054B, WSMAN_C_ACCESS, "ERROR_NO_SUCH_DOMAIN", "the domain does not exist or cannot be reached", "check the domain in the user name") \
    X(internal_error, 0x0000054F, WSMAN_C_NONE, "ERROR_INTERNAL_ERROR", "the host reports an internal error", "see the Windows Remote Management event log on the host") \
    X(logon_type_not_granted, 0x00000569, WSMAN_C_RIGHTS, "ERROR_LOGON_TYPE_NOT_GRANTED", "the account may not log in over the network", "grant it \"access this computer from the network\" on the host") \
    X(wrong_target_name, 0x00000574, WSMAN_C_UNTRUSTED, "ERROR_WRONG_TARGET_NAME", "the service principal name belongs to another account", "correct it with setspn, or connect by the name that is registered") \
    X(no_system_resources, 0x000005AA, WSMAN_C_QUOTA | WSMAN_C_RETRY, "ERROR_NO_SYSTEM_RESOURCES", "the host has no resources left for this", "wait, or close shells on the host") \
    X(commitment_limit, 0x000005AF, WSMAN_C_QUOTA | WSMAN_C_RETRY, "ERROR_COMMITMENT_LIMIT", "the host's page file is exhausted", "free memory on the host") \
    X(timeout, 0x000005B4, WSMAN_C_TIMEOUT, "ERROR_TIMEOUT", "the operation exceeded its timeout", "raise the operation timeout") \
    X(rpc_s_server_unavailable, 0x000006BA, WSMAN_C_RETRY, "RPC_S_SERVER_UNAVAILABLE", "a service that the host depends on did not answer", "check that the service (often WMI, Winmgmt) runs on the host") \
    X(rpc_s_call_failed, 0x000006BE, WSMAN_C_NONE, "RPC_S_CALL_FAILED", "a call inside the host failed", "check that the service behind the request still runs") \
    X(ept_s_not_registered, 0x000006D9, WSMAN_C_RETRY, "EPT_S_NOT_REGISTERED", "a service that the host depends on is not registered yet", "wait until the host has started its services") \
    X(trusted_relationship_failure, 0x000006FD, WSMAN_C_ACCESS, "ERROR_TRUSTED_RELATIONSHIP_FAILURE", "the host has lost its trust with the domain", "repair the host's domain membership (Test-ComputerSecureChannel -Repair)") \
    X(account_expired, 0x00000701, WSMAN_C_RESTRICTED, "ERROR_ACCOUNT_EXPIRED", "the account has expired", "have it extended, or use another one") \
    X(password_must_change, 0x00000773, WSMAN_C_CREDENTIALS, "ERROR_PASSWORD_MUST_CHANGE", "the password must be changed before the first log-in", "set a new one and try again") \
    X(account_locked_out, 0x00000775, WSMAN_C_RESTRICTED, "ERROR_ACCOUNT_LOCKED_OUT", "the account is locked after too many wrong passwords", "wait or have it unlocked, then check the password before trying again") \
    X(winhttp_timeout, 0x00002EE2, WSMAN_C_TIMEOUT, "ERROR_WINHTTP_TIMEOUT", "an HTTP request of the host timed out", "check the network between the host and its target") \
    X(winhttp_name_not_resolved, 0x00002EE7, WSMAN_C_NONE, "ERROR_WINHTTP_NAME_NOT_RESOLVED", "the host cannot resolve a name", "check the name and the host's resolver") \
    X(winhttp_cannot_connect, 0x00002EFD, WSMAN_C_RETRY, "ERROR_WINHTTP_CANNOT_CONNECT", "the host cannot connect to its target", "check port and firewall of the target") \
    X(winhttp_secure_failure, 0x00002F8F, WSMAN_C_UNTRUSTED, "ERROR_WINHTTP_SECURE_FAILURE", "the host does not trust the certificate of its target", "install the authority's certificate on the host") \
    X(e_fail, 0x80004005, WSMAN_C_NONE, "E_FAIL", "the host failed and gave no reason", "see the event log on the host") \
    X(wbem_e_failed, 0x80041001, WSMAN_C_NONE, "WBEM_E_FAILED", "WMI failed and gave no reason", "see the WMI-Activity event log on the host") \
    X(wbem_e_not_found, 0x80041002, WSMAN_C_NONE, "WBEM_E_NOT_FOUND", "no such object in WMI", "check class, namespace and the values of the keys") \
    X(wbem_e_access_denied, 0x80041003, WSMAN_C_RIGHTS, "WBEM_E_ACCESS_DENIED", "WMI denies the user access to the namespace or class", "grant the user \"remote enable\" on the namespace (wmimgmt.msc)") \
    X(wbem_e_provider_failure, 0x80041004, WSMAN_C_NONE, "WBEM_E_PROVIDER_FAILURE", "the WMI provider failed", "see the WMI-Activity event log on the host") \
    X(wbem_e_type_mismatch, 0x80041005, WSMAN_C_NONE, "WBEM_E_TYPE_MISMATCH", "a value has the wrong type for its WMI property", "compare it with the class' definition") \
    X(wbem_e_out_of_memory, 0x80041006, WSMAN_C_QUOTA, "WBEM_E_OUT_OF_MEMORY", "WMI has no memory left for this", "ask for fewer objects at once") \
    X(wbem_e_invalid_parameter, 0x80041008, WSMAN_C_NONE, "WBEM_E_INVALID_PARAMETER", "WMI rejects a parameter as invalid", "check names and values against the class' definition") \
    X(wbem_e_not_available, 0x80041009, WSMAN_C_NONE, "WBEM_E_NOT_AVAILABLE", "the WMI resource is not available now", "try later, or check the device behind it") \
    X(wbem_e_not_supported, 0x8004100C, WSMAN_C_NONE, "WBEM_E_NOT_SUPPORTED", "WMI does not support this operation", "read the class' documentation for the ones that it supports") \
    X(wbem_e_invalid_namespace, 0x8004100E, WSMAN_C_NONE, "WBEM_E_INVALID_NAMESPACE", "no such WMI namespace", "check its spelling (root/cimv2), and that the role that brings it is installed") \
    X(wbem_e_invalid_object, 0x8004100F, WSMAN_C_NONE, "WBEM_E_INVALID_OBJECT", "WMI rejects the object as invalid", "compare its properties with the class' definition") \
    X(wbem_e_invalid_class, 0x80041010, WSMAN_C_NONE, "WBEM_E_INVALID_CLASS", "no such WMI class in this namespace", "check class and namespace; some classes come with a role or feature") \
    X(wbem_e_provider_not_found, 0x80041011, WSMAN_C_NONE, "WBEM_E_PROVIDER_NOT_FOUND", "the WMI provider is not registered", "reinstall the product that brings it") \
    X(wbem_e_provider_load_failure, 0x80041013, WSMAN_C_NONE, "WBEM_E_PROVIDER_LOAD_FAILURE", "the WMI provider cannot be loaded", "reinstall the product that brings it, or check its registration") \
    X(wbem_e_initialization_failure, 0x80041014, WSMAN_C_NONE, "WBEM_E_INITIALIZATION_FAILURE", "a part of WMI could not start", "restart the WMI service (Winmgmt) on the host") \
    X(wbem_e_transport_failure, 0x80041015, WSMAN_C_NONE, "WBEM_E_TRANSPORT_FAILURE", "WMI lost a connection inside the host", "restart the WMI service (Winmgmt) on the host") \
    X(wbem_e_invalid_operation, 0x80041016, WSMAN_C_NONE, "WBEM_E_INVALID_OPERATION", "WMI does not allow the operation here", "check that the class has instances and supports it") \
    X(wbem_e_invalid_query, 0x80041017, WSMAN_C_NONE, "WBEM_E_INVALID_QUERY", "the query is not valid WQL", "check its syntax and the names of properties") \
    X(wbem_e_invalid_query_type, 0x80041018, WSMAN_C_NONE, "WBEM_E_INVALID_QUERY_TYPE", "WMI does not know this query language", "use WQL") \
    X(wbem_e_already_exists, 0x80041019, WSMAN_C_NONE, "WBEM_E_ALREADY_EXISTS", "the WMI object exists already", "change it with put, or use other keys") \
    X(wbem_e_invalid_syntax, 0x80041021, WSMAN_C_NONE, "WBEM_E_INVALID_SYNTAX", "WMI rejects the path or text as malformed", "check quotes and separators") \
    X(wbem_e_read_only, 0x80041023, WSMAN_C_NONE, "WBEM_E_READ_ONLY", "the WMI property is read-only", "do not write it") \
    X(wbem_e_provider_not_capable, 0x80041024, WSMAN_C_NONE, "WBEM_E_PROVIDER_NOT_CAPABLE", "the WMI provider cannot do this", "read the class' documentation for what its provider supports") \
    X(wbem_e_value_out_of_range, 0x8004102B, WSMAN_C_NONE, "WBEM_E_VALUE_OUT_OF_RANGE", "a value is out of range for its WMI property", "give a value within the range of its type") \
    X(wbem_e_invalid_method, 0x8004102E, WSMAN_C_NONE, "WBEM_E_INVALID_METHOD", "the WMI class has no such method", "check the method's name") \
    X(wbem_e_invalid_method_parameters, 0x8004102F, WSMAN_C_NONE, "WBEM_E_INVALID_METHOD_PARAMETERS", "the parameters do not fit the WMI method", "compare names and types with the method's definition") \
    X(wbem_e_invalid_property, 0x80041031, WSMAN_C_NONE, "WBEM_E_INVALID_PROPERTY", "the WMI class has no such property", "check the property's name") \
    X(wbem_e_call_cancelled, 0x80041032, WSMAN_C_NONE, "WBEM_E_CALL_CANCELLED", "the WMI call was cancelled", "start it again if that was not intended") \
    X(wbem_e_shutting_down, 0x80041033, WSMAN_C_RETRY, "WBEM_E_SHUTTING_DOWN", "WMI is shutting down", "wait until the host has started again") \
    X(wbem_e_server_too_busy, 0x80041045, WSMAN_C_RETRY, "WBEM_E_SERVER_TOO_BUSY", "WMI is too busy", "wait and try again") \
    X(wbem_e_quota_violation, 0x8004106C, WSMAN_C_QUOTA, "WBEM_E_QUOTA_VIOLATION", "a quota of WMI was reached", "ask for fewer objects at once, or raise the provider host quotas") \
    X(wbem_e_timed_out, 0x80043001, WSMAN_C_TIMEOUT, "WBEM_E_TIMED_OUT", "the WMI call took too long", "raise the operation timeout") \
    X(e_accessdenied, 0x80070005, WSMAN_C_RIGHTS, "E_ACCESSDENIED", "the host denies access", "check the user's rights on the host and on the object") \
    X(e_outofmemory, 0x8007000E, WSMAN_C_QUOTA, "E_OUTOFMEMORY", "the host has no memory left for this", "send a smaller request, or free memory on the host") \
    X(e_invalidarg, 0x80070057, WSMAN_C_NONE, "E_INVALIDARG", "an argument of the request is not valid on the host", "check the options of the operation") \
    X(rpc_server_unavailable, 0x800706BA, WSMAN_C_RETRY, "HRESULT_RPC_S_SERVER_UNAVAILABLE", "a service that the host depends on did not answer", "check that the service (often WMI, Winmgmt) runs on the host") \
    X(sec_e_unsupported_function, 0x80090302, WSMAN_C_NONE, "SEC_E_UNSUPPORTED_FUNCTION", "the host's security package cannot do this", "choose another authentication scheme") \
    X(sec_e_invalid_token, 0x80090308, WSMAN_C_ACCESS, "SEC_E_INVALID_TOKEN", "the host did not understand the log-in token", "check that nothing between client and host changes the headers") \
    X(sec_e_logon_denied, 0x8009030C, WSMAN_C_CREDENTIALS, "SEC_E_LOGON_DENIED", "the log-in was refused", "check user name and password") \
    X(sec_e_no_credentials, 0x8009030E, WSMAN_C_CREDENTIALS, "SEC_E_NO_CREDENTIALS", "there are no credentials", "give user name and password, or get a ticket first (kinit)") \
    X(sec_e_no_authenticating_authority, 0x80090311, WSMAN_C_NONE, "SEC_E_NO_AUTHENTICATING_AUTHORITY", "no domain controller could be reached", "check the realm's name and the network path to it") \
    X(sec_e_wrong_principal, 0x80090322, WSMAN_C_UNTRUSTED, "SEC_E_WRONG_PRINCIPAL", "the host is not the principal of the ticket", "connect by the host's registered name, or correct its service principal name") \
    X(sec_e_time_skew, 0x80090324, WSMAN_C_NONE, "SEC_E_TIME_SKEW", "the clocks of client, host and domain differ too much", "set the clocks; Kerberos allows five minutes") \
    X(sec_e_untrusted_root, 0x80090325, WSMAN_C_UNTRUSTED, "SEC_E_UNTRUSTED_ROOT", "the certificate's authority is not trusted", "install the authority's certificate, or name it with ca_file") \
    X(sec_e_bad_bindings, 0x80090346, WSMAN_C_ACCESS, "SEC_E_BAD_BINDINGS", "the host refuses the log-in because its channel binding does not match", "connect to the host directly, not through a proxy that terminates TLS") \
    X(resource_not_found, 0x80338000, WSMAN_C_NONE, "ERROR_WSMAN_RESOURCE_NOT_FOUND", "the host has no resource with this URI", "check the resource URI and that its provider is installed") \
    X(invalid_actionuri, 0x80338001, WSMAN_C_NONE, "ERROR_WSMAN_INVALID_ACTIONURI", "the action is not valid for this resource", "check that the resource supports the operation") \
    X(invalid_uri, 0x80338002, WSMAN_C_NONE, "ERROR_WSMAN_INVALID_URI", "the resource URI is not valid", "check its spelling; namespaces begin with http://schemas…") \
    X(provider_failure, 0x80338003, WSMAN_C_NONE, "ERROR_WSMAN_PROVIDER_FAILURE", "the provider behind the resource failed", "the provider's detail and the host's event log say more") \
    X(batch_complete, 0x80338004, WSMAN_C_NONE, "ERROR_WSMAN_BATCH_COMPLETE", "the batch is complete", "request the next batch") \
    X(config_corrupted, 0x80338005, WSMAN_C_NONE, "ERROR_WSMAN_CONFIG_CORRUPTED", "the WinRM configuration of the host is damaged", "restore it there (winrm invoke restore winrm/config)") \
    X(pull_in_progress, 0x80338006, WSMAN_C_NONE, "ERROR_WSMAN_PULL_IN_PROGRESS", "another pull of this enumeration is still running", "wait for its answer before the next pull") \
    X(enumeration_closed, 0x80338007, WSMAN_C_NONE, "ERROR_WSMAN_ENUMERATION_CLOSED", "the enumeration is closed", "start it again") \
    X(subscription_closed, 0x80338008, WSMAN_C_NONE, "ERROR_WSMAN_SUBSCRIPTION_CLOSED", "the subscription is closed", "subscribe again") \
    X(unsupported_timeout, 0x8033800C, WSMAN_C_NONE, "ERROR_WSMAN_UNSUPPORTED_TIMEOUT", "the host does not accept this timeout", "choose a shorter or a longer operation timeout") \
    X(soap_version_mismatch, 0x8033800D, WSMAN_C_NONE, "ERROR_WSMAN_SOAP_VERSION_MISMATCH", "the host speaks another SOAP version", "check that path and port belong to a WS-Management service") \
    X(soap_data_encoding_unknown, 0x8033800E, WSMAN_C_NONE, "ERROR_WSMAN_SOAP_DATA_ENCODING_UNKNOWN", "the host does not know the SOAP encoding", "look at the recorded exchange") \
    X(invalid_message_information_header, 0x8033800F, WSMAN_C_NONE, "ERROR_WSMAN_INVALID_MESSAGE_INFORMATION_HEADER", "the host rejects an addressing header as invalid", "look at the recorded exchange for a proxy that changes messages") \
    X(soap_fault_must_understand, 0x80338010, WSMAN_C_NONE, "ERROR_WSMAN_SOAP_FAULT_MUST_UNDERSTAND", "the host does not understand a mandatory header", "leave out the option behind that header") \
    X(message_information_header_required, 0x80338011, WSMAN_C_NONE, "ERROR_WSMAN_MESSAGE_INFORMATION_HEADER_REQUIRED", "the request lacks an addressing header that the host requires", "look at the recorded exchange for a proxy that drops headers") \
    X(destination_unreachable, 0x80338012, WSMAN_C_NONE, "ERROR_WSMAN_DESTINATION_UNREACHABLE", "the host has no resource at this resource URI", "check resource URI and namespace") \
    X(action_not_supported, 0x80338013, WSMAN_C_NONE, "ERROR_WSMAN_ACTION_NOT_SUPPORTED", "the resource does not support this operation", "use an operation that the resource offers") \
    X(endpoint_unavailable, 0x80338014, WSMAN_C_RETRY, "ERROR_WSMAN_ENDPOINT_UNAVAILABLE", "the service exists but does not accept requests now", "wait and try again") \
    X(invalid_representation, 0x80338015, WSMAN_C_NONE, "ERROR_WSMAN_INVALID_REPRESENTATION", "the object does not match the resource", "compare its properties with the class") \
    X(enumerate_invalid_expiration_time, 0x80338016, WSMAN_C_NONE, "ERROR_WSMAN_ENUMERATE_INVALID_EXPIRATION_TIME", "the expiration of the enumeration is not valid", "leave it out, or give a duration") \
    X(enumerate_unsupported_expiration_time, 0x80338017, WSMAN_C_NONE, "ERROR_WSMAN_ENUMERATE_UNSUPPORTED_EXPIRATION_TIME", "the host does not accept this expiration of the enumeration", "leave it out") \
    X(enumerate_filtering_not_supported, 0x80338018, WSMAN_C_NONE, "ERROR_WSMAN_ENUMERATE_FILTERING_NOT_SUPPORTED", "the resource cannot filter", "enumerate all and filter here") \
    X(enumerate_filter_dialect_requested_unavailable, 0x80338019, WSMAN_C_NONE, "ERROR_WSMAN_ENUMERATE_FILTER_DIALECT_REQUESTED_UNAVAILABLE", "the host does not know this filter language", "use WQL or a selector filter") \
    X(enumerate_cannot_process_filter, 0x8033801A, WSMAN_C_NONE, "ERROR_WSMAN_ENUMERATE_CANNOT_PROCESS_FILTER", "the host cannot process the filter of the enumeration", "check its syntax and names") \
    X(enumerate_invalid_enumeration_context, 0x8033801B, WSMAN_C_NONE, "ERROR_WSMAN_ENUMERATE_INVALID_ENUMERATION_CONTEXT", "the enumeration no longer exists on the host", "start it again; contexts expire when they are not pulled") \
    X(enumerate_timed_out, 0x8033801C, WSMAN_C_TIMEOUT, "ERROR_WSMAN_ENUMERATE_TIMED_OUT", "the host had no items for the enumeration in time", "pull again; the enumeration is still valid") \
    X(enumerate_unable_to_renew, 0x8033801D, WSMAN_C_NONE, "ERROR_WSMAN_ENUMERATE_UNABLE_TO_RENEW", "the host does not renew the enumeration", "pull faster, or start it again") \
    X(eventing_delivery_mode_requested_unavailable, 0x8033801E, WSMAN_C_NONE, "ERROR_WSMAN_EVENTING_DELIVERY_MODE_REQUESTED_UNAVAILABLE", "the host does not offer this delivery mode", "use pull delivery") \
    X(eventing_invalid_expiration_time, 0x8033801F, WSMAN_C_NONE, "ERROR_WSMAN_EVENTING_INVALID_EXPIRATION_TIME", "the expiration of the subscription is not valid", "give a duration in the future") \
    X(eventing_unsupported_expiration_type, 0x80338020, WSMAN_C_NONE, "ERROR_WSMAN_EVENTING_UNSUPPORTED_EXPIRATION_TYPE", "the host accepts durations, not points in time", "give the expiration as a duration") \
    X(eventing_filtering_not_supported, 0x80338021, WSMAN_C_NONE, "ERROR_WSMAN_EVENTING_FILTERING_NOT_SUPPORTED", "the event source cannot filter", "subscribe to all and filter here") \
    X(eventing_filtering_requested_unavailable, 0x80338022, WSMAN_C_NONE, "ERROR_WSMAN_EVENTING_FILTERING_REQUESTED_UNAVAILABLE", "the event source does not know this filter language", "use the query language of the source") \
    X(eventing_source_unable_to_process, 0x80338023, WSMAN_C_NONE, "ERROR_WSMAN_EVENTING_SOURCE_UNABLE_TO_PROCESS", "the event source cannot take the subscription", "see the text of the host") \
    X(eventing_unable_to_renew, 0x80338024, WSMAN_C_NONE, "ERROR_WSMAN_EVENTING_UNABLE_TO_RENEW", "the host does not renew the subscription", "subscribe again") \
    X(eventing_invalid_message, 0x80338025, WSMAN_C_NONE, "ERROR_WSMAN_EVENTING_INVALID_MESSAGE", "the host rejects the eventing message as invalid", "look at the recorded exchange") \
    X(envelope_too_large, 0x80338026, WSMAN_C_NONE, "ERROR_WSMAN_ENVELOPE_TOO_LARGE", "the envelope is larger than the receiver accepts", "send smaller pieces, or raise MaxEnvelopeSizekb on both sides") \
    X(invalid_soap_body, 0x80338027, WSMAN_C_NONE, "ERROR_WSMAN_INVALID_SOAP_BODY", "the host rejects the SOAP body as invalid", "look at the recorded exchange") \
    X(operation_timedout, 0x80338029, WSMAN_C_TIMEOUT, "ERROR_WSMAN_OPERATION_TIMEDOUT", "the host had no answer within the operation timeout", "raise operation_timeout; the client repeats a Receive by itself") \
    X(unsupported_encoding, 0x8033802C, WSMAN_C_NONE, "ERROR_WSMAN_UNSUPPORTED_ENCODING", "the host does not accept the encoding of the request", "send UTF-8: leave utf16 off") \
    X(uri_limit, 0x8033802D, WSMAN_C_NONE, "ERROR_WSMAN_URI_LIMIT", "the URI is longer than the host accepts", "shorten the resource URI") \
    X(invalid_proposed_id, 0x8033802E, WSMAN_C_NONE, "ERROR_WSMAN_INVALID_PROPOSED_ID", "the host refuses the proposed identifier", "let the host choose it") \
    X(invalid_batch_parameter, 0x8033802F, WSMAN_C_NONE, "ERROR_WSMAN_INVALID_BATCH_PARAMETER", "a batch parameter is not valid", "check the number of elements and the requested sizes") \
    X(no_ack, 0x80338030, WSMAN_C_NONE, "ERROR_WSMAN_NO_ACK", "the event was not acknowledged in time", "acknowledge each delivery") \
    X(action_mismatch, 0x80338031, WSMAN_C_NONE, "ERROR_WSMAN_ACTION_MISMATCH", "SOAP action and HTTP header differ", "look at the recorded exchange for a proxy that changes messages") \
    X(concurrency, 0x80338032, WSMAN_C_RETRY, "ERROR_WSMAN_CONCURRENCY", "another client is changing the same object", "wait and try again") \
    X(already_exists, 0x80338033, WSMAN_C_NONE, "ERROR_WSMAN_ALREADY_EXISTS", "the object exists already", "change it with put, or use other keys") \
    X(delivery_refused, 0x80338034, WSMAN_C_NONE, "ERROR_WSMAN_DELIVERY_REFUSED", "the receiver of events refused the delivery", "subscribe again if the events are still wanted") \
    X(encoding_limit, 0x80338035, WSMAN_C_NONE, "ERROR_WSMAN_ENCODING_LIMIT", "the request exceeds an internal limit of the host", "send smaller pieces") \
    X(failed_authentication, 0x80338036, WSMAN_C_CREDENTIALS, "ERROR_WSMAN_FAILED_AUTHENTICATION", "the log-in failed", "check user, password and scheme") \
    X(incompatible_epr, 0x80338037, WSMAN_C_NONE, "ERROR_WSMAN_INCOMPATIBLE_EPR", "the endpoint reference does not fit the service", "ask the host for a new one") \
    X(invalid_bookmark, 0x80338038, WSMAN_C_NONE, "ERROR_WSMAN_INVALID_BOOKMARK", "the bookmark is not valid", "start from the earliest or the latest event") \
    X(invalid_options, 0x80338039, WSMAN_C_NONE, "ERROR_WSMAN_INVALID_OPTIONS", "the host does not accept one of the options", "leave out the options that the host does not know") \
    X(wsman_invalid_parameter, 0x8033803A, WSMAN_C_NONE, "ERROR_WSMAN_INVALID_PARAMETER", "a parameter of the operation is not valid", "check it against the class' or shell's definition") \
    X(invalid_resource_uri, 0x8033803B, WSMAN_C_NONE, "ERROR_WSMAN_INVALID_RESOURCE_URI", "the resource URI is missing or malformed", "check its spelling") \
    X(invalid_system, 0x8033803C, WSMAN_C_NONE, "ERROR_WSMAN_INVALID_SYSTEM", "the system that the request names does not exist", "check the host name in the request") \
    X(invalid_selectors, 0x8033803D, WSMAN_C_NONE, "ERROR_WSMAN_INVALID_SELECTORS", "the selectors do not fit the resource", "use exactly the keys of the class") \
    X(quota_limit, 0x8033803F, WSMAN_C_QUOTA | WSMAN_C_RETRY, "ERROR_WSMAN_QUOTA_LIMIT", "a quota of the service was reached", "wait, or raise the quota in the host's WinRM configuration") \
    X(rename_failure, 0x80338040, WSMAN_C_NONE, "ERROR_WSMAN_RENAME_FAILURE", "the rename failed", "check that the new keys are free") \
    X(schema_validation_error, 0x80338041, WSMAN_C_NONE, "ERROR_WSMAN_SCHEMA_VALIDATION_ERROR", "the host reports that the XML violates its schema", "check the names, order and values of the sent XML") \
    X(unsupported_feature, 0x80338042, WSMAN_C_NONE, "ERROR_WSMAN_UNSUPPORTED_FEATURE", "the host lacks a feature that the request uses", "leave the option out") \
    X(invalid_xml, 0x80338043, WSMAN_C_NONE, "ERROR_WSMAN_INVALID_XML", "the host rejects the XML as invalid", "look at the recorded exchange") \
    X(invalid_key, 0x80338044, WSMAN_C_NONE, "ERROR_WSMAN_INVALID_KEY", "a key in the request is not valid", "check the selectors") \
    X(max_envelope_size, 0x80338047, WSMAN_C_NONE, "ERROR_WSMAN_MAX_ENVELOPE_SIZE", "the requested envelope size is larger than the host accepts", "lower max_envelope_size_kb, or raise MaxEnvelopeSizekb on the host") \
    X(max_envelope_size_exceeded, 0x80338048, WSMAN_C_NONE, "ERROR_WSMAN_MAX_ENVELOPE_SIZE_EXCEEDED", "the answer would be larger than the requested envelope size", "raise max_envelope_size_kb, or ask for fewer objects at once") \
    X(server_envelope_limit, 0x80338049, WSMAN_C_NONE, "ERROR_WSMAN_SERVER_ENVELOPE_LIMIT", "the answer would be larger than the host's envelope limit", "raise MaxEnvelopeSizekb on the host, or ask for less at once") \
    X(selector_limit, 0x8033804A, WSMAN_C_NONE, "ERROR_WSMAN_SELECTOR_LIMIT", "the request has more selectors than the host accepts", "give only the keys of the class") \
    X(option_limit, 0x8033804B, WSMAN_C_NONE, "ERROR_WSMAN_OPTION_LIMIT", "the request has more options than the host accepts", "give fewer options") \
    X(character_set, 0x8033804C, WSMAN_C_NONE, "ERROR_WSMAN_CHARACTER_SET", "the host does not accept the character set", "send UTF-8: leave utf16 off") \
    X(filtering_required, 0x8033804F, WSMAN_C_NONE, "ERROR_WSMAN_FILTERING_REQUIRED", "the resource is too large to be enumerated without a filter", "give a filter") \
    X(bookmark_expired, 0x80338050, WSMAN_C_NONE, "ERROR_WSMAN_BOOKMARK_EXPIRED", "the events behind the bookmark are gone", "start from the earliest event that is left") \
    X(options_not_supported, 0x80338051, WSMAN_C_NONE, "ERROR_WSMAN_OPTIONS_NOT_SUPPORTED", "the host cannot comply with a mandatory option", "do not mark the option as must_comply") \
    X(options_invalid_name, 0x80338052, WSMAN_C_NONE, "ERROR_WSMAN_OPTIONS_INVALID_NAME", "the host does not know an option's name", "check the spelling of the options") \
    X(options_invalid_value, 0x80338053, WSMAN_C_NONE, "ERROR_WSMAN_OPTIONS_INVALID_VALUE", "an option has a value that the host does not accept", "check the value against the option's type") \
    X(parameter_type_mismatch, 0x80338054, WSMAN_C_NONE, "ERROR_WSMAN_PARAMETER_TYPE_MISMATCH", "a parameter has the wrong type", "compare it with the method's definition") \
    X(invalid_parameter_name, 0x80338055, WSMAN_C_NONE, "ERROR_WSMAN_INVALID_PARAMETER_NAME", "the method has no parameter of this name", "compare the names with the method's definition") \
    X(invalid_xml_values, 0x80338056, WSMAN_C_NONE, "ERROR_WSMAN_INVALID_XML_VALUES", "the XML contains values that do not match the class", "compare them with the class' definition") \
    X(invalid_xml_missing_values, 0x80338057, WSMAN_C_NONE, "ERROR_WSMAN_INVALID_XML_MISSING_VALUES", "the XML lacks a value that is needed", "give all properties that the class requires") \
    X(invalid_xml_namespace, 0x80338058, WSMAN_C_NONE, "ERROR_WSMAN_INVALID_XML_NAMESPACE", "the XML has the wrong namespace", "use the namespace of the class, which is its resource URI") \
    X(invalid_xml_fragment, 0x80338059, WSMAN_C_NONE, "ERROR_WSMAN_INVALID_XML_FRAGMENT", "the XML fragment does not fit the fragment path", "send the element that the path names") \
    X(insuffcient_selectors, 0x8033805A, WSMAN_C_NONE, "ERROR_WSMAN_INSUFFCIENT_SELECTORS", "selectors are missing", "give all keys of the class") \
    X(unexpected_selectors, 0x8033805B, WSMAN_C_GONE, "ERROR_WSMAN_UNEXPECTED_SELECTORS", "the host has no object with these selectors; a shell was closed, reached its idle timeout or was lost in a restart", "open a new shell, or check the keys of the object") \
    X(selector_typemismatch, 0x8033805C, WSMAN_C_NONE, "ERROR_WSMAN_SELECTOR_TYPEMISMATCH", "a selector has a value of the wrong type", "compare it with the key's type") \
    X(invalid_selector_value, 0x8033805D, WSMAN_C_NONE, "ERROR_WSMAN_INVALID_SELECTOR_VALUE", "a selector has an invalid value", "check the value of the key") \
    X(ambiguous_selectors, 0x8033805E, WSMAN_C_NONE, "ERROR_WSMAN_AMBIGUOUS_SELECTORS", "the selectors name several objects", "give all keys") \
    X(duplicate_selectors, 0x8033805F, WSMAN_C_NONE, "ERROR_WSMAN_DUPLICATE_SELECTORS", "a selector is given twice", "give each key once") \
    X(target_already_exists, 0x80338063, WSMAN_C_NONE, "ERROR_WSMAN_TARGET_ALREADY_EXISTS", "the target exists already", "choose other keys") \
    X(operation_timeout_not_supported, 0x80338066, WSMAN_C_NONE, "ERROR_WSMAN_OPERATION_TIMEOUT_NOT_SUPPORTED", "the host does not accept an operation timeout", "set it to 0, so that none is sent") \
    X(locale_not_supported, 0x80338067, WSMAN_C_NONE, "ERROR_WSMAN_LOCALE_NOT_SUPPORTED", "the host does not have the locale", "choose another, or leave it empty") \
    X(fragment_transfer_not_supported, 0x80338077, WSMAN_C_NONE, "ERROR_WSMAN_FRAGMENT_TRANSFER_NOT_SUPPORTED", "the resource has no fragment transfer", "transfer the whole object") \
    X(min_envelope_size, 0x8033807E, WSMAN_C_NONE, "ERROR_WSMAN_MIN_ENVELOPE_SIZE", "the requested envelope size is too small", "give at least 8 KB") \
    X(epr_nesting_exceeded, 0x8033807F, WSMAN_C_NONE, "ERROR_WSMAN_EPR_NESTING_EXCEEDED", "endpoint references are nested too deep", "ask for a flat reference") \
    X(invalid_timeout_header, 0x80338081, WSMAN_C_NONE, "ERROR_WSMAN_INVALID_TIMEOUT_HEADER", "the host rejects the operation timeout as invalid", "give a positive timeout") \
    X(cert_not_found, 0x80338082, WSMAN_C_NONE, "ERROR_WSMAN_CERT_NOT_FOUND", "the certificate does not exist on the host", "check its thumbprint and store") \
    X(plugin_failed, 0x80338083, WSMAN_C_NONE, "ERROR_WSMAN_PLUGIN_FAILED", "a plug-in of the service failed", "see the Windows Remote Management event log on the host") \
    X(enumeration_mode_unsupported, 0x80338086, WSMAN_C_NONE, "ERROR_WSMAN_ENUMERATION_MODE_UNSUPPORTED", "the resource does not offer this enumeration mode", "ask for objects only") \
    X(mustunderstand_on_locale_unsupported, 0x80338087, WSMAN_C_NONE, "ERROR_WSMAN_MUSTUNDERSTAND_ON_LOCALE_UNSUPPORTED", "the host refuses a locale header that it must understand", "send the header without mustUnderstand") \
    X(fragment_dialect_requested_unavailable, 0x80338090, WSMAN_C_NONE, "ERROR_WSMAN_FRAGMENT_DIALECT_REQUESTED_UNAVAILABLE", "the host does not know the language of the fragment path", "use XPath level 1 of WS-Management") \
    X(missing_fragment_path, 0x80338091, WSMAN_C_NONE, "ERROR_WSMAN_MISSING_FRAGMENT_PATH", "the fragment path is missing", "give the path of the property") \
    X(invalid_fragment_dialect, 0x80338092, WSMAN_C_NONE, "ERROR_WSMAN_INVALID_FRAGMENT_DIALECT", "the dialect of the fragment path is invalid", "leave it out") \
    X(invalid_fragment_path, 0x80338093, WSMAN_C_NONE, "ERROR_WSMAN_INVALID_FRAGMENT_PATH", "the fragment path is invalid", "write it as Property, Property[1] or Property/text()") \
    X(eventing_incompatible_batchparams_and_deliverymode, 0x80338094, WSMAN_C_NONE, "ERROR_WSMAN_EVENTING_INCOMPATIBLE_BATCHPARAMS_AND_DELIVERYMODE", "batch settings do not fit the delivery mode", "use a batched mode, or drop the settings") \
    X(eventing_invalid_endto_addresss, 0x80338096, WSMAN_C_NONE, "ERROR_WSMAN_EVENTING_INVALID_ENDTO_ADDRESSS", "the address for the end of the subscription is invalid", "use the address of the events") \
    X(session_already_closed, 0x80338098, WSMAN_C_NONE, "ERROR_WSMAN_SESSION_ALREADY_CLOSED", "the session is closed already", "make a new one") \
    X(provider_load_failed, 0x8033809A, WSMAN_C_NONE, "ERROR_WSMAN_PROVIDER_LOAD_FAILED", "the provider behind the resource cannot be loaded", "reinstall the product that brings it") \
    X(invalid_hostname_pattern, 0x8033809F, WSMAN_C_NONE, "ERROR_WSMAN_INVALID_HOSTNAME_PATTERN", "an entry of the trusted hosts is malformed", "write names, addresses, <local>, or one * an entry, separated by commas") \
    X(creds_passed_with_no_auth_flag, 0x803380AB, WSMAN_C_NONE, "ERROR_WSMAN_CREDS_PASSED_WITH_NO_AUTH_FLAG", "credentials were given to a session without authentication", "leave them out, or choose an authentication flag") \
    X(client_invalid_flag, 0x803380AC, WSMAN_C_NONE, "ERROR_WSMAN_CLIENT_INVALID_FLAG", "the flags contain an undefined bit, or two that exclude each other", "check the combination of flags") \
    X(client_multiple_auth_flags, 0x803380AD, WSMAN_C_NONE, "ERROR_WSMAN_CLIENT_MULTIPLE_AUTH_FLAGS", "more than one authentication scheme was requested", "choose one of the authentication flags") \
    X(client_spn_wrong_auth, 0x803380AE, WSMAN_C_NONE, "ERROR_WSMAN_CLIENT_SPN_WRONG_AUTH", "the port in the service principal name needs Negotiate or Kerberos", "drop enable_spn_server_port, or choose one of the two") \
    X(client_cert_unneeded_creds, 0x803380AF, WSMAN_C_NONE, "ERROR_WSMAN_CLIENT_CERT_UNNEEDED_CREDS", "a certificate was given, but the log-in does not use it", "leave it out, or choose use_client_certificate") \
    X(client_username_password_needed, 0x803380B0, WSMAN_C_NONE, "ERROR_WSMAN_CLIENT_USERNAME_PASSWORD_NEEDED", "the scheme needs user name and password", "give credentials") \
    X(client_cert_unneeded_username, 0x803380B1, WSMAN_C_NONE, "ERROR_WSMAN_CLIENT_CERT_UNNEEDED_USERNAME", "a log-in by certificate uses no user name", "leave user name and password out") \
    X(client_credentials_needed, 0x803380B2, WSMAN_C_NONE, "ERROR_WSMAN_CLIENT_CREDENTIALS_NEEDED", "the flags announce credentials, but none were given", "give user name and password") \
    X(client_credentials_flag_needed, 0x803380B3, WSMAN_C_NONE, "ERROR_WSMAN_CLIENT_CREDENTIALS_FLAG_NEEDED", "credentials were given without the flag cred_username_password", "add cred_username_password") \
    X(client_cert_needed, 0x803380B4, WSMAN_C_NONE, "ERROR_WSMAN_CLIENT_CERT_NEEDED", "a log-in by certificate needs a certificate", "give certificate and key") \
    X(client_local_invalid_creds, 0x803380B8, WSMAN_C_NONE, "ERROR_WSMAN_CLIENT_LOCAL_INVALID_CREDS", "a local session takes no credentials", "name the host, or leave the credentials out") \
    X(client_local_invalid_connection_options, 0x803380B9, WSMAN_C_NONE, "ERROR_WSMAN_CLIENT_LOCAL_INVALID_CONNECTION_OPTIONS", "a local session takes no connection options", "name the host, or leave the options out") \
    X(client_unencrypted_http_only, 0x803380D7, WSMAN_C_NONE, "ERROR_WSMAN_CLIENT_UNENCRYPTED_HTTP_ONLY", "unencrypted messages are possible over http only, and https is bound", "drop no_encryption, or connect by http") \
    X(cannot_use_certificates_for_http, 0x803380D8, WSMAN_C_NONE, "ERROR_WSMAN_CANNOT_USE_CERTIFICATES_FOR_HTTP", "certificates and their checks are possible over https only", "connect by https, or drop the certificate option") \
    X(connectionstr_invalid, 0x803380D9, WSMAN_C_NONE, "ERROR_WSMAN_CONNECTIONSTR_INVALID", "the connection string is malformed", "write it as [http://|https://]host[:port][/path], IPv6 addresses in brackets") \
    X(transport_not_supported, 0x803380DA, WSMAN_C_NONE, "ERROR_WSMAN_TRANSPORT_NOT_SUPPORTED", "the transport of the connection string is unknown", "use http:// or https://") \
    X(port_invalid, 0x803380DB, WSMAN_C_NONE, "ERROR_WSMAN_PORT_INVALID", "the port is not valid", "give a number from 1 to 65535") \
    X(client_unencrypted_disabled, 0x803380DE, WSMAN_C_NONE, "ERROR_WSMAN_CLIENT_UNENCRYPTED_DISABLED", "clear text is disabled in the client policy", "use https, or set allow_unencrypted and no_encryption") \
    X(client_basic_authentication_disabled, 0x803380DF, WSMAN_C_NONE, "ERROR_WSMAN_CLIENT_BASIC_AUTHENTICATION_DISABLED", "Basic is disabled in the client policy", "choose another scheme, or set allow_basic") \
    X(client_digest_authentication_disabled, 0x803380E0, WSMAN_C_NONE, "ERROR_WSMAN_CLIENT_DIGEST_AUTHENTICATION_DISABLED", "Digest is disabled in the client policy", "choose another scheme, or set allow_digest") \
    X(client_negotiate_authentication_disabled, 0x803380E1, WSMAN_C_NONE, "ERROR_WSMAN_CLIENT_NEGOTIATE_AUTHENTICATION_DISABLED", "Negotiate is disabled in the client policy", "choose another scheme, or set allow_negotiate") \
    X(client_kerberos_authentication_disabled, 0x803380E2, WSMAN_C_NONE, "ERROR_WSMAN_CLIENT_KERBEROS_AUTHENTICATION_DISABLED", "Kerberos is disabled in the client policy", "choose another scheme, or set allow_kerberos") \
    X(client_certificates_authentication_disabled, 0x803380E3, WSMAN_C_NONE, "ERROR_WSMAN_CLIENT_CERTIFICATES_AUTHENTICATION_DISABLED", "certificate log-in is disabled in the client policy", "choose another scheme, or set allow_certificate") \
    X(server_not_trusted, 0x803380E4, WSMAN_C_NONE, "ERROR_WSMAN_SERVER_NOT_TRUSTED", "over http the host cannot prove its identity, and it is not trusted", "use https, or name the host in trusted_hosts") \
    X(explicit_credentials_required, 0x803380E5, WSMAN_C_NONE, "ERROR_WSMAN_EXPLICIT_CREDENTIALS_REQUIRED", "Negotiate would send the credentials of the current user to this host", "give user name and password, or allow_negotiate_implicit_credentials over https") \
    X(cannot_change_keys, 0x803380ED, WSMAN_C_NONE, "ERROR_WSMAN_CANNOT_CHANGE_KEYS", "a key property cannot be changed", "do not change the keys, or create a new object") \
    X(cert_invalid_usage, 0x803380EE, WSMAN_C_NONE, "ERROR_WSMAN_CERT_INVALID_USAGE", "the certificate is not valid for server authentication", "use a certificate for server authentication") \
    X(response_no_results, 0x803380EF, WSMAN_C_NONE, "ERROR_WSMAN_RESPONSE_NO_RESULTS", "the answer contains no result", "look at the recorded exchange") \
    X(create_response_no_epr, 0x803380F0, WSMAN_C_NONE, "ERROR_WSMAN_CREATE_RESPONSE_NO_EPR", "the answer to a Create contains no endpoint reference", "look at the recorded exchange") \
    X(response_invalid_enumeration_context, 0x803380F1, WSMAN_C_NONE, "ERROR_WSMAN_RESPONSE_INVALID_ENUMERATION_CONTEXT", "the answer contains no valid enumeration context", "look at the recorded exchange") \
    X(response_no_xml_fragment_wrapper, 0x803380F2, WSMAN_C_NONE, "ERROR_WSMAN_RESPONSE_NO_XML_FRAGMENT_WRAPPER", "the answer to a fragment transfer lacks its wrapper", "transfer the whole object instead") \
    X(response_invalid_message_information_header, 0x803380F3, WSMAN_C_NONE, "ERROR_WSMAN_RESPONSE_INVALID_MESSAGE_INFORMATION_HEADER", "the answer has a missing or invalid addressing header", "look at the recorded exchange") \
    X(response_no_soap_header_body, 0x803380F4, WSMAN_C_NONE, "ERROR_WSMAN_RESPONSE_NO_SOAP_HEADER_BODY", "the answer is not a SOAP envelope", "check host, port and path; this may not be a WS-Management service") \
    X(http_no_response_data, 0x803380F5, WSMAN_C_NONE, "ERROR_WSMAN_HTTP_NO_RESPONSE_DATA", "the HTTP answer is empty", "the host may refuse the log-in or the size of the request") \
    X(response_invalid_soap_fault, 0x803380F6, WSMAN_C_NONE, "ERROR_WSMAN_RESPONSE_INVALID_SOAP_FAULT", "the fault in the answer is malformed", "look at the recorded exchange") \
    X(http_invalid_content_type_in_response_data, 0x803380F7, WSMAN_C_NONE, "ERROR_WSMAN_HTTP_INVALID_CONTENT_TYPE_IN_RESPONSE_DATA", "the content type of the answer is not that of SOAP", "check host, port and path; this may be another service") \
    X(http_content_type_missmatch_response_data, 0x803380F8, WSMAN_C_NONE, "ERROR_WSMAN_HTTP_CONTENT_TYPE_MISSMATCH_RESPONSE_DATA", "the encoding of the answer differs from that of the request", "leave utf16 off") \
    X(cannot_decrypt, 0x803380F9, WSMAN_C_NONE, "ERROR_WSMAN_CANNOT_DECRYPT", "the sealed answer cannot be decrypted", "connect again; an intermediary may have changed the answer") \
    X(invalid_uri_wmi_singleton, 0x803380FA, WSMAN_C_NONE, "ERROR_WSMAN_INVALID_URI_WMI_SINGLETON", "the class has instances, and no keys were given", "give the keys as selectors, or enumerate the class") \
    X(invalid_uri_wmi_enum_wql, 0x803380FB, WSMAN_C_NONE, "ERROR_WSMAN_INVALID_URI_WMI_ENUM_WQL", "a WQL query needs the class * in the resource URI, and no selectors", "write the URI as …/wmi/root/cimv2/*") \
    X(no_identify_for_local_session, 0x803380FC, WSMAN_C_NONE, "ERROR_WSMAN_NO_IDENTIFY_FOR_LOCAL_SESSION", "a local session has no Identify", "name the host") \
    X(no_push_subscription_for_local_session, 0x803380FD, WSMAN_C_NONE, "ERROR_WSMAN_NO_PUSH_SUBSCRIPTION_FOR_LOCAL_SESSION", "a local session has no push subscriptions", "name the host") \
    X(wmi_invalid_value, 0x80338103, WSMAN_C_NONE, "ERROR_WSMAN_WMI_INVALID_VALUE", "WMI does not accept a value", "compare it with the property's type and range") \
    X(wmi_svc_access_denied, 0x80338104, WSMAN_C_RIGHTS, "ERROR_WSMAN_WMI_SVC_ACCESS_DENIED", "WMI denies the user access", "grant the user rights on the namespace (wmimgmt.msc)") \
    X(wmi_provider_access_denied, 0x80338105, WSMAN_C_RIGHTS, "ERROR_WSMAN_WMI_PROVIDER_ACCESS_DENIED", "the WMI provider denies the user access", "use an account with more rights") \
    X(wmi_cannot_connect_access_denied, 0x80338106, WSMAN_C_RIGHTS, "ERROR_WSMAN_WMI_CANNOT_CONNECT_ACCESS_DENIED", "the user may not connect to the WMI namespace", "grant the user \"remote enable\" on it (wmimgmt.msc)") \
    X(invalid_filter_xml, 0x80338107, WSMAN_C_NONE, "ERROR_WSMAN_INVALID_FILTER_XML", "the filter is not valid XML", "check it, or mark it as text") \
    X(invalid_fragment_path_blank, 0x80338109, WSMAN_C_NONE, "ERROR_WSMAN_INVALID_FRAGMENT_PATH_BLANK", "the fragment path is blank", "give the path of the property") \
    X(invalid_characters_in_response, 0x8033810A, WSMAN_C_NONE, "ERROR_WSMAN_INVALID_CHARACTERS_IN_RESPONSE", "the answer contains characters that XML forbids", "look at the recorded exchange") \
    X(kerberos_ipaddress, 0x8033810B, WSMAN_C_NONE, "ERROR_WSMAN_KERBEROS_IPADDRESS", "Kerberos cannot log in to an IP address", "connect by the host's name") \
    X(client_workgroup_no_kerberos, 0x8033810C, WSMAN_C_NONE, "ERROR_WSMAN_CLIENT_WORKGROUP_NO_KERBEROS", "the current user of a client outside a domain has no Kerberos credentials", "give user name and password, or set domain_joined if there is a ticket") \
    X(server_destination_localhost, 0x8033810E, WSMAN_C_NONE, "ERROR_WSMAN_SERVER_DESTINATION_LOCALHOST", "Kerberos cannot log in to localhost, 127.0.0.1 or [::1]", "connect by the computer's name, or use Negotiate") \
    X(unknown_http_status_returned, 0x8033810F, WSMAN_C_NONE, "ERROR_WSMAN_UNKNOWN_HTTP_STATUS_RETURNED", "the host answered with an unexpected HTTP status", "check host, port and path; this may be another service") \
    X(unsupported_http_status_redirect, 0x80338110, WSMAN_C_NONE, "ERROR_WSMAN_UNSUPPORTED_HTTP_STATUS_REDIRECT", "the host redirects in a way that is not supported", "connect to the location yourself if you trust it") \
    X(http_request_too_large_status, 0x80338111, WSMAN_C_NONE, "ERROR_WSMAN_HTTP_REQUEST_TOO_LARGE_STATUS", "the request is larger than the host accepts", "lower max_envelope_size_kb, or raise MaxEnvelopeSizekb on the host") \
    X(http_service_unavailable_status, 0x80338112, WSMAN_C_RETRY, "ERROR_WSMAN_HTTP_SERVICE_UNAVAILABLE_STATUS", "the host refuses connections, or its service is not ready", "check port and service (winrm quickconfig), or wait until it has started") \
    X(http_not_found_status, 0x80338113, WSMAN_C_NONE, "ERROR_WSMAN_HTTP_NOT_FOUND_STATUS", "the host has no such path", "check the path (wsman is the default)") \
    X(invalid_selector_name, 0x80338118, WSMAN_C_NONE, "ERROR_WSMAN_INVALID_SELECTOR_NAME", "the class has no key of this name", "check the names of the selectors") \
    X(invalid_header, 0x8033811B, WSMAN_C_NONE, "ERROR_WSMAN_INVALID_HEADER", "the host rejects a header as invalid", "look at the recorded exchange") \
    X(max_elements_not_supported, 0x8033811D, WSMAN_C_NONE, "ERROR_WSMAN_MAX_ELEMENTS_NOT_SUPPORTED", "the host does not accept this number of elements", "ask for fewer elements at once") \
    X(wmi_provider_invalid_parameter, 0x8033811E, WSMAN_C_NONE, "ERROR_WSMAN_WMI_PROVIDER_INVALID_PARAMETER", "the WMI provider rejects a parameter as invalid", "compare the values with the class' definition") \
    X(client_multiple_enum_mode_flags, 0x8033811F, WSMAN_C_NONE, "ERROR_WSMAN_CLIENT_MULTIPLE_ENUM_MODE_FLAGS", "more than one enumeration mode was requested", "choose one of objects, references, or both together") \
    X(winrs_client_invalid_flag, 0x80338120, WSMAN_C_NONE, "ERROR_WINRS_CLIENT_INVALID_FLAG", "a flag of the shell operation is not valid", "check the flags") \
    X(cannot_process_filter, 0x80338122, WSMAN_C_NONE, "ERROR_WSMAN_CANNOT_PROCESS_FILTER", "the host cannot process the filter", "check its syntax and names") \
    X(network_timedout, 0x80338126, WSMAN_C_TIMEOUT, "ERROR_WSMAN_NETWORK_TIMEDOUT", "the host did not answer in time, or cannot be reached", "check name, port and firewall, or raise the timeouts") \
    X(winrs_receive_in_progress, 0x80338127, WSMAN_C_NONE, "ERROR_WINRS_RECEIVE_IN_PROGRESS", "another Receive of this command is still running", "wait for its answer first") \
    X(winrs_receive_no_response_data, 0x80338128, WSMAN_C_NONE, "ERROR_WINRS_RECEIVE_NO_RESPONSE_DATA", "the answer to a Receive contains no data", "look at the recorded exchange") \
    X(polymorphism_mode_unsupported, 0x80338137, WSMAN_C_NONE, "ERROR_WSMAN_POLYMORPHISM_MODE_UNSUPPORTED", "a query cannot be combined with shallow or base-properties enumeration", "drop the hierarchy flag") \
    X(request_not_supported_at_service, 0x80338138, WSMAN_C_NONE, "ERROR_WSMAN_REQUEST_NOT_SUPPORTED_AT_SERVICE", "the service does not support this request", "check the Windows version of the host") \
    X(eventing_nondomainjoined_publisher, 0x8033813D, WSMAN_C_NONE, "ERROR_WSMAN_EVENTING_NONDOMAINJOINED_PUBLISHER", "an event source outside a domain cannot push with this log-in", "use pull delivery, or a certificate") \
    X(eventing_nondomainjoined_collector, 0x8033813E, WSMAN_C_NONE, "ERROR_WSMAN_EVENTING_NONDOMAINJOINED_COLLECTOR", "an event collector outside a domain cannot be used with this log-in", "use pull delivery, or a certificate") \
    X(winrs_code_page_not_supported, 0x80338140, WSMAN_C_NONE, "ERROR_WINRS_CODE_PAGE_NOT_SUPPORTED", "the host does not have the code page of the shell", "choose another code page; 65001 is UTF-8") \
    X(client_enum_received_too_many_items, 0x80338143, WSMAN_C_NONE, "ERROR_WSMAN_CLIENT_ENUM_RECEIVED_TOO_MANY_ITEMS", "the host sent more items than the client requested", "report it to the host's vendor; ask for one element at a time") \
    X(multiple_credentials, 0x80338144, WSMAN_C_NONE, "ERROR_WSMAN_MULTIPLE_CREDENTIALS", "both an account and a certificate were given", "give one of them") \
    X(authentication_invalid_flag, 0x80338145, WSMAN_C_NONE, "ERROR_WSMAN_AUTHENTICATION_INVALID_FLAG", "the authentication value is not defined", "give exactly one authentication flag") \
    X(client_credentials_for_default_authentication, 0x80338146, WSMAN_C_NONE, "ERROR_WSMAN_CLIENT_CREDENTIALS_FOR_DEFAULT_AUTHENTICATION", "default authentication takes no certificate", "add use_client_certificate") \
    X(client_username_and_password_needed, 0x80338147, WSMAN_C_NONE, "ERROR_WSMAN_CLIENT_USERNAME_AND_PASSWORD_NEEDED", "user name and password belong together, and one of them is missing", "give both") \
    X(createshell_null_environment_variable_name, 0x80338149, WSMAN_C_NONE, "ERROR_WSMAN_CREATESHELL_NULL_ENVIRONMENT_VARIABLE_NAME", "an environment variable has no name", "give each variable a name") \
    X(shell_already_closed, 0x8033814A, WSMAN_C_NONE, "ERROR_WSMAN_SHELL_ALREADY_CLOSED", "the shell is closed already", "open a new one") \
    X(createshell_null_streamid, 0x8033814B, WSMAN_C_NONE, "ERROR_WSMAN_CREATESHELL_NULL_STREAMID", "a stream has no name", "name the streams stdin, stdout and stderr") \
    X(command_already_closed, 0x8033814F, WSMAN_C_NONE, "ERROR_WSMAN_COMMAND_ALREADY_CLOSED", "the command is closed already", "start it again") \
    X(cert_invalid_usage_client, 0x80338155, WSMAN_C_NONE, "ERROR_WSMAN_CERT_INVALID_USAGE_CLIENT", "the certificate is not valid for client authentication", "use a certificate for client authentication") \
    X(cert_missing_auth_flag, 0x80338156, WSMAN_C_NONE, "ERROR_WSMAN_CERT_MISSING_AUTH_FLAG", "a certificate was given without the flag that uses it", "add use_client_certificate") \
    X(cert_multiple_credentials_flag, 0x80338157, WSMAN_C_NONE, "ERROR_WSMAN_CERT_MULTIPLE_CREDENTIALS_FLAG", "a log-in by certificate excludes cred_username_password", "drop one of the two flags") \
    X(winrs_shell_uri_invalid, 0x8033815B, WSMAN_C_NONE, "ERROR_WINRS_SHELL_URI_INVALID", "the host has no shell with this URI", "check the shell URI and that its plug-in is registered") \
    X(invalid_provider_response, 0x8033816D, WSMAN_C_NONE, "ERROR_WSMAN_INVALID_PROVIDER_RESPONSE", "a provider on the host gave an invalid answer", "see the host's event log") \
    X(shell_not_initialized, 0x8033816E, WSMAN_C_NONE, "ERROR_WSMAN_SHELL_NOT_INITIALIZED", "the shell is not ready yet", "wait for the end of its creation") \
    X(http_status_server_error, 0x80338170, WSMAN_C_NONE, "ERROR_WSMAN_HTTP_STATUS_SERVER_ERROR", "the host failed and gave no reason", "an empty 500 often means a refused envelope size, encoding or clear text") \
    X(http_status_bad_request, 0x80338171, WSMAN_C_NONE, "ERROR_WSMAN_HTTP_STATUS_BAD_REQUEST", "the host rejects the HTTP request as malformed", "the host may refuse clear text (AllowUnencrypted) or the encoding") \
    X(html_error, 0x80338173, WSMAN_C_NONE, "ERROR_WSMAN_HTML_ERROR", "the host answered with an HTML page", "check port and path; this is a web server or a proxy") \
    X(client_setsessionoption_null_param, 0x80338177, WSMAN_C_NONE, "ERROR_WSMAN_CLIENT_SETSESSIONOPTION_NULL_PARAM", "the option has no value", "give the option a value") \
    X(client_setsessionoption_invalid_param, 0x80338178, WSMAN_C_NONE, "ERROR_WSMAN_CLIENT_SETSESSIONOPTION_INVALID_PARAM", "the option is unknown or read-only, or its value has the wrong type or range", "check the option's name, type and range") \
    X(client_getsessionoption_invalid_param, 0x80338179, WSMAN_C_NONE, "ERROR_WSMAN_CLIENT_GETSESSIONOPTION_INVALID_PARAM", "the option cannot be read", "check the option's name") \
    X(no_command_response, 0x80338183, WSMAN_C_NONE, "ERROR_WSMAN_NO_COMMAND_RESPONSE", "the answer contains no response to the command", "look at the recorded exchange") \
    X(invalid_optionset, 0x80338184, WSMAN_C_NONE, "ERROR_WSMAN_INVALID_OPTIONSET", "the option set is not valid", "check the names and values of the options") \
    X(no_commandid, 0x80338185, WSMAN_C_NONE, "ERROR_WSMAN_NO_COMMANDID", "the answer names no command", "look at the recorded exchange") \
    X(shell_invalid_input_stream, 0x8033818B, WSMAN_C_NONE, "ERROR_WSMAN_SHELL_INVALID_INPUT_STREAM", "the shell has no input stream of this name", "send to stdin") \
    X(shell_invalid_desired_streams, 0x8033818D, WSMAN_C_NONE, "ERROR_WSMAN_SHELL_INVALID_DESIRED_STREAMS", "the shell has no output stream of this name", "ask for stdout and stderr") \
    X(no_receive_response, 0x8033818F, WSMAN_C_NONE, "ERROR_WSMAN_NO_RECEIVE_RESPONSE", "the answer contains no output element", "look at the recorded exchange") \
    X(client_invalid_locale, 0x80338194, WSMAN_C_NONE, "ERROR_WSMAN_CLIENT_INVALID_LOCALE", "the locale is not a language tag", "write it as en-US") \
    X(client_invalid_ui_language, 0x80338195, WSMAN_C_NONE, "ERROR_WSMAN_CLIENT_INVALID_UI_LANGUAGE", "the message language is not a language tag", "write it as en-US") \
    X(redirect_requested, 0x80338199, WSMAN_C_NONE, "ERROR_WSMAN_REDIRECT_REQUESTED", "the host redirects the request, and the client never follows redirects", "connect to the location yourself if you trust it") \
    X(proxy_authentication_invalid_flag, 0x8033819A, WSMAN_C_NONE, "ERROR_WSMAN_PROXY_AUTHENTICATION_INVALID_FLAG", "the authentication value of the proxy is not defined", "use Negotiate, Basic or Digest") \
    X(client_credentials_for_proxy_authentication, 0x8033819B, WSMAN_C_NONE, "ERROR_WSMAN_CLIENT_CREDENTIALS_FOR_PROXY_AUTHENTICATION", "the proxy's user name or password is missing", "give both, or no proxy authentication") \
    X(proxy_access_type, 0x8033819C, WSMAN_C_NONE, "ERROR_WSMAN_PROXY_ACCESS_TYPE", "the kind of proxy access is unknown, or more than one was given", "choose one") \
    X(invalid_option_no_proxy_server, 0x8033819D, WSMAN_C_NONE, "ERROR_WSMAN_INVALID_OPTION_NO_PROXY_SERVER", "proxy credentials were given, but no proxy is to be used", "leave them out, or choose another proxy access") \
    X(client_getsessionoption_dword_null_param, 0x8033819E, WSMAN_C_NONE, "ERROR_WSMAN_CLIENT_GETSESSIONOPTION_DWORD_NULL_PARAM", "the pointer to the value of the option is null", "give a pointer") \
    X(client_getsessionoption_dword_invalid_param, 0x8033819F, WSMAN_C_NONE, "ERROR_WSMAN_CLIENT_GETSESSIONOPTION_DWORD_INVALID_PARAM", "the option is not a number, or cannot be read", "read it as text, or check its name") \
    X(client_getsessionoption_string_invalid_param, 0x803381A0, WSMAN_C_NONE, "ERROR_WSMAN_CLIENT_GETSESSIONOPTION_STRING_INVALID_PARAM", "the option is not text, or cannot be read", "read it as a number, or check its name") \
    X(credssp_username_password_needed, 0x803381A1, WSMAN_C_NONE, "ERROR_WSMAN_CREDSSP_USERNAME_PASSWORD_NEEDED", "CredSSP needs user name and password", "give credentials") \
    X(client_credssp_authentication_disabled, 0x803381A2, WSMAN_C_NONE, "ERROR_WSMAN_CLIENT_CREDSSP_AUTHENTICATION_DISABLED", "CredSSP is disabled in the client policy", "set allow_credssp if the host may receive your password, or choose another scheme") \
    X(client_allowfreshcredentials, 0x803381A3, WSMAN_C_NONE, "ERROR_WSMAN_CLIENT_ALLOWFRESHCREDENTIALS", "the client's policy does not delegate credentials to this host", "allow it for the host, or choose another scheme") \
    X(client_allowfreshcredentials_ntlmonly, 0x803381A4, WSMAN_C_NONE, "ERROR_WSMAN_CLIENT_ALLOWFRESHCREDENTIALS_NTLMONLY", "the client's policy does not delegate credentials over NTLM to this host", "use Kerberos, or allow it for the host") \
    X(quota_max_shells, 0x803381A5, WSMAN_C_QUOTA | WSMAN_C_RETRY, "ERROR_WSMAN_QUOTA_MAX_SHELLS", "the user has reached the host's limit of shells", "close shells, wait for idle ones to end, or raise MaxShellsPerUser") \
    X(quota_max_operations, 0x803381A6, WSMAN_C_QUOTA | WSMAN_C_RETRY, "ERROR_WSMAN_QUOTA_MAX_OPERATIONS", "the user has reached the host's limit of concurrent operations", "run fewer commands at once, or raise MaxConcurrentOperationsPerUser") \
    X(quota_user, 0x803381A7, WSMAN_C_QUOTA | WSMAN_C_RETRY, "ERROR_WSMAN_QUOTA_USER", "the user's load on the host exceeds its quota", "wait and send more slowly") \
    X(quota_system, 0x803381A8, WSMAN_C_QUOTA | WSMAN_C_RETRY, "ERROR_WSMAN_QUOTA_SYSTEM", "the load on the host exceeds its quota", "wait and try again") \
    X(different_authz_token, 0x803381A9, WSMAN_C_RIGHTS, "ERROR_WSMAN_DIFFERENT_AUTHZ_TOKEN", "another user opened the shell", "use the shell with the account that opened it") \
    X(redirect_location_not_available, 0x803381AA, WSMAN_C_NONE, "ERROR_WSMAN_REDIRECT_LOCATION_NOT_AVAILABLE", "there was no redirect", "read it only after a redirect") \
    X(quota_max_shellusers, 0x803381AB, WSMAN_C_QUOTA | WSMAN_C_RETRY, "ERROR_WSMAN_QUOTA_MAX_SHELLUSERS", "the host has reached its limit of users with shells", "wait until others have closed theirs, or raise MaxConcurrentUsers") \
    X(remoteshells_not_allowed, 0x803381AC, WSMAN_C_ACCESS, "ERROR_WSMAN_REMOTESHELLS_NOT_ALLOWED", "the host allows no remote shells", "set AllowRemoteShellAccess on the host") \
    X(pull_params_not_same_as_enum, 0x803381AD, WSMAN_C_NONE, "ERROR_WSMAN_PULL_PARAMS_NOT_SAME_AS_ENUM", "the limits of the Pull differ from those of the Enumerate", "send the same limits with both") \
    X(cannot_use_allow_negotiate_implicit_credentials_for_http, 0x803381B0, WSMAN_C_NONE, "ERROR_WSMAN_CANNOT_USE_ALLOW_NEGOTIATE_IMPLICIT_CREDENTIALS_FOR_HTTP", "implicit credentials for Negotiate are possible over https only, and http is bound", "connect by https, or drop the option") \
    X(cannot_use_proxy_settings_for_http, 0x803381B1, WSMAN_C_NONE, "ERROR_WSMAN_CANNOT_USE_PROXY_SETTINGS_FOR_HTTP", "proxy settings are possible over https only, and http is bound", "connect by https, or drop the proxy") \
    X(cannot_use_proxy_settings_for_kerberos, 0x803381B2, WSMAN_C_NONE, "ERROR_WSMAN_CANNOT_USE_PROXY_SETTINGS_FOR_KERBEROS", "Kerberos does not work through a proxy", "drop the proxy, or choose another scheme") \
    X(cannot_use_proxy_settings_for_credssp, 0x803381B3, WSMAN_C_NONE, "ERROR_WSMAN_CANNOT_USE_PROXY_SETTINGS_FOR_CREDSSP", "CredSSP does not work through a proxy", "drop the proxy, or choose another scheme") \
    X(client_multiple_proxy_auth_flags, 0x803381B4, WSMAN_C_NONE, "ERROR_WSMAN_CLIENT_MULTIPLE_PROXY_AUTH_FLAGS", "more than one proxy authentication was requested", "choose one") \
    X(invalid_redirect_error, 0x803381B5, WSMAN_C_NONE, "ERROR_WSMAN_INVALID_REDIRECT_ERROR", "the host's redirect cannot be read", "look at the recorded exchange") \
    X(name_not_resolved, 0x803381B9, WSMAN_C_NONE, "ERROR_WSMAN_NAME_NOT_RESOLVED", "the host name cannot be resolved", "check the name and the resolver") \
    X(ssl_connection_aborted, 0x803381BA, WSMAN_C_UNTRUSTED, "ERROR_WSMAN_SSL_CONNECTION_ABORTED", "the TLS connection failed", "check that the port speaks TLS, and the certificate's authority, name and dates") \
    X(defaultauth_ipaddress, 0x803381BB, WSMAN_C_NONE, "ERROR_WSMAN_DEFAULTAUTH_IPADDRESS", "default authentication with an IP address needs https or a trusted host, and explicit credentials", "connect by name, or give credentials and use https") \
    X(invalid_usessl_param, 0x803381BE, WSMAN_C_NONE, "ERROR_WSMAN_INVALID_USESSL_PARAM", "https was requested, and the connection string says http", "write https://, or drop use_ssl") \
    X(enumerate_shellcomamnds_filter_expected, 0x803381C0, WSMAN_C_NONE, "ERROR_WSMAN_ENUMERATE_SHELLCOMAMNDS_FILTER_EXPECTED", "the commands of a shell are enumerated with a filter on the shell", "give a selector filter with ShellId") \
    X(client_createshell_name_invalid, 0x803381C2, WSMAN_C_NONE, "ERROR_WSMAN_CLIENT_CREATESHELL_NAME_INVALID", "the name of the shell is too long", "give at most 255 characters") \
    X(runas_invalidusercredentials, 0x803381C3, WSMAN_C_NONE, "ERROR_WSMAN_RUNAS_INVALIDUSERCREDENTIALS", "the host cannot log in the account that its plug-in runs as", "correct RunAsUser and RunAsPassword on the host") \
    X(winrs_shell_disconnected, 0x803381C4, WSMAN_C_NONE, "ERROR_WINRS_SHELL_DISCONNECTED", "the shell is disconnected", "connect to it again before using it") \
    X(winrs_shell_disconnect_not_supported, 0x803381C5, WSMAN_C_NONE, "ERROR_WINRS_SHELL_DISCONNECT_NOT_SUPPORTED", "this shell cannot be disconnected", "keep the connection, or close the shell") \
    X(winrs_shell_clientsessionid_mismatch, 0x803381C6, WSMAN_C_NONE, "ERROR_WINRS_SHELL_CLIENTSESSIONID_MISMATCH", "the shell belongs to another client session", "connect to it with the session that opened it") \
    X(command_terminated, 0x803381CC, WSMAN_C_NONE, "ERROR_WSMAN_COMMAND_TERMINATED", "the host ended the command", "start it again if that was not intended") \
    X(winrs_shell_connected_to_different_client, 0x803381CD, WSMAN_C_NONE, "ERROR_WINRS_SHELL_CONNECTED_TO_DIFFERENT_CLIENT", "the shell is connected to another client", "disconnect it there first") \
    X(winrs_shell_clientid_not_valid, 0x803381D5, WSMAN_C_NONE, "ERROR_WINRS_SHELL_CLIENTID_NOT_VALID", "the chosen shell identifier is not a UUID", "give an upper-case UUID, or none") \
    X(winrs_shell_clientid_resource_conflict, 0x803381D7, WSMAN_C_NONE, "ERROR_WINRS_SHELL_CLIENTID_RESOURCE_CONFLICT", "a shell with the chosen identifier exists already", "choose another identifier") \
    X(client_invalid_disconnect_shell_flag, 0x803381DA, WSMAN_C_NONE, "ERROR_WSMAN_CLIENT_INVALID_DISCONNECT_SHELL_FLAG", "a flag for disconnecting is not valid", "use only the two buffering modes") \
    X(service_remote_access_disabled, 0x803381DD, WSMAN_C_ACCESS, "ERROR_WSMAN_SERVICE_REMOTE_ACCESS_DISABLED", "remote access to the service is disabled", "run Enable-PSRemoting or winrm quickconfig on the host") \
    X(service_stream_disconnected, 0x803381DE, WSMAN_C_NONE, "ERROR_WSMAN_SERVICE_STREAM_DISCONNECTED", "the stream to the service was disconnected", "open a new shell") \
    X(createshell_runas_failed, 0x803381DF, WSMAN_C_NONE, "ERROR_WSMAN_CREATESHELL_RUNAS_FAILED", "the host cannot start the shell as the account of its plug-in", "correct RunAsUser and RunAsPassword on the host") \
    X(remote_connection_not_allowed, 0x803381E3, WSMAN_C_ACCESS, "ERROR_WSMAN_REMOTE_CONNECTION_NOT_ALLOWED", "the host allows no remote connections for this", "check the plug-in's and the listener's configuration on the host") \
    X(quota_max_shells_ppq, 0x803381E4, WSMAN_C_QUOTA | WSMAN_C_RETRY, "ERROR_WSMAN_QUOTA_MAX_SHELLS_PPQ", "the plug-in has reached its limit of shells for one user", "close shells, or raise MaxShellsPerUser of the plug-in") \
    X(quota_max_users_ppq, 0x803381E5, WSMAN_C_QUOTA | WSMAN_C_RETRY, "ERROR_WSMAN_QUOTA_MAX_USERS_PPQ", "the plug-in has reached its limit of users", "wait, or raise MaxConcurrentUsers of the plug-in") \
    X(quota_max_pluginshells_ppq, 0x803381E6, WSMAN_C_QUOTA | WSMAN_C_RETRY, "ERROR_WSMAN_QUOTA_MAX_PLUGINSHELLS_PPQ", "the plug-in has reached its limit of shells", "wait, or raise MaxShells of the plug-in") \
    X(quota_max_pluginoperations_ppq, 0x803381E7, WSMAN_C_QUOTA | WSMAN_C_RETRY, "ERROR_WSMAN_QUOTA_MAX_PLUGINOPERATIONS_PPQ", "the plug-in has reached its limit of operations", "wait, or raise MaxConcurrentOperations of the plug-in") \
    X(quota_max_operations_user_ppq, 0x803381E8, WSMAN_C_QUOTA | WSMAN_C_RETRY, "ERROR_WSMAN_QUOTA_MAX_OPERATIONS_USER_PPQ", "the plug-in has reached its limit of operations for one user", "run fewer commands at once, or raise MaxConcurrentOperationsPerUser of the plug-in") \
    X(quota_max_commands_per_shell_ppq, 0x803381E9, WSMAN_C_QUOTA | WSMAN_C_RETRY, "ERROR_WSMAN_QUOTA_MAX_COMMANDS_PER_SHELL_PPQ", "the shell has reached its limit of commands", "run fewer commands in one shell, or raise MaxConcurrentCommandsPerShell") \
    X(quota_min_requirement_not_available_ppq, 0x803381EA, WSMAN_C_QUOTA | WSMAN_C_RETRY, "ERROR_WSMAN_QUOTA_MIN_REQUIREMENT_NOT_AVAILABLE_PPQ", "the host lacks the resources that the plug-in needs at least", "wait, or lower the quotas of other plug-ins") \
    X(mutual_auth_failed, 0x803381F0, WSMAN_C_UNTRUSTED, "ERROR_WSMAN_MUTUAL_AUTH_FAILED", "the host could not prove its identity", "check its name and service principal name") \
    X(winrs_idletimeout_outofbounds, 0x803381F2, WSMAN_C_NONE, "ERROR_WINRS_IDLETIMEOUT_OUTOFBOUNDS", "the idle timeout of the shell is out of the host's range", "choose one between 60 s and the host's MaxIdleTimeoutms") \
    X(destination_invalid, 0x803381F8, WSMAN_C_NONE, "ERROR_WSMAN_DESTINATION_INVALID", "the destination must be a host, not a URL", "give the host's name alone") \
    X(client_session_unusable, 0x803381FA, WSMAN_C_NONE, "ERROR_WSMAN_CLIENT_SESSION_UNUSABLE", "the session can no longer be used", "make a new one")
// clang-format on
