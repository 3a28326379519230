// SPDX-License-Identifier: Apache-2.0
//
// The words for what is purged, held and kept. A state that this command does not know yet, because
// the server is newer, is "unknown". Pure functions.

#ifndef CONTINUUM_CLIENTS_CLI_RECORDS_WORDS_H_
#define CONTINUUM_CLIENTS_CLI_RECORDS_WORDS_H_

#include <cstdint>
#include <string>

#include "continuum/v1/records_service.pb.h"

namespace continuum::cli {

std::string PurgeStateWords(v1::Purge::State state);
std::string HoldStateWords(v1::Hold::State state);

// "for good", "1 month", "84 months".
std::string MonthsWords(int32_t months);

// What is shown of a number: "withheld" where it was.
std::string PublicNumberWords(const v1::PublicNumber& number);

}  // namespace continuum::cli

#endif  // CONTINUUM_CLIENTS_CLI_RECORDS_WORDS_H_
