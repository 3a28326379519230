# SPDX-License-Identifier: Apache-2.0

# continuum_generate_proto(<out_messages> <out_stubs> ROOT <dir> FILES <a/b.proto>...)
#
# Runs protoc over FILES (relative to ROOT) into the current binary folder and sets <out_messages>
# to the generated *.pb.cc and <out_stubs> to the generated *.grpc.pb.cc. By our convention only a
# file named *_service.proto defines services; only those get stubs.
function(continuum_generate_proto out_messages out_stubs)
  cmake_parse_arguments(PARSE_ARGV 2 arg "" "ROOT" "FILES")
  set(messages "")
  set(stubs "")
  foreach(file IN LISTS arg_FILES)
    string(REGEX REPLACE "\\.proto$" "" stem "${file}")
    set(base "${CMAKE_CURRENT_BINARY_DIR}/${stem}")
    set(outputs "${base}.pb.cc" "${base}.pb.h")
    set(options "")
    list(APPEND messages "${base}.pb.cc")
    if(stem MATCHES "_service$")
      # First, because protoc names them first: Ninja accepts a dependency file only in that order.
      list(PREPEND outputs "${base}.grpc.pb.cc" "${base}.grpc.pb.h")
      list(APPEND stubs "${base}.grpc.pb.cc")
      set(options "--grpc_out=${CMAKE_CURRENT_BINARY_DIR}"
        "--plugin=protoc-gen-grpc=$<TARGET_FILE:gRPC::grpc_cpp_plugin>")
    endif()
    # The dependency file names the imports, so that a change in one regenerates its users only.
    add_custom_command(
      OUTPUT ${outputs}
      COMMAND protobuf::protoc
        "--proto_path=${arg_ROOT}"
        "--proto_path=${CMAKE_CURRENT_SOURCE_DIR}"
        "--proto_path=${CONTINUUM_GOOGLEAPIS_DIR}"
        "--cpp_out=${CMAKE_CURRENT_BINARY_DIR}"
        "--dependency_out=${base}.pb.d"
        ${options}
        "${arg_ROOT}/${file}"
      DEPENDS "${arg_ROOT}/${file}" protobuf::protoc
      DEPFILE "${base}.pb.d"
      COMMENT "Generating ${stem}.pb.cc"
      VERBATIM)
  endforeach()
  set(${out_messages} "${messages}" PARENT_SCOPE)
  set(${out_stubs} "${stubs}" PARENT_SCOPE)
endfunction()
