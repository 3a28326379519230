# SPDX-License-Identifier: Apache-2.0

# continuum_fuzz_target(<name>_fuzz SOURCES <file>... [LIBS <target>...])
#
# SOURCES define LLVMFuzzerTestOneInput. In the preset `fuzz` this makes a libFuzzer executable, part
# of the target fuzz_targets. In all others it makes a test that replays the known inputs in
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
  else()
    target_sources(${name} PRIVATE "${CMAKE_SOURCE_DIR}/tests/fuzz/replay.cc")
    add_test(NAME ${name} COMMAND ${name} "${CMAKE_SOURCE_DIR}/tests/fuzz/corpus/${name}")
    set_tests_properties(${name} PROPERTIES TIMEOUT 600)
  endif()
endfunction()
