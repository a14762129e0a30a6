# Fails if a layer of the library includes a layer that it may not use.
#   cmake -DROOT=<source>/include/wsman -P cmake/check_layers.cmake
# A layer may include itself and the layers in this table. Only files in impl/ may include headers of large libraries,
# so that users of wsman::compiled do not parse them. Forward headers are allowed everywhere.
cmake_policy(VERSION 3.24)

set(layers core session xml cim protocol security transport client testing)
set(core_may core)
set(session_may session core)
set(xml_may xml core)
set(cim_may cim xml core)
set(protocol_may protocol cim xml session core)
set(security_may security session core)
set(transport_may transport security protocol cim xml session core)
set(client_may client transport security protocol cim xml session core)
set(testing_may testing transport security protocol cim xml session core)

# Libraries that only impl/ may include, and the layers that may do so.
set(heavy
    "boost/beast[./]:transport testing"
    "boost/asio/ssl[./]:transport testing"
    "openssl/:security transport testing"
    "rapidxml/:xml"
    "boost/json[./]:session cim transport client testing"
    "boost/url[./]:session transport"
    "boost/describe[./]:cim"
    "(gssapi[./]|krb5\\.h):security"
    "(windows|sspi|security|schannel|credssp)\\.h:security"
)
set(asio_layers transport client testing)

# The rooms of each layer (the folders in its impl/) and the rooms that each of them may include. Files in impl/ itself
# combine the rooms or are used by several of them; every room may include them.
set(security_rooms ntlm spnego:ntlm kerberos credssp digest sealing)
set(transport_rooms http tls log_in:http proxy:http,log_in recording connection:http,tls,log_in,proxy pool:http,connection)
set(client_rooms waiting commands:waiting shells:waiting,commands powershell:waiting,commands probe:waiting,commands)
set(testing_rooms
    soap tls programs http:soap log_in:http services:soap,programs connections:http,tls,log_in,services,soap
)

set(problems)
function(problem file text)
    list(APPEND problems "${file}: ${text}")
    set(problems "${problems}" PARENT_SCOPE)
endfunction()

function(check_our_include file layer target)
    if(NOT target MATCHES "^([a-z_]+)/")
        if(NOT target STREQUAL "fwd.hpp")
            problem("${file}" "a layer may not include <wsman/${target}>")
        endif()
    elseif(NOT CMAKE_MATCH_1 IN_LIST ${layer}_may)
        problem("${file}" "${layer}/ may not include <wsman/${target}>")
    elseif(target MATCHES "/impl/.*\\.hpp$" AND NOT file MATCHES "/impl/")
        problem("${file}" "only impl/ may include <wsman/${target}>")
    endif()
    check_room("${file}" "${layer}" "${target}")
    set(problems "${problems}" PARENT_SCOPE)
endfunction()

function(check_room file layer target)
    if(NOT target MATCHES "^${layer}/impl/([a-z_]+)/")
        return()
    endif()
    set(wanted "${CMAKE_MATCH_1}")
    if(NOT file MATCHES "^${layer}/impl/([a-z_]+)/")
        return()
    endif()
    set(room "${CMAKE_MATCH_1}")
    if(room STREQUAL wanted)
        return()
    endif()
    foreach(entry IN LISTS ${layer}_rooms)
        if(entry MATCHES "^${room}:(.*,)?${wanted}(,|$)")
            return()
        endif()
    endforeach()
    problem("${file}" "${layer}/impl/${room}/ may not include <wsman/${target}>")
    set(problems "${problems}" PARENT_SCOPE)
endfunction()

function(check_foreign_include file layer target)
    if(target STREQUAL "wsman.hpp")
        problem("${file}" "a layer may not include <${target}>")
    endif()
    if(target MATCHES "^boost/asio[./]" AND NOT layer IN_LIST asio_layers)
        problem("${file}" "${layer}/ may not use Asio: <${target}>")
    endif()
    if(NOT target MATCHES "(^|[/_])fwd\\.hpp$")
        foreach(entry IN LISTS heavy)
            string(REGEX MATCH "^(.*):(.*)$" matched "${entry}")
            set(pattern "${CMAKE_MATCH_1}")
            string(REPLACE " " ";" allowed "${CMAKE_MATCH_2}")
            if(NOT target MATCHES "^${pattern}")
                continue()
            elseif(NOT file MATCHES "/impl/")
                problem("${file}" "only impl/ may include <${target}>")
            elseif(NOT layer IN_LIST allowed)
                problem("${file}" "${layer}/ may not include <${target}>")
            endif()
        endforeach()
    endif()
    set(problems "${problems}" PARENT_SCOPE)
endfunction()

cmake_path(ABSOLUTE_PATH ROOT BASE_DIRECTORY "${CMAKE_CURRENT_SOURCE_DIR}")
file(GLOB_RECURSE files RELATIVE "${ROOT}" "${ROOT}/*.hpp" "${ROOT}/*.ipp")
list(LENGTH files file_count)
if(file_count EQUAL 0)
    message(FATAL_ERROR "no headers below '${ROOT}'")
endif()
foreach(file IN LISTS files)
    if(file MATCHES "^src/" OR NOT file MATCHES "^([a-z_]+)/")
        continue() # umbrellas: src.hpp and its parts, fwd.hpp
    endif()
    set(layer "${CMAKE_MATCH_1}")
    if(NOT layer IN_LIST layers)
        problem("${file}" "${layer}/ is not a layer")
        continue()
    endif()
    if(file MATCHES "^${layer}/impl/([a-z_]+)/")
        set(room "${CMAKE_MATCH_1}")
        if(NOT "${${layer}_rooms}" MATCHES "(^|;)${room}(:|;|$)")
            problem("${file}" "${layer}/impl/${room}/ is not a room")
        endif()
    endif()
    file(STRINGS "${ROOT}/${file}" lines REGEX "^[ \t]*#[ \t]*include")
    foreach(line IN LISTS lines)
        if(line MATCHES "include[ \t]*<wsman/([^>]*)>")
            check_our_include("${file}" "${layer}" "${CMAKE_MATCH_1}")
        elseif(line MATCHES "include[ \t]*<([^>]*)>")
            check_foreign_include("${file}" "${layer}" "${CMAKE_MATCH_1}")
        else()
            problem("${file}" "write includes as <wsman/…>: ${line}")
        endif()
    endforeach()
endforeach()

foreach(text IN LISTS problems)
    message(SEND_ERROR "layers: ${text}")
endforeach()
if(NOT problems)
    message(STATUS "layers: ${file_count} files, all includes are allowed")
endif()
