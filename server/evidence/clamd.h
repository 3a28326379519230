// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_SERVER_EVIDENCE_CLAMD_H_
#define CONTINUUM_SERVER_EVIDENCE_CLAMD_H_

#include <cstdint>
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"

namespace continuum::evidence {

// What a scan found.
enum class ScanResult { kClean, kFound };

// A malware scanner: ClamAV's clamd, asked by its INSTREAM command over a Unix socket or, on this
// machine only, over TCP. Each scan is a connection of its own. Thread-safe. Whatever goes wrong is
// an error, never "clean".
//
//   ASSIGN_OR_RETURN(const Clamd clamd, Clamd::At("/run/clamav/clamd.ctl"));
//   ASSIGN_OR_RETURN(const ScanResult result, clamd.Scan(bytes));
class Clamd {
 public:
  static constexpr absl::Duration kPatience = absl::Seconds(30);  // for one scan

  // `address` is the path of a socket, beginning with "/", or 127.0.0.1:PORT. INVALID_ARGUMENT: it
  // is neither. Does not connect yet.
  static absl::StatusOr<Clamd> At(absl::string_view address, absl::Duration patience = kPatience);

  // UNAVAILABLE, SCANNER_UNREACHABLE: there is no answer, or it is neither that something was found
  // nor that nothing was.
  absl::StatusOr<ScanResult> Scan(absl::string_view bytes) const;

 private:
  Clamd(std::string path, uint16_t port, absl::Duration patience)
      : path_(std::move(path)), port_(port), patience_(patience) {}

  std::string path_;  // empty: TCP
  uint16_t port_;
  absl::Duration patience_;
};

// What clamd's answer to INSTREAM says; an error as above. Pure function; takes any bytes.
absl::StatusOr<ScanResult> ReadScanAnswer(absl::string_view answer);

}  // namespace continuum::evidence

#endif  // CONTINUUM_SERVER_EVIDENCE_CLAMD_H_
