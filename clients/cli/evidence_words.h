// SPDX-License-Identifier: Apache-2.0
//
// The words for evidence. What a newer server says and this command does not know is "unknown".
// Pure functions.

#ifndef CONTINUUM_CLIENTS_CLI_EVIDENCE_WORDS_H_
#define CONTINUUM_CLIENTS_CLI_EVIDENCE_WORDS_H_

#include <cstdint>
#include <string>

#include "absl/strings/string_view.h"
#include "continuum/v1/evidence.pb.h"

namespace continuum::cli {

// "file", "link", ...
std::string EvidenceKindWords(const v1::EvidenceItem& item);
// "there", "waits to be purged", "removed" or "purged".
std::string EvidenceStateWords(const v1::EvidenceItem& item);
std::string ScanWords(v1::EvidenceFile::Scan scan);
// "2 that look like a phone number".
std::string FindingWords(const v1::IdentifierFinding& finding);
// Where they are, to be said behind it: " (page 3 line 1, line 7, and 35 more)"; empty where the
// server does not say.
std::string PlacesWords(const v1::IdentifierFinding& finding);
// What was read of a file of `whole` bytes (-1: not known): "whole file", "bytes 0 to 1048575".
std::string ReadPartWords(const v1::EvidenceRead& read, int64_t whole);
// "25 of 40".
std::string SampleWords(const v1::EvidenceSample& sample);
// What there is to say of an attachment: "detached", "stale", ...
std::string AttachmentWords(const v1::EvidenceAttachment& attachment);
// The same, with what has become of its evidence: "purged; stale: ...".
std::string AttachmentWords(const v1::EvidenceAttachment& attachment, const v1::EvidenceItem& item);

// The media type of a file by its name's ending; empty if it is none that is taken.
std::string MediaTypeOfFile(absl::string_view path);

}  // namespace continuum::cli

#endif  // CONTINUUM_CLIENTS_CLI_EVIDENCE_WORDS_H_
