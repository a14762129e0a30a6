# Fails when a function of the library returns a result, or an awaitable of one, and is not [[nodiscard]].
#   cmake -DROOT=<source>/include/wsman -P cmake/check_nodiscard.cmake
# The class is [[nodiscard]] itself, so a discarded call warns anyway; the attribute at the function also covers the
# awaitable that nobody awaits, wherever Asio's class has none, and tells the reader. Left out are what cannot or need
# not have it: definitions of what was declared elsewhere (a qualified name, or WSMAN_DECL in a body file) and friends
# that are declared only. A local variable looks like a function where it is made with parentheses: write `=`.
cmake_policy(VERSION 3.24)

# What a declaration may have before its return type. Behind a template's head or its requires clause it begins anew.
set(specifiers "(WSMAN_DECL|inline|static|virtual|constexpr|friend|extern|explicit|NODISCARD)")
set(returned "((boost::)?asio::awaitable ?< ?)?(wsman::)?result ?<([^=(){};]*)>+")
set(name "(operator ?\\( ?\\)|operator[^A-Za-z_0-9(]+|[A-Za-z_][A-Za-z_0-9]*)")

# statements(RESULT FILE): the text up to each `;`, `{` or `}`, as a list whose elements end with %, $ or nothing.
function(statements result file)
    file(READ "${file}" text)
    string(REGEX REPLACE "[$%]" " " text "${text}")
    string(REGEX REPLACE "'\\\\?[^']'" "0" text "${text}") # a quote or a brace as a character
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

# is_careless(RESULT FILE STATEMENT): the name of the function, or nothing.
function(is_careless result file statement)
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
set(careless 0)
foreach(file IN LISTS files)
    statements(text "${ROOT}/${file}")
    # Most statements have nothing to do with results; a loop over all of them takes a minute.
    list(FILTER text INCLUDE REGEX "(^|[^A-Za-z_0-9])result ?<")
    foreach(statement IN LISTS text)
        is_careless(function "${file}" "${statement}")
        if(function)
            message(SEND_ERROR "nodiscard: ${file}: ${function} returns a result and is not [[nodiscard]]")
            math(EXPR careless "${careless} + 1")
        endif()
    endforeach()
endforeach()
if(careless EQUAL 0)
    message(STATUS "nodiscard: ${file_count} files, no result can be dropped unnoticed")
endif()
