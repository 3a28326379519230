// SPDX-License-Identifier: Apache-2.0

#include "tests/testing/proto_matchers.h"

#include <google/protobuf/io/tokenizer.h>
#include <google/protobuf/text_format.h>
#include <google/protobuf/util/message_differencer.h>

#include "absl/strings/str_cat.h"

namespace continuum::testing {
namespace {

using ::google::protobuf::Message;
using ::google::protobuf::TextFormat;
using ::google::protobuf::util::MessageDifferencer;

// Collects the parser's complaints, which would go to standard error.
class Problems final : public google::protobuf::io::ErrorCollector {
 public:
  void AddError(int line, google::protobuf::io::ColumnNumber column,
                const std::string& message) override {
    absl::StrAppend(&text_, "\n", line + 1, ":", column + 1, ": ", message);
  }
  const std::string& text() const { return text_; }

 private:
  std::string text_;
};

}  // namespace

// Not inline, or g++ 12, which knows the length of a literal, warns wrongly where matchers are
// moved.
EqualsProtoMatcher::EqualsProtoMatcher(absl::string_view text) : text_(text) {}

EqualsProtoMatcher::EqualsProtoMatcher(const Message& message) : text_(message.ShortDebugString()) {
  Message* const copy = message.New();
  copy->CopyFrom(message);
  message_.reset(copy);
}

bool EqualsProtoMatcher::MatchAndExplain(const Message& actual,
                                         ::testing::MatchResultListener* listener) const {
  std::shared_ptr<const Message> expected = message_;
  if (expected == nullptr) {
    std::shared_ptr<Message> parsed(actual.New());
    Problems problems;
    TextFormat::Parser parser;
    parser.RecordErrorsTo(&problems);
    if (!parser.ParseFromString(text_, parsed.get())) {
      *listener << "but the expected text is no " << actual.GetTypeName() << ":" << problems.text();
      return false;
    }
    expected = std::move(parsed);
  } else if (expected->GetDescriptor() != actual.GetDescriptor()) {
    *listener << "which is a " << actual.GetTypeName() << ", not a " << expected->GetTypeName();
    return false;
  }
  std::string differences;
  MessageDifferencer differencer;
  differencer.ReportDifferencesToString(&differences);
  if (differencer.Compare(*expected, actual)) return true;
  *listener << "which differs (expected -> actual):\n" << differences;
  return false;
}

}  // namespace continuum::testing
