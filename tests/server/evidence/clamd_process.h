// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_TESTS_SERVER_EVIDENCE_CLAMD_PROCESS_H_
#define CONTINUUM_TESTS_SERVER_EVIDENCE_CLAMD_PROCESS_H_

#include <sys/types.h>

#include <string>

#include "tests/testing/temp_dir.h"

namespace continuum::evidence {

// What the scanner of the tests takes for malware. It is none: its one signature is made of this.
inline constexpr char kMarkedAsMalware[] = "continuum-test-signature-7f3a91";

// A real clamd with one signature of its own, in a folder of its own; it downloads nothing. The
// constructor waits until it answers and ends the process if it does not; the destructor stops it.
class ClamdProcess {
 public:
  // Whether there is one to start.
  static bool Installed();

  ClamdProcess();
  ~ClamdProcess();
  ClamdProcess(const ClamdProcess&) = delete;
  ClamdProcess& operator=(const ClamdProcess&) = delete;

  // The path of its socket.
  std::string socket() const { return dir_.File("clamd.ctl"); }

  // Makes it take no more notice of anything.
  void Pause() const;

 private:
  testing::TempDir dir_;
  pid_t pid_ = -1;
};

}  // namespace continuum::evidence

#endif  // CONTINUUM_TESTS_SERVER_EVIDENCE_CLAMD_PROCESS_H_
