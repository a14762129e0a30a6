# Defines the two forms of the library on top of the target wsman::headers: wsman::wsman, and wsman::compiled, which is
# compiled once, in the build that uses it.
#
# Every door includes this file: the project's own CMakeLists.txt (add_subdirectory, FetchContent), the installed package
# and Conan's. So the package stays header-only, and the compiled form always matches the user's compiler and its flags.

# Conan makes wsman::headers only. Here and below, imported targets are seen in the folder of a find_package alone, so
# what is about them is done at each one.
if(NOT TARGET wsman::wsman)
    add_library(wsman::wsman INTERFACE IMPORTED)
    target_link_libraries(wsman::wsman INTERFACE wsman::headers)
endif()

# wsman_form(TARGET FORM): programs that link this target have this form. The name of the property is what CMake prints
# when a program links both.
function(wsman_form target form)
    get_target_property(aliased ${target} ALIASED_TARGET)
    if(aliased)
        set(target ${aliased})
    endif()
    set(name "wsman:_a_program_links_wsman::wsman_or_wsman::compiled,_not_both")
    set_target_properties(${target} PROPERTIES COMPATIBLE_INTERFACE_STRING "${name}" "INTERFACE_${name}" ${form})
endfunction()
wsman_form(wsman::wsman header-only)

include_guard(GLOBAL)

get_property(wsman_languages GLOBAL PROPERTY ENABLED_LANGUAGES)
if(TARGET wsman::compiled OR NOT "CXX" IN_LIST wsman_languages)
    return()
endif()

# The parts of <wsman/src.hpp>: a file each, so that they compile beside each other, and none takes more than 1 GB.
set(wsman_parts
    client
    client_commands
    client_values
    core
    protocol
    security
    session
    testing
    testing_connections
    transport
    transport_connections
    xml
)
set(wsman_part_sources)
foreach(wsman_part IN LISTS wsman_parts)
    set(wsman_part_source "${CMAKE_CURRENT_BINARY_DIR}/wsman-compiled/${wsman_part}.cpp")
    file(CONFIGURE OUTPUT "${wsman_part_source}" CONTENT "#include <wsman/src/${wsman_part}.hpp>\n" @ONLY)
    list(APPEND wsman_part_sources "${wsman_part_source}")
endforeach()

add_library(wsman_compiled STATIC EXCLUDE_FROM_ALL ${wsman_part_sources})
add_library(wsman::compiled ALIAS wsman_compiled)
target_link_libraries(wsman_compiled PUBLIC wsman::headers)
target_compile_definitions(wsman_compiled PUBLIC WSMAN_SEPARATE_COMPILATION)
set_target_properties(wsman_compiled PROPERTIES POSITION_INDEPENDENT_CODE ON)
wsman_form(wsman_compiled compiled)
unset(wsman_parts)
unset(wsman_part)
unset(wsman_part_source)
unset(wsman_part_sources)
unset(wsman_languages)
