// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_SERVER_OPERATIONS_ACCESS_PASSAGE_H_
#define CONTINUUM_SERVER_OPERATIONS_ACCESS_PASSAGE_H_

#include <string>
#include <vector>

#include "server/auth/caller.h"

namespace continuum::operations {

// By what a call was let through.
enum class LetInBy {
  kNothing,       // it was not, or not yet
  kOwn,           // what it is about is the caller's own, or everyone's
  kInstallation,  // a role of the installation, whoever owns what it is about
  kAccess,        // an access that the program gave; completed results only
};

// What becomes known of a call on its way in, for those who keep book of calls (record_call.h). A
// plain value; for one call.
struct Passage {
  std::string method;    // "ProgramService.GetProgram"
  bool changes = false;  // whether the method may change something
  std::string call_id;   // as in the log
  std::string peer;      // the other end, as the connection says: "ipv4:192.0.2.1:40404"
  auth::Caller caller = auth::Caller::Public();  // who calls, once that is known
  std::string account;   // who was found by what a call to sign in says; empty for others
  std::string resource;  // what the request names, as it was typed; may be anything
  LetInBy let_in_by = LetInBy::kNothing;
  std::vector<std::string> accesses;  // that let the caller in, by name
};

}  // namespace continuum::operations

#endif  // CONTINUUM_SERVER_OPERATIONS_ACCESS_PASSAGE_H_
