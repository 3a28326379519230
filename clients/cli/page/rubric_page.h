// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_CLIENTS_CLI_PAGE_RUBRIC_PAGE_H_
#define CONTINUUM_CLIENTS_CLI_PAGE_RUBRIC_PAGE_H_

#include <string>

#include "clients/cli/rubric_guide.h"

namespace continuum::cli {

// One HTML page of the whole instrument, to read or print: what it asks, how it is scored, the
// levels in words, conventions and sources. Complete in itself: no script, no other file. The same
// rubric gives the same bytes. A pure function.
std::string RubricPage(const RubricGuide& guide);

}  // namespace continuum::cli

#endif  // CONTINUUM_CLIENTS_CLI_PAGE_RUBRIC_PAGE_H_
