# Proves that check_layers.cmake catches what it is there for: each line below is one header with one include.
#   cmake -DSCRATCH=<empty folder> -P cmake/check_layers_test.cmake
cmake_policy(VERSION 3.24)

# verdict(FILE INCLUDE EXPECTED): EXPECTED is `ok` or a part of the complaint.
function(verdict file include expected)
    file(REMOVE_RECURSE "${SCRATCH}")
    file(WRITE "${SCRATCH}/${file}" "#pragma once\n#include ${include}\n")
    execute_process(
        COMMAND "${CMAKE_COMMAND}" "-DROOT=${SCRATCH}" -P "${CMAKE_CURRENT_FUNCTION_LIST_DIR}/check_layers.cmake"
        RESULT_VARIABLE code
        OUTPUT_VARIABLE output
        ERROR_VARIABLE output
    )
    # CMake breaks long messages into lines.
    string(REGEX REPLACE "[ \n]+" " " output "${output}")
    if(expected STREQUAL "ok")
        if(NOT code EQUAL 0)
            message(SEND_ERROR "${file} including ${include} was refused: ${output}")
        endif()
    else()
        string(FIND "${output}" "${expected}" position)
        if(code EQUAL 0 OR position EQUAL -1)
            message(SEND_ERROR "${file} including ${include} passed, or for another reason: ${output}")
        endif()
    endif()
endfunction()

verdict(core/failure.hpp "<string>" ok)
verdict(core/failure.hpp "<wsman/core/error.hpp>" ok)
verdict(core/failure.hpp "<wsman/session/session.hpp>" "core/ may not include")
verdict(session/session.hpp "<wsman/core/result.hpp>" ok)
verdict(session/session.hpp "<wsman/xml/reader.hpp>" "session/ may not include")
verdict(session/session.hpp "<boost/json/fwd.hpp>" ok)
verdict(session/session.hpp "<boost/json/value.hpp>" "only impl/ may include")
verdict(session/impl/session_json.ipp "<boost/json.hpp>" ok)
verdict(session/impl/connection.ipp "<boost/url/parse.hpp>" ok)
verdict(xml/impl/reader.ipp "<rapidxml/rapidxml.hpp>" ok)
verdict(xml/reader.hpp "<rapidxml/rapidxml.hpp>" "only impl/ may include")
verdict(protocol/impl/fault.ipp "<rapidxml/rapidxml.hpp>" "protocol/ may not include")
verdict(protocol/soap.hpp "<wsman/security/authenticator.hpp>" "protocol/ may not include")
verdict(security/authenticator.hpp "<wsman/protocol/soap.hpp>" "security/ may not include")
verdict(protocol/soap.hpp "<boost/asio/awaitable.hpp>" "knows nothing of Asio")
verdict(transport/exchange.hpp "<boost/asio/awaitable.hpp>" ok)
verdict(transport/tls.hpp "<openssl/ssl.h>" "only impl/ may include")
verdict(transport/tls.hpp "<boost/asio/ssl/context.hpp>" "only impl/ may include")
verdict(transport/impl/tls.ipp "<openssl/ssl.h>" ok)
verdict(transport/exchange.hpp "<boost/beast/http.hpp>" "only impl/ may include")
verdict(client/client.hpp "<wsman/testing/endpoint.hpp>" "client/ may not include")
verdict(testing/endpoint.hpp "<wsman/client/client.hpp>" "testing/ may not include")
verdict(client/client.hpp "<wsman/transport/impl/connection.hpp>" "only impl/ may include")
verdict(client/client.hpp "<wsman/transport/impl/pool.ipp>" ok)
verdict(client/client.hpp "<wsman.hpp>" "no umbrella")
verdict(client/client.hpp "\"client.hpp\"" "includes are written")
verdict(tools/x.hpp "<string>" "tools/ is not a layer")
verdict(src/client.hpp "<wsman/client/impl/client.ipp>" ok)
file(REMOVE_RECURSE "${SCRATCH}")
