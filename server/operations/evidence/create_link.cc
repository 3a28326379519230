// SPDX-License-Identifier: Apache-2.0

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/strip.h"
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

}  // namespace

absl::StatusOr<v1::EvidenceItem> CreateLink(const Dependencies& dependencies, const Call& call,
                                            const v1::CreateLinkRequest& request) {
  FieldChecks checks;
  if (!IsPage(request.link().url())) {
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
