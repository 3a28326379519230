// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/look_words.h"

namespace continuum::cli {

namespace {

struct Look {
  absl::string_view method;  // of the API
  absl::string_view words;
};

// The methods that an accreditor or agency may call by an access.
constexpr Look kLooks[] = {
    {"ExportPublicRecord", "wrote the public record"},
    {"GetAssessment", "looked at the assessment"},
    {"GetFidelityHistory", "looked at the history"},
    {"GetProgram", "looked at the program"},
    {"GetScorecard", "looked at the scorecard"},
    {"GetSite", "looked at the site"},
    {"ListAssessments", "listed the completed assessments"},
    {"ListPrograms", "saw it in a list"},
    {"ListSites", "listed the sites"},
};

}  // namespace

std::string LookWords(absl::string_view method) {
  for (const Look& look : kLooks) {
    if (look.method == method) return std::string(look.words);
  }
  return std::string(method);
}

}  // namespace continuum::cli
