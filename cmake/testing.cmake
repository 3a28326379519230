# SPDX-License-Identifier: Apache-2.0

enable_testing()
find_package(GTest CONFIG REQUIRED)

# continuum_test(<name> SOURCES <file>... [LIBS <target>...] [LABELS <label>...])
#
# One GoogleTest executable and one ctest entry of the same name (discovering the cases of every
# executable costs a process start per build). The label `long` is for tests that do more when
# CONTINUUM_LONG_TESTS=1 is in the environment.
function(continuum_test name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "SOURCES;LIBS;LABELS")
  if(arg_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR "continuum_test(${name}): unexpected ${arg_UNPARSED_ARGUMENTS}")
  endif()
  add_executable(${name} ${arg_SOURCES})
  target_link_libraries(${name} PRIVATE ${arg_LIBS} GTest::gmock GTest::gtest_main)
  add_test(NAME ${name} COMMAND ${name})
  set_tests_properties(${name} PROPERTIES LABELS "${arg_LABELS}" TIMEOUT 600)
endfunction()
