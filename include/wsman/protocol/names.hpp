//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#pragma once

#include <wsman/core/config.hpp>
#include <wsman/session/shell_flag.hpp>

#include <string_view>

/// Every URI that goes over the wire, each with its source.
///
/// The prefixes named here are those that our own envelopes use; what a host sends is matched by URI only.
namespace wsman::inline WSMAN_FORM::ns {

inline constexpr std::string_view soap = "http://www.w3.org/2003/05/soap-envelope";                  ///< s; SOAP 1.2
inline constexpr std::string_view addressing = "http://schemas.xmlsoap.org/ws/2004/08/addressing";   ///< a; DSP0226 5.1
inline constexpr std::string_view wsman = "http://schemas.dmtf.org/wbem/wsman/1/wsman.xsd";          ///< w; DSP0226
inline constexpr std::string_view microsoft = "http://schemas.microsoft.com/wbem/wsman/1/wsman.xsd"; ///< p; MS-WSMV 2.1
inline constexpr std::string_view transfer = "http://schemas.xmlsoap.org/ws/2004/09/transfer";       ///< x; DSP0226 7
inline constexpr std::string_view enumeration = "http://schemas.xmlsoap.org/ws/2004/09/enumeration"; ///< n; DSP0226 8
inline constexpr std::string_view eventing = "http://schemas.xmlsoap.org/ws/2004/08/eventing";       ///< e; DSP0226 10
inline constexpr std::string_view cim_binding = "http://schemas.dmtf.org/wbem/wsman/1/cimbinding.xsd"; ///< b; DSP0227
inline constexpr std::string_view identity =
    "http://schemas.dmtf.org/wbem/wsman/identity/1/wsmanidentity.xsd"; ///< id; DSP0226 11
inline constexpr std::string_view fault =
    "http://schemas.microsoft.com/wbem/wsman/1/wsmanfault";                 ///< f; MS-WSMV 2.2.4.43
inline constexpr std::string_view shell = shell_constants::shell_namespace; ///< rsp; MS-WSMV 2.2.4
inline constexpr std::string_view machine_id =
    "http://schemas.microsoft.com/wbem/wsman/1/machineid";                             ///< m; MS-WSMV 2.2.3
inline constexpr std::string_view cim = "http://schemas.dmtf.org/wbem/wscim/1/common"; ///< cim; DSP0230
inline constexpr std::string_view configuration =
    "http://schemas.microsoft.com/wbem/wsman/1/config"; ///< cfg; MS-WSMV 2.2.4
inline constexpr std::string_view subscription =
    "http://schemas.microsoft.com/wbem/wsman/1/subscription";                                    ///< sub; MS-WSMV 2.2.4
inline constexpr std::string_view powershell = "http://schemas.microsoft.com/powershell";        ///< MS-PSRP
inline constexpr std::string_view schema_instance = "http://www.w3.org/2001/XMLSchema-instance"; ///< xsi
inline constexpr std::string_view xml = "http://www.w3.org/XML/1998/namespace";                  ///< xml

/// All of them: the namespaces of WS-Management messages.
inline constexpr std::string_view all[] = {
    soap,
    addressing,
    wsman,
    microsoft,
    transfer,
    enumeration,
    eventing,
    cim_binding,
    identity,
    fault,
    shell,
    machine_id,
    cim,
    configuration,
    subscription,
    powershell,
    schema_instance,
    xml
};

} // namespace wsman::ns

/// Values of the header `a:Action`. An answer's action is the request's with `Response` behind it.
namespace wsman::inline WSMAN_FORM::actions {

// DSP0226 clause 7, WS-Transfer
inline constexpr std::string_view transfer_get = "http://schemas.xmlsoap.org/ws/2004/09/transfer/Get";
inline constexpr std::string_view transfer_put = "http://schemas.xmlsoap.org/ws/2004/09/transfer/Put";
inline constexpr std::string_view transfer_create = "http://schemas.xmlsoap.org/ws/2004/09/transfer/Create";
inline constexpr std::string_view transfer_delete = "http://schemas.xmlsoap.org/ws/2004/09/transfer/Delete";

// MS-WSMV 3.1.4.10 to 3.1.4.14, remote shells
inline constexpr std::string_view shell_command = "http://schemas.microsoft.com/wbem/wsman/1/windows/shell/Command";
inline constexpr std::string_view shell_send = "http://schemas.microsoft.com/wbem/wsman/1/windows/shell/Send";
inline constexpr std::string_view shell_receive = "http://schemas.microsoft.com/wbem/wsman/1/windows/shell/Receive";
inline constexpr std::string_view shell_signal = "http://schemas.microsoft.com/wbem/wsman/1/windows/shell/Signal";

} // namespace wsman::actions

/// Resources, addresses and values that are URIs.
namespace wsman::inline WSMAN_FORM::uris {

/// DSP0226 5.1: the answer comes back on the same connection.
inline constexpr std::string_view anonymous = "http://schemas.xmlsoap.org/ws/2004/08/addressing/role/anonymous";
/// wsman.h WSMAN_CMDSHELL_URI: the shell that runs programs.
inline constexpr std::string_view cmd_shell = shell_constants::cmd_shell_uri;

// MS-WSMV 2.2.5.6, codes of Signal
inline constexpr std::string_view signal_terminate = shell_constants::signal_terminate;
inline constexpr std::string_view signal_ctrl_c = shell_constants::signal_ctrl_c;
inline constexpr std::string_view signal_ctrl_break = shell_constants::signal_ctrl_break;

// MS-WSMV 2.2.4.8, the state of a command that has ended
inline constexpr std::string_view command_done = shell_constants::state_done;

/// DSP0226 14.6: the URI in w:FaultDetail is this with the detail's name behind it.
inline constexpr std::string_view fault_detail = "http://schemas.dmtf.org/wbem/wsman/1/wsman/faultDetail/";

} // namespace wsman::uris
