# SPDX-License-Identifier: Apache-2.0
#
# Warnings for our own code, from here on. Generated code was added before.

add_compile_options(-Wall -Wextra -Wpedantic -Wconversion -Wshadow -Werror)
# Fields that a designated initialiser leaves out are meant to have their defaults.
add_compile_options(-Wno-missing-field-initializers)

if(CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
  # Only clang checks the annotations of server/base/mutex.h. Its -Wconversion includes changes of
  # sign, which g++ leaves out; what compiles for daily work must compile for fuzzing.
  add_compile_options(-Wthread-safety -Wno-sign-conversion)
endif()
