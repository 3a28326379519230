# SPDX-License-Identifier: Apache-2.0
#
# The language, the linker and the compiler cache.

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)  # for clang-tidy and editors

# ccache is a convenience: everything builds without it.
find_program(CONTINUUM_CCACHE ccache)
if(CONTINUUM_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_CXX_COMPILER_LAUNCHER "${CONTINUUM_CCACHE}")
endif()

# lld links a test that uses gRPC several times faster than GNU ld.
find_program(CONTINUUM_LLD ld.lld)
if(CONTINUUM_LLD)
  add_link_options(-fuse-ld=lld)
endif()
