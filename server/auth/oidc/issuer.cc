// SPDX-License-Identifier: Apache-2.0

#include "server/auth/oidc/issuer.h"

#include <algorithm>
#include <cstddef>
#include <filesystem>
#include <functional>
#include <nlohmann/json.hpp>
#include <set>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "server/auth/oidc/fetch.h"
#include "server/auth/oidc/json.h"
#include "server/auth/oidc/key.h"
#include "server/auth/oidc/key_set.h"
#include "server/auth/oidc/read_file.h"
#include "server/base/errors.h"
#include "server/base/text.h"

namespace continuum::auth::oidc {
namespace {

using nlohmann::json;

constexpr size_t kMaxFileBytes = 64 * 1024;
constexpr size_t kMaxTextBytes = 1024;
constexpr char kReason[] = "ISSUERS_INVALID";

using Problems = std::vector<base::FieldViolation>;

// Reads the members of one object; each problem is noted, and reading goes on.
class Reader {
 public:
  Reader(const json& object, std::string path, Problems* problems)
      : object_(object), path_(std::move(path)), problems_(*problems) {}

  void Problem(const std::string& name, const std::string& got, absl::string_view wanted) {
    const std::string field = path_.empty() ? name : absl::StrCat(path_, ".", name);
    problems_.push_back({field, absl::StrCat(field, ": got ", got, ", want ", wanted)});
  }

  // The member, if it is there; its name is then a known one.
  const json* Find(const std::string& name) {
    known_.insert(name);
    return FindMember(object_, name);
  }

  void ReadText(const std::string& name, std::string* text) {
    const json* const member = Find(name);
    if (member == nullptr && !text->empty()) return;  // there is one to go by
    if (member != nullptr && IsText(*member)) {
      *text = member->get<std::string>();
    } else {
      Problem(name, Got(member), absl::StrCat("a text of 1 to ", kMaxTextBytes, " bytes"));
    }
  }

  void ReadTexts(const std::string& name, const std::function<bool(const std::string&)>& good,
                 absl::string_view wanted, std::vector<std::string>* texts) {
    const json* const member = Find(name);
    if (member == nullptr) return;
    if (!member->is_array() || member->empty()) {
      return Problem(name, Got(member), "a list with at least one text");
    }
    texts->clear();
    for (size_t i = 0; i < member->size(); ++i) {
      const json& text = (*member)[i];
      if (IsText(text) && good(text.get<std::string>())) {
        texts->push_back(text.get<std::string>());
      } else {
        Problem(absl::StrCat(name, "[", i, "]"), Got(&text), wanted);
      }
    }
  }

  void ReadDuration(const std::string& name, absl::Duration least, absl::Duration most,
                    absl::Duration* duration) {
    const json* const member = Find(name);
    if (member == nullptr) return;
    absl::Duration read;
    if (member->is_string() && absl::ParseDuration(member->get<std::string>(), &read) &&
        read >= least && read <= most) {
      *duration = read;
      return;
    }
    Problem(name, Got(member),
            absl::StrCat("a time from \"", absl::FormatDuration(least), "\" to \"",
                         absl::FormatDuration(most), "\""));
  }

  void ReadTruth(const std::string& name, bool* truth) {
    const json* const member = Find(name);
    if (member == nullptr) return;
    if (!member->is_boolean()) return Problem(name, Got(member), "true or false");
    *truth = member->get<bool>();
  }

  // A name that nobody reads is a mistake, and what was meant would silently not hold.
  void RefuseOthers() {
    for (const auto& member : object_.items()) {
      if (known_.count(member.key()) > 0) continue;
      Problem(base::Utf8Text(member.key(), 64), Got(&member.value()),
              absl::StrCat("one of ", absl::StrJoin(known_, ", ")));
    }
  }

 private:
  static bool IsText(const json& member) {
    if (!member.is_string()) return false;
    const auto& text = member.get_ref<const std::string&>();
    return !text.empty() && text.size() <= kMaxTextBytes;
  }
  static std::string Got(const json* member) {
    if (member == nullptr) return "nothing";
    if (member->is_string()) return base::Shown(member->get<std::string>());
    return base::Utf8Text(member->dump(-1, ' ', true), 64);
  }

  const json& object_;
  const std::string path_;
  Problems& problems_;
  std::set<std::string> known_;
};

// A path counts from the folder of the issuers' file, wherever the server was started.
std::string InFolder(const std::filesystem::path& folder, const std::string& path) {
  return (folder / path).string();
}

void ReadKeysLocation(const std::filesystem::path& folder, Reader* reader, IssuerConfig* issuer) {
  reader->ReadText("keys", &issuer->keys);
  if (IsUrl(issuer->keys)) {
    const absl::Status good = CheckUrl(issuer->keys);
    if (!good.ok()) {
      // Messages end up in logs, where no password may stand.
      const bool has_name = absl::StrContains(issuer->keys, '@');
      reader->Problem("keys", has_name ? "a URL with @" : base::Shown(issuer->keys),
                      absl::StrCat(good.message(), ", or the path of a file"));
    }
  } else if (!issuer->keys.empty()) {
    issuer->keys = InFolder(folder, issuer->keys);
  }
  if (reader->Find("certificates") == nullptr) return;
  reader->ReadText("certificates", &issuer->certificates);
  if (!IsUrl(issuer->keys)) {
    reader->Problem("certificates", base::Shown(issuer->certificates),
                    "none where the keys are in a file");
  }
  issuer->certificates = InFolder(folder, issuer->certificates);
}

IssuerConfig ReadIssuer(const std::filesystem::path& folder, Reader* reader) {
  IssuerConfig issuer;
  reader->ReadText("issuer", &issuer.issuer);
  reader->ReadText("audience", &issuer.audience);
  ReadKeysLocation(folder, reader, &issuer);
  const std::vector<std::string>& known = KnownAlgorithms();
  reader->ReadTexts(
      "algorithms",
      [&known](const std::string& algorithm) {
        return std::find(known.begin(), known.end(), algorithm) != known.end();
      },
      absl::StrCat("one of ", absl::StrJoin(known, ", ")), &issuer.algorithms);
  reader->ReadTexts(
      "clients", [](const std::string&) { return true; },
      absl::StrCat("a text of 1 to ", kMaxTextBytes, " bytes"), &issuer.clients);
  reader->ReadDuration("clock_skew", absl::ZeroDuration(), absl::Minutes(5), &issuer.clock_skew);
  reader->ReadDuration("longest_token", absl::Minutes(1), absl::Hours(30 * 24),
                       &issuer.longest_token);
  reader->ReadTruth("require_access_token_type", &issuer.require_access_token_type);
  reader->ReadText("subject_claim", &issuer.subject_claim);
  reader->ReadText("email_claim", &issuer.email_claim);
  reader->ReadTruth("trust_email", &issuer.trust_email);
  reader->RefuseOthers();
  return issuer;
}

std::vector<IssuerConfig> ReadAll(const json& file, const std::filesystem::path& folder,
                                  Problems* problems) {
  std::vector<IssuerConfig> issuers;
  Reader whole(file, "", problems);
  const json* const listed = whole.Find("issuers");
  whole.RefuseOthers();
  if (listed == nullptr || !listed->is_array() || listed->empty()) {
    whole.Problem("issuers", listed == nullptr ? "nothing" : base::Shown(listed->dump()),
                  "a list with at least one issuer");
    return issuers;
  }
  for (size_t i = 0; i < listed->size(); ++i) {
    const json& one = (*listed)[i];
    const std::string path = absl::StrCat("issuers[", i, "]");
    if (!one.is_object()) {
      whole.Problem(path, base::Shown(one.dump()), "an object");
      continue;
    }
    Reader reader(one, path, problems);
    IssuerConfig issuer = ReadIssuer(folder, &reader);
    // A token says only whose it is, so that there can be but one answer to what holds for it.
    const bool twice =
        std::any_of(issuers.begin(), issuers.end(),
                    [&issuer](const IssuerConfig& other) { return other.issuer == issuer.issuer; });
    if (twice && !issuer.issuer.empty()) {
      reader.Problem("issuer", base::Shown(issuer.issuer), "each issuer once");
    }
    issuers.push_back(std::move(issuer));
  }
  return issuers;
}

}  // namespace

absl::StatusOr<std::vector<IssuerConfig>> ReadIssuers(const std::string& path) {
  const absl::StatusOr<std::string> text = ReadSmallFile(path, kMaxFileBytes);
  if (!text.ok()) {
    return base::MakeError(absl::StatusCode::kFailedPrecondition, "ISSUERS_UNREADABLE",
                           text.status().message());
  }
  const absl::StatusOr<json> file = ReadJsonObject(*text);
  if (!file.ok()) {
    return base::InvalidRequest(kReason, absl::StrCat(path, " ", file.status().message()));
  }
  Problems problems;
  std::vector<IssuerConfig> issuers =
      ReadAll(*file, std::filesystem::path(path).parent_path(), &problems);
  if (!problems.empty()) return base::InvalidFields(problems, kReason);
  return issuers;
}

}  // namespace continuum::auth::oidc
