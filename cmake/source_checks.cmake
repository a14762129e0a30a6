add_test(
    NAME "layers: every include is allowed"
    COMMAND "${CMAKE_COMMAND}" "-DROOT=${PROJECT_SOURCE_DIR}/include/wsman" -P "${PROJECT_SOURCE_DIR}/cmake/check_layers.cmake"
)
add_test(
    NAME "layers: the check refuses forbidden includes"
    COMMAND "${CMAKE_COMMAND}" "-DSCRATCH=${PROJECT_BINARY_DIR}/check_layers" -P "${PROJECT_SOURCE_DIR}/cmake/check_layers_test.cmake"
)
add_test(
    NAME "parts: every .ipp file is in one part of src.hpp"
    COMMAND
        "${CMAKE_COMMAND}" "-DROOT=${PROJECT_SOURCE_DIR}/include/wsman" "-DFORMS=${PROJECT_SOURCE_DIR}/cmake/wsman-forms.cmake" -P
        "${PROJECT_SOURCE_DIR}/cmake/check_parts.cmake"
)
add_test(
    NAME "parts: the check refuses files in no part and in two parts"
    COMMAND "${CMAKE_COMMAND}" "-DSCRATCH=${PROJECT_BINARY_DIR}/check_parts" -P "${PROJECT_SOURCE_DIR}/cmake/check_parts_test.cmake"
)

add_test(
    NAME "nodiscard: every function that returns a result has the attribute"
    COMMAND "${CMAKE_COMMAND}" "-DROOT=${PROJECT_SOURCE_DIR}/include/wsman" -P "${PROJECT_SOURCE_DIR}/cmake/check_nodiscard.cmake"
)
add_test(
    NAME "nodiscard: the check finds a function without the attribute"
    COMMAND
        "${CMAKE_COMMAND}" "-DSCRATCH=${PROJECT_BINARY_DIR}/check_nodiscard" -P "${PROJECT_SOURCE_DIR}/cmake/check_nodiscard_test.cmake"
)

# Log-ins through SSPI can run only on Windows; on other systems this test checks that they compile.
add_test(
    NAME "windows: the log-in through SSPI compiles"
    COMMAND
        "${CMAKE_COMMAND}" "-DINCLUDE=${PROJECT_SOURCE_DIR}/include" "-DBOOST=$<TARGET_PROPERTY:Boost::headers,INTERFACE_INCLUDE_DIRECTORIES>"
        "-DSCRATCH=${PROJECT_BINARY_DIR}/check_windows" -P "${PROJECT_SOURCE_DIR}/cmake/check_windows.cmake"
)
set_tests_properties("windows: the log-in through SSPI compiles" PROPERTIES SKIP_REGULAR_EXPRESSION "SKIPPED:")

add_test(
    NAME "readme: the program equals the compiled example"
    COMMAND "${CMAKE_COMMAND}" "-DROOT=${PROJECT_SOURCE_DIR}" -P "${PROJECT_SOURCE_DIR}/cmake/check_readme.cmake"
)

add_test(
    NAME "namespaces: every header uses the namespace of its form"
    COMMAND "${CMAKE_COMMAND}" "-DROOT=${PROJECT_SOURCE_DIR}/include/wsman" -P "${PROJECT_SOURCE_DIR}/cmake/check_namespaces.cmake"
)
add_test(
    NAME "namespaces: the check refuses a namespace without WSMAN_FORM"
    COMMAND
        "${CMAKE_COMMAND}" "-DSCRATCH=${PROJECT_BINARY_DIR}/check_namespaces" -P "${PROJECT_SOURCE_DIR}/cmake/check_namespaces_test.cmake"
)
