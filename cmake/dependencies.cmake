# SPDX-License-Identifier: Apache-2.0
#
# What we use from Debian 12. Nothing is downloaded or copied in. A library that only one room
# needs is looked for in that room's CMakeLists.txt.

find_package(Threads REQUIRED)
find_package(absl CONFIG REQUIRED)

# Debian packages no CMake config file for protobuf, but gRPC's needs the imported targets.
set(protobuf_MODULE_COMPATIBLE ON)
find_package(Protobuf MODULE REQUIRED)

# gRPC looks for c-ares twice and reports the first miss; the result is what counts.
find_package(gRPC CONFIG QUIET REQUIRED)

find_path(CONTINUUM_GOOGLEAPIS_DIR google/rpc/error_details.proto
  PATHS /usr/share/gocode/src/github.com/gogo/googleapis
  DOC "Folder that holds google/rpc/*.proto"
  NO_DEFAULT_PATH)
if(NOT CONTINUUM_GOOGLEAPIS_DIR)
  message(FATAL_ERROR "google/rpc/error_details.proto not found: "
    "install golang-github-gogo-googleapis-dev (./dev setup does).")
endif()
