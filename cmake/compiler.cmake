# SPDX-License-Identifier: Apache-2.0
#
# The language, the linker and the compiler cache.

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)  # for clang-tidy and editors

# ccache is a convenience: everything builds without it. Its results are shared between checkouts of
# this repository; with precompiled headers it must not mind who defined a macro first.
find_program(CONTINUUM_CCACHE ccache)
if(CONTINUUM_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_CXX_COMPILER_LAUNCHER
    env "CCACHE_BASEDIR=${CMAKE_SOURCE_DIR}" CCACHE_NOHASHDIR=1
    CCACHE_SLOPPINESS=pch_defines,time_macros "${CONTINUUM_CCACHE}")
  if(CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
    # Or a precompiled header out of the cache is taken for outdated.
    add_compile_options("SHELL:-Xclang -fno-pch-timestamp")
  endif()
endif()

# lld links a test that uses gRPC several times faster than GNU ld.
find_program(CONTINUUM_LLD ld.lld)
if(CONTINUUM_LLD)
  add_link_options(-fuse-ld=lld)
endif()
