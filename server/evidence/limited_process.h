// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_SERVER_EVIDENCE_LIMITED_PROCESS_H_
#define CONTINUUM_SERVER_EVIDENCE_LIMITED_PROCESS_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"

namespace continuum::evidence {

// The most that a program may take. See docs/adr/0029.
struct ProcessLimits {
  absl::Duration time = absl::Seconds(20);    // until it ends; of a processor, too
  int64_t memory_bytes = int64_t{512} << 20;  // of address space
  size_t output_bytes = size_t{64} << 20;     // that it prints
  int open_files = 16;                        // at once
};

// OK if the programs are there that set the limits; otherwise FAILED_PRECONDITION.
absl::Status CheckCanLimit();

// Whether there is an executable file at this path.
bool IsProgram(const std::string& path);

// Runs a program that reads what strangers wrote, and gives what it prints. `command` is its path
// and its arguments; it finds `input` as file 0, also under /dev/fd/0, from where it can be read in
// any order. It has no other open files of the server's, cannot write() to any, gains no rights
// that the server does not have (but has those), and has LC_ALL=C.UTF-8 for its whole environment.
// Unless the server is root, it starts no other processes. However it goes, when this returns the
// program has ended, and with it all that it started and that stayed in the process group in which
// it began.
//
// `go_on` is asked every tenth of a second or more often; its error ends the program. Thread-safe.
//
// * RESOURCE_EXHAUSTED: it took more time, or printed more, than the limits say.
// * ABORTED: it ended with another exit code than 0, or by a signal that it gets by its own doing,
//   as where it wanted more memory.
// * UNAVAILABLE: the system did not let it start or broke off; it is not there or lacks a library
//   (exit codes 126 and 127); it was ended by a signal from elsewhere, such as SIGKILL or SIGTERM.
// * What `go_on` says.
absl::StatusOr<std::string> RunLimited(const std::vector<std::string>& command,
                                       absl::string_view input, const ProcessLimits& limits,
                                       absl::FunctionRef<absl::Status()> go_on);

}  // namespace continuum::evidence

#endif  // CONTINUUM_SERVER_EVIDENCE_LIMITED_PROCESS_H_
