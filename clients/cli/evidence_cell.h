// SPDX-License-Identifier: Apache-2.0
//
// Pieces of evidence in one cell of a table: "reference | description; reference". A ; or | that
// belongs to the text is written with \ before it. Pure functions.

#ifndef CONTINUUM_CLIENTS_CLI_EVIDENCE_CELL_H_
#define CONTINUUM_CLIENTS_CLI_EVIDENCE_CELL_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "continuum/v1/answers.pb.h"

namespace continuum::cli {

// Nothing when a piece has no reference or more than two parts. Spaces around parts do not count.
std::optional<std::vector<v1::Evidence>> ParseEvidence(absl::string_view cell);

// One piece.
std::string FormatPiece(const v1::Evidence& piece);

// All pieces of an answer.
template <typename Pieces>
std::string FormatEvidence(const Pieces& pieces) {
  std::string cell;
  for (const v1::Evidence& piece : pieces) {
    if (!cell.empty()) cell += " ; ";  // the space keeps a \ at the end apart from the separator
    cell += FormatPiece(piece);
  }
  return cell;
}

}  // namespace continuum::cli

#endif  // CONTINUUM_CLIENTS_CLI_EVIDENCE_CELL_H_
