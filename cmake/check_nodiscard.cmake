# Fails if a function of the library returns a result, or an awaitable of one, and is not [[nodiscard]].
#   cmake -DROOT=<source>/include/wsman -P cmake/check_nodiscard.cmake
# The class is [[nodiscard]], so an ignored call warns anyway. The attribute of the function also covers an awaitable
# without co_await, because Asio's class does not have the attribute, and it informs the reader. The check ignores
# declarations that cannot or need not have it: definitions of functions that are declared elsewhere (a qualified name,
# or WSMAN_DECL in an .ipp file) and friend declarations. A local variable with parentheses looks like a function: use
# `=`.
cmake_policy(VERSION 3.24)

# The text that may precede the return type of a declaration. It begins again after a template head or a requires
# clause.
set(specifiers "(WSMAN_DECL|inline|static|virtual|constexpr|friend|extern|explicit|NODISCARD)")
set(returned "((boost::)?asio::awaitable ?< ?)?(wsman::)?result ?<([^=(){};]*)>+")
set(name "(operator ?\\( ?\\)|operator[^A-Za-z_0-9(]+|[A-Za-z_][A-Za-z_0-9]*)")

# statements(RESULT FILE): the text up to each `;`, `{` or `}`, as a list whose elements end with %, $ or nothing.
function(statements result file)
    file(READ "${file}" text)
    string(REGEX REPLACE "[$%]" " " text "${text}")
    string(REGEX REPLACE "'\\\\?[^']'" "0" text "${text}") # a character literal with a quote or a brace
    string(REGEX REPLACE "(^|[^:\"])//[^\n]*" "\\1" text "${text}")
    string(REGEX REPLACE "\"([^\"\\\\\n]|\\\\.)*\"" "0" text "${text}")
    string(REGEX REPLACE "/\\*[^*]*\\*/" " " text "${text}")
    string(REGEX REPLACE "\\\\\n" " " text "${text}")
    string(REGEX REPLACE "(^|\n)[ \t]*#[^\n]*" "\\1" text "${text}")
    string(REGEX REPLACE "\\[\\[[^]]*nodiscard[^]]*\\]\\]" "NODISCARD" text "${text}")
    string(REGEX REPLACE "\\[" "(" text "${text}")
    string(REGEX REPLACE "\\]" ")" text "${text}")
    string(REGEX REPLACE "[\\\\\r\n\t ]+" " " text "${text}")
    string(REGEX REPLACE "(public|private|protected) ?:" "" text "${text}")
    string(REPLACE ";" "%;" text "${text}")
    string(REPLACE "{" "$;" text "${text}")
    string(REPLACE "}" ";" text "${text}")
    set(${result} "${text}" PARENT_SCOPE)
endfunction()

# lacks_nodiscard(RESULT FILE STATEMENT): the name of the function without the attribute, or nothing.
function(lacks_nodiscard result file statement)
    set(${result} "" PARENT_SCOPE)
    if(statement MATCHES "^(.*[ >)])?auto ([A-Za-z_][A-Za-z_0-9]*) ?\\(.*-> ?${returned}")
        set(before "${CMAKE_MATCH_1}")
        set(function "${CMAKE_MATCH_2}")
    elseif(statement MATCHES "^(.*[ >)])?${returned} ${name} ?\\(")
        set(before "${CMAKE_MATCH_1}")
        set(function "${CMAKE_MATCH_6}")
    else()
        return()
    endif()
    string(STRIP "${before}" before)
    if(before MATCHES "NODISCARD" OR NOT before MATCHES "(^|[>)]|(^|[^A-Za-z_0-9])${specifiers})$")
        return()
    elseif(before MATCHES "(^| )friend( |$)" AND statement MATCHES "%$")
        return()
    elseif(before MATCHES "WSMAN_DECL" AND file MATCHES "\\.ipp$" AND statement MATCHES "\\$$")
        return()
    endif()
    set(${result} "${function}" PARENT_SCOPE)
endfunction()

cmake_path(ABSOLUTE_PATH ROOT BASE_DIRECTORY "${CMAKE_CURRENT_SOURCE_DIR}")
file(GLOB_RECURSE files RELATIVE "${ROOT}" "${ROOT}/*.hpp" "${ROOT}/*.ipp")
list(LENGTH files file_count)
if(file_count EQUAL 0)
    message(FATAL_ERROR "no headers below '${ROOT}'")
endif()
set(missing 0)
foreach(file IN LISTS files)
    statements(text "${ROOT}/${file}")
    # Most statements contain no result; a loop over all statements takes a minute.
    list(FILTER text INCLUDE REGEX "(^|[^A-Za-z_0-9])result ?<")
    foreach(statement IN LISTS text)
        lacks_nodiscard(function "${file}" "${statement}")
        if(function)
            message(SEND_ERROR "nodiscard: ${file}: ${function} returns a result and is not [[nodiscard]]")
            math(EXPR missing "${missing} + 1")
        endif()
    endforeach()
endforeach()
if(missing EQUAL 0)
    message(STATUS "nodiscard: ${file_count} files, every function that returns a result is [[nodiscard]]")
endif()
