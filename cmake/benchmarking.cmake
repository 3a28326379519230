# SPDX-License-Identifier: Apache-2.0

# Built by `./dev bench` only.
add_custom_target(benchmarks)

# continuum_benchmark(<name>_benchmark SOURCES <file>... [LIBS <target>...])
#
# One Google Benchmark executable with a main of its own (BENCHMARK_MAIN or more).
function(continuum_benchmark name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "SOURCES;LIBS")
  find_package(benchmark CONFIG REQUIRED)
  add_executable(${name} EXCLUDE_FROM_ALL ${arg_SOURCES})
  target_link_libraries(${name} PRIVATE ${arg_LIBS} benchmark::benchmark)
  add_dependencies(benchmarks ${name})
endfunction()
