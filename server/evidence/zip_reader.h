// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_SERVER_EVIDENCE_ZIP_READER_H_
#define CONTINUUM_SERVER_EVIDENCE_ZIP_READER_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"

struct zip;

namespace continuum::evidence {

// The parts of a zip archive in memory, for looking into office documents: their names, and what
// those that are asked for hold. Takes any bytes. Views them; for one thread.
class ZipReader {
 public:
  static constexpr int64_t kMaxParts = 10'000;

  // Nothing if the bytes are no zip archive whose directory holds together: one in which two parts
  // have one name, which programs would read differently, or with more than kMaxParts parts.
  static std::optional<ZipReader> Open(absl::string_view bytes);

  // Their names, in the archive's order.
  const std::vector<std::string>& names() const { return names_; }
  bool Has(absl::string_view name) const;

  // Whether a part can be read only with a password.
  bool encrypted() const { return encrypted_; }

  // What a part holds; nothing if there is none of this name, it is damaged, or it holds more than
  // `max_bytes`: an archive may say little of how much comes out of it.
  std::optional<std::string> Read(absl::string_view name, size_t max_bytes) const;

 private:
  struct Closing {
    void operator()(zip* archive) const;
  };

  explicit ZipReader(zip* archive) : archive_(archive) {}
  bool ReadDirectory();

  std::unique_ptr<zip, Closing> archive_;
  std::vector<std::string> names_;
  bool encrypted_ = false;
};

}  // namespace continuum::evidence

#endif  // CONTINUUM_SERVER_EVIDENCE_ZIP_READER_H_
