// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_TESTS_BENCHMARKS_LOAD_H_
#define CONTINUUM_TESTS_BENCHMARKS_LOAD_H_

#include <functional>
#include <string>

#include "absl/time/time.h"

namespace continuum::benchmarks {

// A number of clients that call one method of a server, each again as soon as it has its answer.
struct Load {
  std::string address;  // "127.0.0.1:40404"
  std::string method;   // "/continuum.v1.AssessmentService/GetScorecard"
  int clients = 1;
  // The bytes of a client's next request. Called from any thread, for one client never twice at
  // once. Answers are not parsed: the clients share the machine with the server.
  std::function<std::string(int client)> next_request;
};

// How many calls a second were answered during `time`. Ends the process at the first error.
double CallsPerSecond(const Load& load, absl::Duration time);

}  // namespace continuum::benchmarks

#endif  // CONTINUUM_TESTS_BENCHMARKS_LOAD_H_
