// SPDX-License-Identifier: Apache-2.0

#include "server/evidence/zip_reader.h"

#include <zip.h>

#include <algorithm>
#include <utility>

#include "absl/container/flat_hash_set.h"

namespace continuum::evidence {
namespace {

constexpr size_t kStep = size_t{64} << 10;

struct PartClosing {
  void operator()(zip_file_t* part) const { zip_fclose(part); }
};

}  // namespace

void ZipReader::Closing::operator()(zip* archive) const { zip_discard(archive); }

std::optional<ZipReader> ZipReader::Open(absl::string_view bytes) {
  if (bytes.empty()) return std::nullopt;  // libzip takes nothing for an archive without parts
  zip_source_t* const source =
      zip_source_buffer_create(bytes.data(), bytes.size(), /*freep=*/0, /*error=*/nullptr);
  if (source == nullptr) return std::nullopt;
  zip_t* const archive = zip_open_from_source(source, ZIP_RDONLY | ZIP_CHECKCONS, nullptr);
  if (archive == nullptr) {
    zip_source_free(source);
    return std::nullopt;
  }
  ZipReader reader(archive);  // which owns the source, too
  if (!reader.ReadDirectory()) return std::nullopt;
  return reader;
}

bool ZipReader::ReadDirectory() {
  const zip_int64_t parts = zip_get_num_entries(archive_.get(), 0);
  if (parts < 0 || parts > kMaxParts) return false;
  absl::flat_hash_set<std::string> seen;
  for (zip_int64_t i = 0; i < parts; ++i) {
    zip_stat_t facts;
    const auto index = static_cast<zip_uint64_t>(i);
    if (zip_stat_index(archive_.get(), index, 0, &facts) != 0) return false;
    if ((facts.valid & ZIP_STAT_NAME) == 0) return false;
    names_.emplace_back(facts.name);
    if (!seen.insert(names_.back()).second) return false;
    encrypted_ = encrypted_ || ((facts.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 &&
                                facts.encryption_method != ZIP_EM_NONE);
  }
  return true;
}

bool ZipReader::Has(absl::string_view name) const {
  return std::find(names_.begin(), names_.end(), name) != names_.end();
}

std::optional<std::string> ZipReader::Read(absl::string_view name, size_t max_bytes) const {
  const auto found = std::find(names_.begin(), names_.end(), name);
  if (found == names_.end()) return std::nullopt;
  const auto index = static_cast<zip_uint64_t>(found - names_.begin());
  const std::unique_ptr<zip_file_t, PartClosing> part(zip_fopen_index(archive_.get(), index, 0));
  if (part == nullptr) return std::nullopt;
  std::string bytes;
  while (true) {
    const size_t before = bytes.size();
    bytes.resize(before + kStep);
    const zip_int64_t got = zip_fread(part.get(), bytes.data() + before, kStep);
    if (got < 0) return std::nullopt;
    bytes.resize(before + static_cast<size_t>(got));
    if (bytes.size() > max_bytes) return std::nullopt;
    if (got == 0) return bytes;
  }
}

}  // namespace continuum::evidence
