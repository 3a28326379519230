// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_TESTS_BENCHMARKS_ECHO_SERVER_H_
#define CONTINUUM_TESTS_BENCHMARKS_ECHO_SERVER_H_

#include <sys/types.h>

#include <string>

namespace continuum::benchmarks {

// The least that a gRPC server can do: a process of its own that answers two methods of
// AssessmentService with messages made before, from the callback API's own threads. Nothing is
// copied or computed for a call; the message is only serialized.
class EchoServer {
 public:
  // Makes the process. Call it before anything uses gRPC.
  EchoServer();
  ~EchoServer();
  EchoServer(const EchoServer&) = delete;
  EchoServer& operator=(const EchoServer&) = delete;

  // Starts answering GetScorecard and SaveAnswers with these messages, given as bytes. Once.
  void Start(const std::string& scorecard, const std::string& assessment);

  const std::string& address() const { return address_; }

 private:
  pid_t pid_;
  int to_child_;
  int from_child_;
  std::string address_;
};

}  // namespace continuum::benchmarks

#endif  // CONTINUUM_TESTS_BENCHMARKS_ECHO_SERVER_H_
