# SPDX-License-Identifier: Apache-2.0

# continuum_fuzz_target(<name>_fuzz SOURCES <file>... [LIBS <target>...])
#
# SOURCES define LLVMFuzzerTestOneInput. In the preset `asan` this makes a libFuzzer executable, part
# of the target fuzz_targets. Everywhere it is a test, too, that replays the known inputs in
# tests/fuzz/corpus/<name>_fuzz/, so that what fuzzing once found stays found.
if(CONTINUUM_FUZZ)
  add_custom_target(fuzz_targets)
endif()

function(continuum_fuzz_target name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "SOURCES;LIBS")
  add_executable(${name} ${arg_SOURCES})
  target_link_libraries(${name} PRIVATE ${arg_LIBS})
  if(CONTINUUM_FUZZ)
    target_link_options(${name} PRIVATE -fsanitize=fuzzer)
    add_dependencies(fuzz_targets ${name})
    set(only_known -runs=0)
  else()
    target_sources(${name} PRIVATE "${CMAKE_SOURCE_DIR}/tests/fuzz/replay.cc")
    set(only_known "")
  endif()
  add_test(NAME ${name}
    COMMAND ${name} ${only_known} "${CMAKE_SOURCE_DIR}/tests/fuzz/corpus/${name}")
  set_tests_properties(${name} PROPERTIES TIMEOUT 600)
endfunction()
