// SPDX-License-Identifier: Apache-2.0
//
// Rubrics and their revisions.

#include <string>

#include "server/base/status_macros.h"
#include "tests/server/storage/contract.h"

namespace continuum::storage {
namespace {

using ::absl::StatusCode;
using ::continuum::testing::IsOk;
using ::continuum::testing::StatusIs;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr absl::string_view kRevision = "rubrics/r/revisions/1.0.0";

TEST_P(StorageContractTest, RubricIsReadAsWritten) {
  RubricRecord record = Rubric("r", "Fidelity scale");
  Write([&](Writer& w) { return w.CreateRubric(all_, record); });
  auto read = Read([&](const Reader& r) { return r.GetRubric(all_, "rubrics/r"); });
  ASSERT_THAT(read, IsOk());
  EXPECT_EQ(Unstamped(*read), record);

  record.title = "Another title";
  record.current_revision = std::string(kRevision);
  Write([&](Writer& w) { return w.UpdateRubric(all_, record); });
  read = Read([&](const Reader& r) { return r.GetRubric(all_, "rubrics/r"); });
  ASSERT_THAT(read, IsOk());
  EXPECT_EQ(Unstamped(*read), record);
  EXPECT_LT(read->stamp.create_sequence, read->stamp.change_sequence);
}

TEST_P(StorageContractTest, RevisionIsReadAsWrittenToTheByte) {
  RubricRevisionRecord record = Revision("1.0.0", "r", absl::string_view("a\0b\r\n\xC3\xA9 ", 8));
  Write([&](Writer& w) -> absl::Status {
    RETURN_IF_ERROR(w.CreateRubric(all_, Rubric()));
    return w.CreateRubricRevision(all_, record);
  });
  auto read = Read([&](const Reader& r) { return r.GetRubricRevision(all_, kRevision); });
  ASSERT_THAT(read, IsOk());
  EXPECT_EQ(Unstamped(*read), record);

  record.title = "Second try";
  record.source_text = std::string(1 << 20, 'x');
  record.measurement_digest = "m2";
  record.rubric_digest = "r2";
  record.first_date = "";
  record.last_date = "2030-01-01";
  Write([&](Writer& w) { return w.UpdateRubricRevision(all_, record); });
  read = Read([&](const Reader& r) { return r.GetRubricRevision(all_, kRevision); });
  ASSERT_THAT(read, IsOk());
  EXPECT_EQ(Unstamped(*read), record);
}

TEST_P(StorageContractTest, PublishingKeepsTheText) {
  Write([&](Writer& w) { return CreateBasics(w); });
  const Sequence published = Write([&](Writer& w) -> absl::Status {
    ASSIGN_OR_RETURN(RubricRevisionRecord record, w.GetRubricRevisionWithoutText(all_, kRevision));
    record.state = RevisionState::kPublished;
    record.publish_time = w.time();
    return w.UpdateRubricRevision(all_, record);
  });
  const auto read = Read([&](const Reader& r) { return r.GetRubricRevision(all_, kRevision); });
  ASSERT_THAT(read, IsOk());
  EXPECT_EQ(read->source_text, "text of the rubric");
  EXPECT_EQ(read->state, RevisionState::kPublished);
  EXPECT_EQ(read->publish_time, clock_.Now());
  EXPECT_EQ(read->stamp.change_sequence, published);
}

TEST_P(StorageContractTest, ARevisionWithoutItsTextHasAllElse) {
  Write([&](Writer& w) { return CreateBasics(w); });
  const auto read =
      Read([&](const Reader& r) { return r.GetRubricRevisionWithoutText(all_, kRevision); });
  ASSERT_THAT(read, IsOk());
  RubricRevisionRecord expected = Revision();
  expected.source_text.clear();
  EXPECT_EQ(Unstamped(*read), expected);
}

TEST_P(StorageContractTest, RevisionsAreReadAsOfASequence) {
  const Sequence created = Write([&](Writer& w) { return CreateBasics(w); });
  RubricRevisionRecord record = Revision("1.0.0", "r", "a new text");
  record.title = "New title";
  const Sequence changed = Write([&](Writer& w) { return w.UpdateRubricRevision(all_, record); });
  const auto text_at = [&](Sequence as_of) {
    const auto read =
        Read([&](const Reader& r) { return r.GetRubricRevision(all_, kRevision, as_of); });
    return read.ok() ? read->title + ": " + read->source_text : read.status().ToString();
  };
  EXPECT_THAT(text_at(created - 1), HasSubstr("NOT_FOUND"));
  EXPECT_EQ(text_at(created), "Revision: text of the rubric");
  EXPECT_EQ(text_at(changed), "New title: a new text");
}

TEST_P(StorageContractTest, RevisionsAreListedAsCreatedAndWithoutText) {
  Write([&](Writer& w) -> absl::Status {
    RETURN_IF_ERROR(w.CreateRubric(all_, Rubric("r")));
    return w.CreateRubric(all_, Rubric("other"));
  });
  // By name they would stand in another order.
  for (const char* id : {"2.0.0", "10.0.0", "1.0.0"}) {
    Write([&](Writer& w) { return w.CreateRubricRevision(all_, Revision(id)); });
  }
  Write([&](Writer& w) { return w.CreateRubricRevision(all_, Revision("0.1.0", "other")); });
  Write([&](Writer& w) { return w.UpdateRubricRevision(all_, Revision("2.0.0")); });

  EXPECT_THAT(ListNames(RubricRevisionQuery{.rubric = "rubrics/r"}),
              ElementsAre("rubrics/r/revisions/2.0.0", "rubrics/r/revisions/10.0.0",
                          "rubrics/r/revisions/1.0.0"));
  RubricRevisionQuery page{.rubric = "rubrics/r"};
  page.page = {.after = "rubrics/r/revisions/2.0.0", .limit = 1};
  EXPECT_THAT(ListNames(page), ElementsAre("rubrics/r/revisions/10.0.0"));
  EXPECT_THAT(ListNames(RubricRevisionQuery{.rubric = "rubrics/none"}), IsEmpty());

  const auto records = Read([&](const Reader& r) {
    return r.ListRubricRevisions(all_, RubricRevisionQuery{.rubric = "rubrics/r"});
  });
  ASSERT_THAT(records, IsOk());
  for (const RubricRevisionRecord& record : *records) EXPECT_EQ(record.source_text, "");
}

TEST_P(StorageContractTest, RevisionsOfOneChangeAreListedByName) {
  Write([&](Writer& w) -> absl::Status {
    RETURN_IF_ERROR(w.CreateRubric(all_, Rubric("r")));
    RETURN_IF_ERROR(w.CreateRubricRevision(all_, Revision("b")));
    return w.CreateRubricRevision(all_, Revision("a"));
  });
  RubricRevisionQuery page{.rubric = "rubrics/r"};
  page.page.limit = 1;
  EXPECT_THAT(ListNames(page), ElementsAre("rubrics/r/revisions/a"));
  page.page.after = "rubrics/r/revisions/a";
  EXPECT_THAT(ListNames(page), ElementsAre("rubrics/r/revisions/b"));
}

TEST_P(StorageContractTest, AfterMustBeARevisionOfTheRubric) {
  Write([&](Writer& w) -> absl::Status {
    RETURN_IF_ERROR(CreateBasics(w));
    return w.CreateRubric(all_, Rubric("other"));
  });
  for (const char* rubric : {"rubrics/r", "rubrics/other"}) {
    RubricRevisionQuery page{.rubric = rubric};
    page.page.after = "rubrics/r/revisions/none";
    EXPECT_THAT(Read([&](const Reader& r) { return r.ListRubricRevisions(all_, page); }),
                StatusIs(StatusCode::kInvalidArgument));
  }
  RubricRevisionQuery page{.rubric = "rubrics/other"};
  page.page.after = std::string(kRevision);
  EXPECT_THAT(Read([&](const Reader& r) { return r.ListRubricRevisions(all_, page); }),
              StatusIs(StatusCode::kInvalidArgument));
}

TEST_P(StorageContractTest, RubricsAreListedByName) {
  Write([&](Writer& w) -> absl::Status {
    RETURN_IF_ERROR(w.CreateRubric(all_, Rubric("z")));
    RETURN_IF_ERROR(w.CreateRubric(all_, Rubric("a")));
    return w.CreateRubric(all_, Rubric("m"));
  });
  EXPECT_THAT(ListNames(RubricQuery()), ElementsAre("rubrics/a", "rubrics/m", "rubrics/z"));
  EXPECT_THAT(ListNames(RubricQuery{.page = {.after = "rubrics/a", .limit = 1}}),
              ElementsAre("rubrics/m"));
}

TEST_P(StorageContractTest, RubricErrors) {
  EXPECT_THAT(TryWrite([&](Writer& w) { return w.UpdateRubric(all_, Rubric("x")); }),
              StatusIs(StatusCode::kNotFound));
  EXPECT_THAT(TryWrite([&](Writer& w) { return w.CreateRubricRevision(all_, Revision()); }),
              StatusIs(StatusCode::kNotFound, HasSubstr("rubrics/r")));
  EXPECT_THAT(TryWrite([&](Writer& w) { return w.UpdateRubricRevision(all_, Revision()); }),
              StatusIs(StatusCode::kNotFound));
  Write([&](Writer& w) { return CreateBasics(w); });
  EXPECT_THAT(TryWrite([&](Writer& w) { return w.CreateRubric(all_, Rubric()); }),
              StatusIs(StatusCode::kAlreadyExists));
  EXPECT_THAT(TryWrite([&](Writer& w) { return w.CreateRubricRevision(all_, Revision()); }),
              StatusIs(StatusCode::kAlreadyExists));
  RubricRevisionRecord moved = Revision();
  moved.rubric = "rubrics/other";
  EXPECT_THAT(TryWrite([&](Writer& w) { return w.UpdateRubricRevision(all_, moved); }),
              StatusIs(StatusCode::kInvalidArgument, HasSubstr("rubric")));
  EXPECT_THAT(Read([&](const Reader& r) { return r.GetRubric(all_, "rubrics/x"); }),
              StatusIs(StatusCode::kNotFound));
  EXPECT_THAT(Read([&](const Reader& r) { return r.GetRubricRevision(all_, "rubrics/r/x"); }),
              StatusIs(StatusCode::kNotFound));
}

}  // namespace
}  // namespace continuum::storage
