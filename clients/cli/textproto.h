// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_CLIENTS_CLI_TEXTPROTO_H_
#define CONTINUUM_CLIENTS_CLI_TEXTPROTO_H_

#include <string>
#include <vector>

#include "clients/cli/line_problem.h"
#include "google/protobuf/message.h"

namespace continuum::cli {

// Reads a message in protobuf's text format. Gives what is wrong with the text, by line; none when
// `message` is whole. A pure function.
std::vector<LineProblem> ParseTextproto(const std::string& text,
                                        google::protobuf::Message* message);

}  // namespace continuum::cli

#endif  // CONTINUUM_CLIENTS_CLI_TEXTPROTO_H_
