// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/diff/align.h"

#include <algorithm>
#include <cstddef>
#include <map>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"

namespace continuum::cli {

namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

std::string TextOf(const Message& message, const FieldDescriptor& field) {
  return message.GetReflection()->GetString(message, &field);
}

// The fields by which elements without an id are known: what they are about, not what they ask.
constexpr const char* kNaming[] = {"id",  "stage",  "criterion", "domain",
                                   "tag", "rollup", "input",     "citation"};

// Whether elements of this type are told apart by names at all. Rows, cut-points and cases are not.
bool HasName(const Descriptor& type) {
  if (type.name() == "Requirement") return true;
  for (const char* const name : kNaming) {
    const FieldDescriptor* const field = type.FindFieldByName(name);
    if (field != nullptr && field->cpp_type() == FieldDescriptor::CPPTYPE_STRING) return true;
  }
  return false;
}

std::string NameOf(const Message& message) {
  const Descriptor& type = *message.GetDescriptor();
  if (type.name() == "Requirement") {
    const FieldDescriptor* const rule =
        message.GetReflection()->GetOneofFieldDescriptor(message, type.FindOneofByName("rule"));
    if (rule == nullptr) return "";
    return absl::StrCat(rule->name(), " ",
                        NameOf(message.GetReflection()->GetMessage(message, rule)));
  }
  for (const char* const name : kNaming) {
    const FieldDescriptor* const field = type.FindFieldByName(name);
    if (field == nullptr || field->cpp_type() != FieldDescriptor::CPPTYPE_STRING) continue;
    // Floors and terms have one of several names; a floor's stage is what it asks.
    if (type.name() == "CriterionFloor" && field->name() == "stage") continue;
    const std::string text = TextOf(message, *field);
    if (!text.empty()) return absl::StrCat(field->name(), " ", text);
  }
  return "";
}

class Aligner {
 public:
  Aligner(const Message& before, const Message& after, const FieldDescriptor& field)
      : before_(before), after_(after), field_(field) {}

  std::vector<AlignedPair> Run() {
    of_after_.assign(static_cast<size_t>(Size(after_)), -1);
    if (HasName(*field_.message_type())) {
      PairByName();
    } else {
      PairBySequence();
    }
    return Pairs();
  }

 private:
  int Size(const Message& list) const { return list.GetReflection()->FieldSize(list, &field_); }
  const Message& At(const Message& list, int index) const {
    return list.GetReflection()->GetRepeatedMessage(list, &field_, index);
  }

  // A name that stands several times pairs first with first, second with second.
  void PairByName() {
    std::map<std::string, std::vector<int>> of_name;
    for (int i = Size(before_) - 1; i >= 0; --i) of_name[NameOf(At(before_, i))].push_back(i);
    for (size_t i = 0; i < of_after_.size(); ++i) {
      std::vector<int>& found = of_name[NameOf(At(after_, static_cast<int>(i)))];
      if (found.empty()) continue;
      of_after_[i] = found.back();
      found.pop_back();
    }
  }

  // Pairs what both lists say in one order (the longest such sequence), then what lies between, one
  // by one, so that a row that changed is told as changed.
  void PairBySequence() {
    const size_t n = static_cast<size_t>(Size(before_));
    const size_t m = of_after_.size();
    std::vector<std::string> a;
    std::vector<std::string> b;
    for (size_t i = 0; i < n; ++i)
      a.push_back(At(before_, static_cast<int>(i)).SerializeAsString());
    for (size_t i = 0; i < m; ++i) b.push_back(At(after_, static_cast<int>(i)).SerializeAsString());
    // longest[i][k]: how many of a[i..] and b[k..] can be paired.
    std::vector<std::vector<int>> longest(n + 1, std::vector<int>(m + 1, 0));
    for (size_t i = n; i-- > 0;) {
      for (size_t k = m; k-- > 0;) {
        longest[i][k] = a[i] == b[k] ? longest[i + 1][k + 1] + 1
                                     : std::max(longest[i + 1][k], longest[i][k + 1]);
      }
    }
    size_t i = 0;
    size_t k = 0;
    while (i < n && k < m) {
      if (a[i] == b[k]) {
        of_after_[k++] = static_cast<int>(i++);
        continue;
      }
      // A gap: up to the next two that are equal.
      size_t end_i = i;
      size_t end_k = k;
      while (end_i < n && end_k < m && a[end_i] != b[end_k]) {
        if (longest[end_i + 1][end_k] >= longest[end_i][end_k + 1]) {
          ++end_i;
        } else {
          ++end_k;
        }
      }
      if (end_i == n || end_k == m) {  // nothing equal follows
        end_i = n;
        end_k = m;
      }
      while (i < end_i && k < end_k) of_after_[k++] = static_cast<int>(i++);
      i = end_i;
      k = end_k;
    }
  }

  std::vector<AlignedPair> Pairs() const {
    std::vector<AlignedPair> pairs;
    std::vector<bool> taken(static_cast<size_t>(Size(before_)), false);
    for (size_t k = 0; k < of_after_.size(); ++k) {
      pairs.push_back({.before = of_after_[k], .after = static_cast<int>(k)});
      if (of_after_[k] >= 0) taken[static_cast<size_t>(of_after_[k])] = true;
    }
    for (size_t i = 0; i < taken.size(); ++i) {
      if (!taken[i]) pairs.push_back({.before = static_cast<int>(i), .after = -1});
    }
    return pairs;
  }

  const Message& before_;
  const Message& after_;
  const FieldDescriptor& field_;
  std::vector<int> of_after_;  // for each later element the earlier one
};

}  // namespace

std::vector<AlignedPair> Align(const Message& before, const Message& after,
                               const FieldDescriptor& field) {
  return Aligner(before, after, field).Run();
}

bool IsReordered(const std::vector<AlignedPair>& pairs) {
  int last = -1;
  for (const AlignedPair& pair : pairs) {
    if (pair.before < 0 || pair.after < 0) continue;
    if (pair.before < last) return true;
    last = pair.before;
  }
  return false;
}

}  // namespace continuum::cli
