// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_CLIENTS_CLI_DIFF_COMPARER_H_
#define CONTINUUM_CLIENTS_CLI_DIFF_COMPARER_H_

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"
#include "clients/cli/diff/align.h"
#include "clients/cli/diff/field_words.h"
#include "clients/cli/diff/rubric_diff.h"
#include "clients/cli/rubric_guide.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/message.h"

namespace continuum::cli {

// Where in two rubrics a comparison is.
struct DiffPlace {
  std::string section;
  std::string subject_id;
  std::string subject;
  std::string where;       // the part of the subject, in words; empty for the subject itself
  std::string context;     // said at the end of a sentence, in brackets: "the stage Advanced"
  std::string comparison;  // in front of a threshold: "at least "
  bool wording = false;
};

// Compares messages of one type field by field. Not thread-safe; keeps references to the guides.
class Comparer {
 public:
  Comparer(const RubricGuide& before, const RubricGuide& after) : before_(before), after_(after) {}

  // Adds every difference but those of chapters and criteria in them.
  void Compare(const google::protobuf::Message& before, const google::protobuf::Message& after,
               const DiffPlace& place);

  // Adds a change, at the place and with its context. `change` has everything but these.
  void Add(const DiffPlace& place, RubricChange change);

  std::vector<RubricChange> Take() && { return std::move(changes_); }

 private:
  using Message = google::protobuf::Message;
  using Field = google::protobuf::FieldDescriptor;

  // What a oneof holds, where that is another field than before. False where it is not.
  bool CompareChoice(const Message& before, const Message& after,
                     const google::protobuf::OneofDescriptor& choice, const DiffPlace& place);
  void CompareField(const Message& before, const Message& after, const Field& field,
                    const DiffPlace& place);
  void CompareOne(const Message& before, const Message& after, const Field& field,
                  const DiffPlace& place);
  void CompareValues(const Message& before, const Message& after, const Field& field,
                     const DiffPlace& place);
  void CompareParts(const Message& before, const Message& after, const Field& field,
                    const DiffPlace& place);
  void AddPart(const Message& part, const Field& field, ChangeKind kind, const DiffPlace& place);
  void AddOrder(const Message& after, const Field& field, const DiffPlace& place);
  // The place of a part of what is at `place`.
  DiffPlace Within(const Message& part, const Field& field, const DiffPlace& place) const;

  const RubricGuide& before_;
  const RubricGuide& after_;
  std::vector<RubricChange> changes_;
};

}  // namespace continuum::cli

#endif  // CONTINUUM_CLIENTS_CLI_DIFF_COMPARER_H_
