add_test(
    NAME "layers: no include points up"
    COMMAND "${CMAKE_COMMAND}" "-DROOT=${PROJECT_SOURCE_DIR}/include/wsman" -P "${PROJECT_SOURCE_DIR}/cmake/check_layers.cmake"
)
add_test(
    NAME "layers: the check catches wrong arrows"
    COMMAND "${CMAKE_COMMAND}" "-DSCRATCH=${PROJECT_BINARY_DIR}/check_layers" -P "${PROJECT_SOURCE_DIR}/cmake/check_layers_test.cmake"
)

add_test(
    NAME "readme: the program is the one that is compiled"
    COMMAND "${CMAKE_COMMAND}" "-DROOT=${PROJECT_SOURCE_DIR}" -P "${PROJECT_SOURCE_DIR}/cmake/check_readme.cmake"
)
