// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_CLIENTS_CLI_PAGE_RUBRIC_FORM_H_
#define CONTINUUM_CLIENTS_CLI_PAGE_RUBRIC_FORM_H_

#include "clients/cli/page/html.h"
#include "clients/cli/rubric_guide.h"
#include "continuum/v1/rubric.pb.h"

namespace continuum::cli {

// Writes how a criterion is answered and what an answer is worth, as a table or list.
void WriteForm(const v1::Criterion& criterion, const RubricGuide& guide, Html& html);

}  // namespace continuum::cli

#endif  // CONTINUUM_CLIENTS_CLI_PAGE_RUBRIC_FORM_H_
