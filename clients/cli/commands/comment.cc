// SPDX-License-Identifier: Apache-2.0
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "clients/cli/commands/together.h"
#include "clients/cli/json_value.h"
#include "clients/cli/names.h"
#include "clients/cli/pages.h"
#include "clients/cli/team_words.h"
#include "clients/cli/timestamp_text.h"
#include "google/protobuf/struct.pb.h"

namespace continuum::cli {

namespace {

std::string AboutWords(const v1::Thread& thread) {
  return thread.criterion().empty() ? "the assessment" : thread.criterion();
}

void EmitThread(Session& session, const v1::Thread& thread) {
  session.EmitDetails(
      thread, {{.id = "thread", .label = "Thread", .text = ShortName(thread.name())},
               {.id = "criterion", .label = "About", .text = AboutWords(thread)},
               {.id = "state", .label = "State", .text = ThreadStateWords(thread.state())}});
}

std::string TextWords(const v1::Comment& comment) {
  return comment.purged() ? "(purged)" : comment.text();
}

// The name of the thread that a comment's name is in.
std::string ThreadOf(const v1::Comment& comment) {
  return comment.name().substr(0, comment.name().rfind("/comments/"));
}

// Threads with what was said in each, for people.
void PrintThreads(Console& console, const v1::ListThreadsResponse& threads,
                  const v1::ListCommentsResponse& comments) {
  std::map<std::string, std::vector<const v1::Comment*>> by_thread;
  for (const v1::Comment& comment : comments.comments()) {
    by_thread[ThreadOf(comment)].push_back(&comment);
  }
  for (const v1::Thread& thread : threads.threads()) {
    console.Heading(absl::StrCat(AboutWords(thread), " (", ThreadStateWords(thread.state()),
                                 "), thread ", ShortName(thread.name())));
    for (const v1::Comment* comment : by_thread[thread.name()]) {
      console.Paragraph(absl::StrCat(AuthorWords(comment->author_label(), comment->author()), ", ",
                                     TimestampText(comment->create_time()), ", ",
                                     ShortName(comment->name()), ": ", TextWords(*comment)),
                        "  ");
    }
  }
  if (threads.threads().empty()) {
    console.Paragraph(
        "Nobody has said anything. `continuum comment add ASSESSMENT TEXT` begins a thread.");
  }
}

// For other programs: in JSON, the threads and their comments; in CSV, a row for each comment.
void EmitComments(Session& session, const v1::ListThreadsResponse& threads,
                  v1::ListCommentsResponse comments) {
  std::map<std::string, const v1::Thread*> by_name;
  for (const v1::Thread& thread : threads.threads()) by_name[thread.name()] = &thread;
  Table table({{.id = "thread", .title = ""},
               {.id = "comment", .title = ""},
               {.id = "criterion", .title = ""},
               {.id = "state", .title = ""},
               {.id = "author", .title = ""},
               {.id = "time", .title = ""},
               {.id = "text", .title = ""}});
  v1::ListCommentsResponse shown;
  for (v1::Comment& comment : *comments.mutable_comments()) {
    const auto found = by_name.find(ThreadOf(comment));
    if (found == by_name.end()) continue;
    const v1::Thread& thread = *found->second;
    table.Add({ShortName(thread.name()), ShortName(comment.name()), thread.criterion(),
               ThreadStateWords(thread.state()),
               AuthorWords(comment.author_label(), comment.author()),
               TimestampText(comment.create_time()), TextWords(comment)});
    *shown.add_comments() = std::move(comment);
  }
  google::protobuf::Struct both = ToStruct(threads);
  both.MergeFrom(ToStruct(shown));
  session.Emit(both, table, "");
}

template <typename Request>
CommandResult Settle(Session& session, const ThreadOptions& options,
                     absl::StatusOr<v1::Thread> (Connection::*settle)(Request)) {
  const auto name = ThreadName(options.thread);
  if (!name.ok()) return name.status();
  const auto connection = session.Connect();
  if (!connection.ok()) return connection.status();
  Request request;
  request.set_name(*name);
  const auto thread = ((*connection)->*settle)(request);
  if (!thread.ok()) return thread.status();
  EmitThread(session, *thread);
  return ExitCode::kOk;
}

}  // namespace

CommandResult CommentAdd(Session& session, const CommentAddOptions& options) {
  const auto name = AssessmentName(options.assessment);
  if (!name.ok()) return name.status();
  const auto connection = session.Connect();
  if (!connection.ok()) return connection.status();
  v1::CreateThreadRequest request;
  request.set_parent(*name);
  request.mutable_thread()->set_criterion(options.criterion);
  request.set_text(options.text);
  request.set_identifiers_seen(options.identifiers_seen);
  const auto thread = (*connection)->CreateThread(request);
  if (!thread.ok()) return thread.status();
  EmitThread(session, *thread);
  return ExitCode::kOk;
}

CommandResult CommentReply(Session& session, const CommentReplyOptions& options) {
  const auto name = ThreadName(options.thread);
  if (!name.ok()) return name.status();
  const auto connection = session.Connect();
  if (!connection.ok()) return connection.status();
  v1::CreateCommentRequest request;
  request.set_parent(*name);
  request.set_text(options.text);
  request.set_identifiers_seen(options.identifiers_seen);
  const auto comment = (*connection)->CreateComment(request);
  if (!comment.ok()) return comment.status();
  session.EmitDetails(*comment,
                      {{.id = "thread", .label = "Thread", .text = ShortName(*name)},
                       {.id = "comment", .label = "Comment", .text = ShortName(comment->name())},
                       {.id = "author",
                        .label = "Who",
                        .text = AuthorWords(comment->author_label(), comment->author())},
                       {.id = "text", .label = "Said", .text = comment->text()}});
  return ExitCode::kOk;
}

CommandResult CommentList(Session& session, const CommentListOptions& options) {
  const auto name = AssessmentName(options.assessment);
  if (!name.ok()) return name.status();
  const auto connection = session.Connect();
  if (!connection.ok()) return connection.status();
  v1::ListThreadsRequest request;
  request.set_parent(*name);
  request.set_criterion(options.criterion);
  if (!options.all) request.set_state(v1::Thread::STATE_OPEN);
  const auto threads = CollectPages(**connection, &Connection::ListThreads, request);
  if (!threads.ok()) return threads.status();
  v1::ListCommentsRequest said;
  said.set_parent(*name);
  auto comments = CollectPages(**connection, &Connection::ListComments, said);
  if (!comments.ok()) return comments.status();
  if (session.output == OutputFormat::kTable) {
    PrintThreads(session.console, *threads, *comments);
  } else {
    EmitComments(session, *threads, *std::move(comments));
  }
  return ExitCode::kOk;
}

CommandResult CommentResolve(Session& session, const ThreadOptions& options) {
  return Settle(session, options, &Connection::ResolveThread);
}

CommandResult CommentReopen(Session& session, const ThreadOptions& options) {
  return Settle(session, options, &Connection::ReopenThread);
}

}  // namespace continuum::cli
