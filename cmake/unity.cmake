# Combines several sources of a test program in one translation unit. The instantiations of Asio's coroutines take about
# ten seconds in every translation unit that uses them: six files of tests/unit/client take 14 s in one unit and 66 s in
# separate units.
#
# Each source gets its own namespace, so that functions with the same name do not conflict. All headers are included
# before, so that the include guards skip the includes inside the namespaces.
option(WSMAN_UNITY "Compile several sources of a test program together" ON)

# wsman_unity_program(NAME SIZE): compiles the sources of a program in units of SIZE sources without namespaces, because
# their names do not conflict; 0: all sources in one unit.
function(wsman_unity_program name size)
    set_target_properties(${name} PROPERTIES UNITY_BUILD ${WSMAN_UNITY} UNITY_BUILD_BATCH_SIZE ${size})
    if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
        target_compile_options(${name} PRIVATE -Wno-subobject-linkage) # as below
    endif()
endfunction()

# wsman_unity_sources(RESULT NAME SOURCE...): the files to compile for the program NAME instead of these sources. A
# source is compiled separately if it contains preprocessor directives, specialisations of templates of other
# namespaces, or definitions for a header in the same folder.
function(wsman_unity_sources result name)
    set(alone)
    set(wrapped)
    foreach(source IN LISTS ARGN)
        file(STRINGS "${source}" obstacles REGEX "^(#(if|define|undef|error)|template <>|namespace wsman|extern|int main|void.* operator (new|delete))")
        cmake_path(REPLACE_EXTENSION source LAST_ONLY hpp OUTPUT_VARIABLE header)
        if(NOT WSMAN_UNITY OR obstacles OR EXISTS "${header}")
            list(APPEND alone "${source}")
        else()
            list(APPEND wrapped "${source}")
        endif()
    endforeach()

    set(batch_size 8)
    set(batch 0)
    while(wrapped)
        list(SUBLIST wrapped 0 ${batch_size} sources)
        list(REMOVE_ITEM wrapped ${sources})
        set(includes)
        set(bodies)
        foreach(source IN LISTS sources)
            set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${source}")
            file(STRINGS "${source}" lines REGEX "^#include ")
            list(APPEND includes ${lines})
            cmake_path(GET source STEM stem)
            string(MAKE_C_IDENTIFIER "${name}_${stem}" scope)
            string(APPEND bodies "namespace ${scope} {\n#include \"${source}\"\n} // namespace ${scope}\n")
        endforeach()
        list(REMOVE_DUPLICATES includes)
        list(JOIN includes "\n" includes)
        math(EXPR batch "${batch} + 1")
        set(unit "${CMAKE_CURRENT_BINARY_DIR}/unity/${name}_${batch}.cpp")
        file(CONFIGURE OUTPUT "${unit}" CONTENT "${includes}\n${bodies}" @ONLY)
        if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
            # g++ treats the types of an included source as types of a header.
            set_source_files_properties("${unit}" PROPERTIES COMPILE_OPTIONS -Wno-subobject-linkage)
        endif()
        list(APPEND alone "${unit}")
    endwhile()
    set(${result} ${alone} PARENT_SCOPE)
endfunction()
