# Fails if the first program of the README differs from the marked part of the compiled example.
#   cmake -DROOT=<source> -P check_readme.cmake
file(READ "${ROOT}/examples/tutorial/1_run_command.cpp" example)
file(READ "${ROOT}/README.md" readme)
string(REGEX MATCH "// \\[readme\\]\n(.*)// \\[/readme\\]" ignored "${example}")
set(program "${CMAKE_MATCH_1}")
if(program STREQUAL "")
    message(FATAL_ERROR "1_run_command.cpp has no part marked [readme]")
endif()
string(FIND "${readme}" "```cpp\n${program}```" found)
if(found EQUAL -1)
    message(FATAL_ERROR "README.md does not show the part of 1_run_command.cpp marked [readme]:\n${program}")
endif()
message(STATUS "README.md shows the compiled example")
