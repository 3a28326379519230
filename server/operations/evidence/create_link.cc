// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <cstddef>
#include <string>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/strip.h"
#include "server/operations/common/identifiers_seen.h"
#include "server/operations/evidence.h"
#include "server/operations/evidence/evidence_rows.h"

namespace continuum::operations {
namespace {

constexpr size_t kMaxUrlBytes = 2000;

// Whether it is the address of a page, as far as the server has to know: that it is encrypted, that
// nobody's password is in it, and that it can be shown as it is.
bool IsPage(absl::string_view url) {
  if (url.size() > kMaxUrlBytes || !absl::ConsumePrefix(&url, "https://")) return false;
  const absl::string_view host = url.substr(0, url.find_first_of("/?#"));
  if (host.empty() || absl::StrContains(host, '@')) return false;
  if (!std::all_of(host.begin(), host.end(), [](char c) {
        return absl::ascii_isalnum(c) || c == '.' || c == '-' || c == ':' || c == '[' || c == ']';
      })) {
    return false;
  }
  return std::all_of(url.begin(), url.end(), [](char c) {
    return absl::ascii_isgraph(c) && c != '<' && c != '>' && c != '"' && c != '\\' && c != '`';
  });
}

int HexValue(char c) {
  return absl::ascii_isdigit(c) ? c - '0' : absl::ascii_tolower(c) - 'a' + 10;
}

// An address as people read it: without escapes, and with spaces for what stands for them.
std::string WordsOf(absl::string_view url) {
  std::string words;
  words.reserve(url.size());
  for (size_t i = 0; i < url.size(); ++i) {
    const bool escaped = url[i] == '%' && i + 2 < url.size() && absl::ascii_isxdigit(url[i + 1]) &&
                         absl::ascii_isxdigit(url[i + 2]);
    if (escaped) {
      words.push_back(static_cast<char>(HexValue(url[i + 1]) * 16 + HexValue(url[i + 2])));
      i += 2;
    } else {
      words.push_back(url[i] == '+' || url[i] == '_' ? ' ' : url[i]);
    }
  }
  return words;
}

}  // namespace

absl::StatusOr<v1::EvidenceItem> CreateLink(const Dependencies& dependencies, const Call& call,
                                            const v1::CreateLinkRequest& request) {
  FieldChecks checks;
  if (!CheckNoPatientNumbers("link.url", WordsOf(request.link().url()), checks)) {
    // What else is wrong with it would repeat it.
  } else if (!IsPage(request.link().url())) {
    checks.Wrong("link.url", request.link().url(),
                 "the address of a page, beginning with https://, without a user name, of at most "
                 "2000 characters");
  }
  return CreateEvidence(dependencies, call, request, checks,
                        [&request](storage::EvidenceRecord& evidence) {
                          evidence.kind = storage::EvidenceKind::kLink;
                          evidence.url = request.link().url();
                        });
}

}  // namespace continuum::operations
