// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/evidence_cell.h"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/string_view.h"

namespace continuum::cli {

namespace {

bool IsSeparator(char c) { return c == ';' || c == '|'; }

// Adds the piece that has these parts. False when they make none.
bool AddPiece(const std::vector<std::string>& parts, std::vector<v1::Evidence>* pieces) {
  if (parts.size() == 1 && parts[0].empty()) return true;  // "a; ;b", or nothing at all
  if (parts.size() > 2 || parts[0].empty()) return false;
  v1::Evidence piece;
  piece.set_reference(parts[0]);
  if (parts.size() == 2) piece.set_description(parts[1]);
  pieces->push_back(piece);
  return true;
}

std::string Escape(absl::string_view text) {
  return absl::StrReplaceAll(text, {{";", "\\;"}, {"|", "\\|"}});
}

}  // namespace

std::optional<std::vector<v1::Evidence>> ParseEvidence(absl::string_view cell) {
  std::vector<v1::Evidence> pieces;
  std::vector<std::string> parts(1);
  const auto close_part = [&] {
    parts.back() = std::string(absl::StripAsciiWhitespace(parts.back()));
  };
  for (size_t i = 0; i < cell.size(); ++i) {
    if (cell[i] == '\\' && i + 1 < cell.size() && IsSeparator(cell[i + 1])) {
      parts.back() += cell[++i];
    } else if (cell[i] == '|') {
      close_part();
      parts.emplace_back();
    } else if (cell[i] == ';') {
      close_part();
      if (!AddPiece(parts, &pieces)) return std::nullopt;
      parts.assign(1, "");
    } else {
      parts.back() += cell[i];
    }
  }
  close_part();
  if (!AddPiece(parts, &pieces)) return std::nullopt;
  return pieces;
}

std::string FormatPiece(const v1::Evidence& piece) {
  std::string text = Escape(piece.reference());
  if (!piece.description().empty()) absl::StrAppend(&text, " | ", Escape(piece.description()));
  return text;
}

}  // namespace continuum::cli
