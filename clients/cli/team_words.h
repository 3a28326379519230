// SPDX-License-Identifier: Apache-2.0
//
// The words for what a team does together. What this command does not know yet, because the server
// is newer, is "unknown". Pure functions.

#ifndef CONTINUUM_CLIENTS_CLI_TEAM_WORDS_H_
#define CONTINUUM_CLIENTS_CLI_TEAM_WORDS_H_

#include <string>

#include "continuum/v1/together_service.pb.h"

namespace continuum::cli {

// "open", "overdue", "done" or "cancelled".
std::string AssignmentStateWords(const v1::Assignment& assignment);
// "open" or "resolved".
std::string ThreadStateWords(v1::Thread::State state);
// Whom something is assigned to: the name that others see, the site or partner.
std::string AssigneeWords(const v1::Assignment& assignment);
// Who said or did something: the name that others see, or what the server calls them.
std::string AuthorWords(const std::string& label, const std::string& author);
// "About 3 h 20 min by 4 people so far; you: 45 min".
std::string EffortWords(const v1::Effort& effort);
// "saved the answer to plan": what was done, in the past tense, without who did it.
std::string ChangeWords(const v1::Change& change);

}  // namespace continuum::cli

#endif  // CONTINUUM_CLIENTS_CLI_TEAM_WORDS_H_
