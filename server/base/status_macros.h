// SPDX-License-Identifier: Apache-2.0
//
// RETURN_IF_ERROR and ASSIGN_OR_RETURN, which Debian's Abseil does not have yet.
//
//   RETURN_IF_ERROR(writer.Append(row));
//   ASSIGN_OR_RETURN(const Program program, reader.GetProgram(name));
//
// Both return the absl::Status unchanged, payloads included, from a function that returns
// absl::Status or absl::StatusOr. A type with a comma needs parentheses or an alias.
// ASSIGN_OR_RETURN is several statements: it does not work as the body of an `if` without braces.

#ifndef CONTINUUM_SERVER_BASE_STATUS_MACROS_H_
#define CONTINUUM_SERVER_BASE_STATUS_MACROS_H_

#include <utility>

#include "absl/base/optimization.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"

// Names are counted, not made from the line: a lambda inside the expression may use these macros
// too.
#define RETURN_IF_ERROR(expression) \
  CONTINUUM_RETURN_IF_ERROR_(CONTINUUM_CONCAT_(continuum_status_, __COUNTER__), expression)

#define ASSIGN_OR_RETURN(declaration, expression)                                                \
  CONTINUUM_ASSIGN_OR_RETURN_(CONTINUUM_CONCAT_(continuum_status_or_, __COUNTER__), declaration, \
                              expression)

#define CONTINUUM_RETURN_IF_ERROR_(temporary, expression) \
  do {                                                    \
    absl::Status temporary = (expression);                \
    if (ABSL_PREDICT_FALSE(!temporary.ok())) {            \
      return temporary;                                   \
    }                                                     \
  } while (false)

#define CONTINUUM_ASSIGN_OR_RETURN_(temporary, declaration, expression) \
  auto temporary = (expression);                                        \
  if (ABSL_PREDICT_FALSE(!temporary.ok())) {                            \
    return std::move(temporary).status();                               \
  }                                                                     \
  declaration = *std::move(temporary) /* the caller writes the semicolon */

#define CONTINUUM_CONCAT_(a, b) CONTINUUM_CONCAT_INNER_(a, b)
#define CONTINUUM_CONCAT_INNER_(a, b) a##b

#endif  // CONTINUUM_SERVER_BASE_STATUS_MACROS_H_
