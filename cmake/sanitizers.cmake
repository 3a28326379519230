# SPDX-License-Identifier: Apache-2.0
#
# CONTINUUM_SANITIZERS is a list such as "address,undefined". It applies to everything that we
# compile, generated code too.

set(CONTINUUM_SANITIZERS "" CACHE STRING "Sanitizers to build with, e.g. address,undefined")
option(CONTINUUM_FUZZ "Build the fuzz targets (clang only)" OFF)

if(CONTINUUM_SANITIZERS)
  add_compile_options(-fsanitize=${CONTINUUM_SANITIZERS} -fno-sanitize-recover=all
    -fno-omit-frame-pointer)
  add_link_options(-fsanitize=${CONTINUUM_SANITIZERS})
endif()

if(CONTINUUM_FUZZ)
  if(NOT CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
    message(FATAL_ERROR "CONTINUUM_FUZZ needs clang: configure with the preset `asan`.")
  endif()
  # Coverage feedback for all code; only the targets themselves link libFuzzer's main().
  add_compile_options(-fsanitize=fuzzer-no-link)
endif()
