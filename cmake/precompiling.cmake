# SPDX-License-Identifier: Apache-2.0
#
# What most of our files include is parsed once and not hundreds of times. A source file still names
# all that it uses: clang-tidy and the preset `release` read it without this.

option(CONTINUUM_PRECOMPILED "Parse the headers of libraries and messages once for all files" ON)

# A precompiled header is valid for one set of flags only; gRPC's users bring this one.
add_compile_options(-pthread)

# continuum_precompiled_headers(<name> HEADERS <header>... LIBS <target>...)
function(continuum_precompiled_headers name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "HEADERS;LIBS")
  set(empty "${CMAKE_CURRENT_BINARY_DIR}/${name}.cc")  # a library needs a file
  file(CONFIGURE OUTPUT "${empty}" CONTENT "// Nothing.\n")
  add_library(${name} OBJECT "${empty}")
  target_link_libraries(${name} PRIVATE ${arg_LIBS})
  target_precompile_headers(${name} PRIVATE ${arg_HEADERS})
endfunction()

# continuum_use_precompiled_headers(<name> <directory>)
#
# For all that is built in the directory and those that it adds.
function(continuum_use_precompiled_headers name directory)
  get_directory_property(targets DIRECTORY "${directory}" BUILDSYSTEM_TARGETS)
  foreach(target IN LISTS targets)
    get_target_property(type ${target} TYPE)
    if(type MATCHES "^(EXECUTABLE|STATIC_LIBRARY)$")
      target_precompile_headers(${target} REUSE_FROM ${name})
    endif()
  endforeach()
  get_directory_property(below DIRECTORY "${directory}" SUBDIRECTORIES)
  foreach(subdirectory IN LISTS below)
    continuum_use_precompiled_headers(${name} "${subdirectory}")
  endforeach()
endfunction()

# continuum_precompile(<room>...), when all that they build is known.
function(continuum_precompile)
  if(NOT CONTINUUM_PRECOMPILED)
    return()
  endif()
  set(headers
    <algorithm> <chrono> <cstdint> <filesystem> <fstream> <functional> <memory> <optional> <set>
    <string> <thread> <utility> <vector>
    <absl/container/flat_hash_map.h>
    <absl/container/flat_hash_set.h>
    <absl/status/statusor.h>
    <absl/strings/str_cat.h>
    <absl/strings/str_format.h>
    <absl/strings/str_join.h>
    <absl/strings/str_split.h>
    <absl/time/clock.h>
    <absl/time/time.h>
    <absl/types/span.h>
    <continuum/v1/answers.pb.h>
    <continuum/v1/rubric.pb.h>
    <continuum/v1/scorecard.pb.h>
    <google/protobuf/text_format.h>
    <google/protobuf/util/message_differencer.h>
    <google/rpc/error_details.pb.h>)
  continuum_precompiled_headers(continuum_headers HEADERS ${headers} LIBS continuum::messages)
  continuum_precompiled_headers(continuum_test_headers
    HEADERS ${headers} <gmock/gmock.h> <gtest/gtest.h>
    LIBS continuum::messages GTest::gmock)
  foreach(room IN LISTS ARGN)
    set(name continuum_headers)
    if(room STREQUAL "tests")
      set(name continuum_test_headers)
    endif()
    if(EXISTS "${CMAKE_SOURCE_DIR}/${room}/CMakeLists.txt")
      continuum_use_precompiled_headers(${name} "${CMAKE_SOURCE_DIR}/${room}")
    endif()
  endforeach()
endfunction()
