// SPDX-License-Identifier: Apache-2.0
//
// Whatever somebody uploads as evidence: the kind of file is found or the file is refused, its text
// is taken out of it, and what points to patients is looked for. What is said of the file must fit
// the file, be the same each time, and repeat nothing of it but names that programs give.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "server/evidence/document_text.h"
#include "server/evidence/identifiers.h"
#include "server/evidence/sniff.h"
#include "server/evidence/zip_reader.h"

namespace continuum::evidence {
namespace {

constexpr FileKind kKinds[] = {FileKind::kPdf,  FileKind::kPng, FileKind::kJpeg, FileKind::kTiff,
                               FileKind::kText, FileKind::kCsv, FileKind::kDocx, FileKind::kXlsx,
                               FileKind::kPptx, FileKind::kOdt, FileKind::kOds,  FileKind::kOdp};

void Check(bool holds) {
  if (!holds) std::abort();
}

// At most one kind takes the bytes, but that nothing tells CSV from text.
void CheckKinds(absl::string_view bytes) {
  int taken = 0;
  for (const FileKind kind : kKinds) {
    const absl::Status status = CheckFileKind(bytes, kind);
    Check(status.ok() || absl::IsInvalidArgument(status));
    if (status.ok() && kind != FileKind::kCsv) ++taken;
  }
  Check(taken <= 1);
}

void CheckReport(const IdentifierReport& report, const std::vector<TextPart>& parts) {
  int64_t total = 0;
  for (const IdentifierFinding& finding : report.findings) {
    Check(finding.count > 0 && !finding.places.empty());
    Check(static_cast<int64_t>(finding.places.size()) <= finding.count);
    Check(finding.places.size() <= IdentifierFinding::kMaxPlaces);
    for (const IdentifierPlace& place : finding.places) {
      bool within = false;
      for (const TextPart& part : parts) {
        within = within || (part.name == place.part && place.offset < part.text.size());
      }
      Check(within);
    }
    total += finding.count;
  }
  Check(report.Total() == total);
}

void CheckTexts(absl::string_view bytes) {
  for (const FileKind kind : {FileKind::kText, FileKind::kDocx}) {
    const std::optional<std::vector<TextPart>> parts = TextsOf(bytes, kind);
    const IdentifierReport report = FindIdentifiersInFile(bytes, kind);
    Check(report.searched == parts.has_value());
    Check(report.findings == FindIdentifiersInFile(bytes, kind).findings);
    CheckReport(report, parts.value_or(std::vector<TextPart>()));
  }
}

// Of a part no more comes out than was asked for, whatever the archive says.
void CheckArchive(absl::string_view bytes) {
  constexpr size_t kMost = size_t{1} << 16;
  const std::optional<ZipReader> archive = ZipReader::Open(bytes);
  if (!archive.has_value()) return;
  Check(archive->names().size() <= static_cast<size_t>(ZipReader::kMaxParts));
  size_t asked = 0;
  for (const std::string& name : archive->names()) {
    if (++asked > 20) break;
    Check(archive->Has(name));
    const std::optional<std::string> part = archive->Read(name, kMost);
    Check(!part.has_value() || part->size() <= kMost);
  }
}

// Few inputs are whole archives, so what lies in them is tried by itself as well.
void CheckXml(absl::string_view xml) {
  const std::string text = TextOfXml(xml);
  Check(text.size() <= xml.size());
  IdentifierReport report;
  FindIdentifiers("", text, report);
  CheckReport(report, {{"", text}});
}

}  // namespace
}  // namespace continuum::evidence

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const absl::string_view input(reinterpret_cast<const char*>(data), size);
  continuum::evidence::CheckKinds(input);
  continuum::evidence::CheckTexts(input);
  continuum::evidence::CheckArchive(input);
  continuum::evidence::CheckXml(input);
  return 0;
}
