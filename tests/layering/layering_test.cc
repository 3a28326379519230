// SPDX-License-Identifier: Apache-2.0

#include "tests/layering/layering.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace continuum::layering {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;

std::string Verdict(absl::string_view file, absl::string_view directive) {
  const std::vector<Include> includes = IncludesOf(directive);
  return includes.size() == 1 ? WhyForbidden(file, includes[0]) : "not one include";
}

struct Arrow {
  absl::string_view file;
  absl::string_view directive;
};

TEST(LayeringRulesTest, ForbiddenArrowsAreSeen) {
  for (const Arrow& arrow : std::vector<Arrow>{
           // Scoring is pure and knows messages only.
           {"scoring/score.cc", "#include \"server/base/clock.h\""},
           {"scoring/score.cc", "#include \"server/base/errors.h\""},
           {"scoring/score.cc", "#include \"continuum/v1/rubric_service.grpc.pb.h\""},
           {"scoring/score.cc", "#include \"clients/cli/table.h\""},
           {"scoring/score.cc", "#include <grpcpp/grpcpp.h>"},
           {"scoring/score.cc", "#include <chrono>"},
           {"scoring/score.cc", "#include <mutex>"},
           {"scoring/score.cc", "#include <fstream>"},
           {"scoring/score.cc", "#include \"absl/time/clock.h\""},
           {"scoring/score.cc", "#include <spdlog/spdlog.h>"},
           // Base and ledger know no domain.
           {"server/base/log.cc", "#include \"continuum/v1/rubric.pb.h\""},
           {"server/base/log.cc", "#include \"server/auth/caller.h\""},
           {"server/ledger/proof.cc", "#include \"server/storage/storage.h\""},
           {"server/ledger/proof.cc", "#include \"scoring/exact.h\""},
           // Caller and Scope are plain.
           {"server/auth/caller.h", "#include <grpcpp/server_context.h>"},
           {"server/auth/scope.h", "#include \"server/auth/authenticator.h\""},
           // Tokens are verified without knowing of calls, and nowhere else.
           {"server/auth/oidc/verify.cc", "#include <grpcpp/server_context.h>"},
           {"server/auth/oidc/verify.cc", "#include \"server/auth/caller.h\""},
           {"server/auth/oidc/verify.cc", "#include \"continuum/v1/rubric.pb.h\""},
           {"server/auth/authenticate.cc", "#include <cjose/cjose.h>"},
           {"server/main.cc", "#include <curl/curl.h>"},
           // Use cases see neither gRPC nor an engine.
           {"server/operations/score_assessment.cc", "#include <grpcpp/grpcpp.h>"},
           {"server/operations/score_assessment.cc", "# include  <grpc/grpc.h>"},
           {"server/operations/score_assessment.cc", "#include <sqlite3.h>"},
           {"server/operations/score_assessment.cc", "#include <libpq-fe.h>"},
           {"server/operations/score_assessment.cc", "#include <postgresql/libpq-fe.h>"},
           {"server/operations/score_assessment.cc",
            "#include \"continuum/v1/rubric_service.grpc.pb.h\""},
           {"server/auth/permissions.cc", "#include <grpcpp/server_context.h>"},
           {"server/auth/permissions.cc", "#include \"continuum/v1/people.pb.h\""},
           {"server/operations/score_assessment.cc", "#include \"server/services/serve.h\""},
           {"server/operations/score_assessment.cc",
            "#include \"server/storage/sqlite/database.h\""},
           // Storage knows no engine; an engine knows itself alone.
           {"server/storage/storage.h", "#include <sqlite3.h>"},
           {"server/storage/storage.h", "#include \"server/storage/sqlite/database.h\""},
           {"server/storage/storage.h", "#include \"server/operations/dependencies.h\""},
           {"server/storage/sqlite/reader.cc", "#include <libpq-fe.h>"},
           {"server/storage/sqlite/reader.cc", "#include <grpcpp/grpcpp.h>"},
           {"server/storage/sqlite/reader.cc", "#include \"server/storage/postgres/reader.h\""},
           {"server/storage/sqlite/reader.cc", "#include \"scoring/score.h\""},
           {"server/storage/postgres/reader.cc", "#include <sqlite3.h>"},
           {"server/services/evidence_service.cc", "#include \"server/evidence/sniff.h\""},
           {"server/evidence/sniff.cc", "#include \"server/storage/storage.h\""},
           {"server/evidence/sniff.cc", "#include \"continuum/v1/evidence.pb.h\""},
           {"server/evidence/blob_store.cc", "#include <sqlite3.h>"},
           {"server/operations/finish_upload.cc", "#include <zip.h>"},
           {"server/mail/smtp_sender.cc", "#include \"server/storage/storage.h\""},
           {"server/mail/message.cc", "#include \"continuum/v1/notification_service.pb.h\""},
           {"server/mail/message.cc", "#include <grpcpp/grpcpp.h>"},
           {"server/services/notification_service.cc", "#include \"server/mail/sender.h\""},
           {"server/operations/send_mails.cc", "#include <curl/curl.h>"},
           // Services never see an engine.
           {"server/services/rubric_service.cc", "#include \"server/storage/sqlite/database.h\""},
           {"server/services/rubric_service.cc", "#include <sqlite3.h>"},
           {"server/services/rubric_service.cc", "#include \"server/server.h\""},
           {"server/main.cc", "#include <sqlite3.h>"},
           // Clients know the API, and the command scoring.
           {"clients/cli/main.cc", "#include \"server/base/status_macros.h\""},
           {"clients/cli/main.cc", "#include \"tests/testing/temp_dir.h\""},
           {"clients/other/main.cc", "#include \"continuum/v1/rubric.pb.h\""},
           // Nothing but tests uses tests; everything is written from the root.
           {"server/main.cc", "#include \"tests/testing/temp_dir.h\""},
           {"server/base/log.cc", "#include \"log.h\""},
           {"server/base/log.cc", "#include \"../base/log.h\""},
           {"server/base/log.cc", "#include HEADER"},
           {"rubrics/a/1.0.0/code.cc", "#include <string>"},
       }) {
    EXPECT_THAT(Verdict(arrow.file, arrow.directive), Not(IsEmpty()))
        << arrow.file << ": " << arrow.directive;
  }
}

TEST(LayeringRulesTest, AllowedArrowsPass) {
  for (const Arrow& arrow : std::vector<Arrow>{
           {"scoring/score.cc", "#include \"scoring/exact.h\""},
           {"scoring/score.cc", "#include \"continuum/v1/rubric.pb.h\""},
           {"scoring/score.cc", "#include <boost/rational.hpp>"},
           {"server/base/log.cc", "#include <spdlog/logger.h>"},
           {"server/base/errors.h", "#include \"google/rpc/error_details.pb.h\""},
           {"server/operations/access/authenticate.cc", "#include \"server/auth/oidc/verify.h\""},
           {"server/auth/oidc/key.cc", "#include <cjose/cjose.h>"},
           {"server/auth/authenticator.h", "#include \"server/auth/oidc/verify.h\""},
           {"server/storage/sqlite/reader.cc", "#include <sqlite3.h>"},
           {"server/storage/sqlite/reader.cc", "#include \"server/storage/storage.h\""},
           {"server/operations/score_assessment.cc", "#include \"server/storage/storage.h\""},
           {"server/operations/score_assessment.cc", "#include \"server/auth/scope.h\""},
           {"server/operations/score_assessment.cc", "#include \"scoring/score.h\""},
           {"server/operations/finish_upload.cc", "#include \"server/evidence/sniff.h\""},
           {"server/evidence/zip_reader.cc", "#include <zip.h>"},
           {"server/operations/send_mails.cc", "#include \"server/mail/sender.h\""},
           {"server/mail/smtp_sender.cc", "#include <curl/curl.h>"},
           {"server/mail/smtp_sender.cc", "#include \"server/base/no_sigpipe.h\""},
           {"server/services/rubric_service.cc",
            "#include \"continuum/v1/rubric_service.grpc.pb.h\""},
           {"server/services/rubric_service.cc", "#include <grpcpp/grpcpp.h>"},
           {"server/services/rubric_service.cc",
            "#include \"server/operations/score_assessment.h\"  // why"},
           {"server/main.cc", "#include \"server/storage/sqlite/database.h\""},
           {"clients/cli/main.cc", "#include \"scoring/score.h\""},
           {"clients/cli/main.cc", "#include <CLI/CLI.hpp>"},
           {"tests/server/storage/storage_test.cc", "#include <sqlite3.h>"},
       }) {
    EXPECT_THAT(Verdict(arrow.file, arrow.directive), IsEmpty())
        << arrow.file << ": " << arrow.directive;
  }
}

TEST(LayeringRulesTest, FindsTheDirectives) {
  EXPECT_THAT(
      IncludesOf("// #include <no>\n#include <a/b.h>\n  # include \"c.h\" // x\nint include;\n"),
      ElementsAre(Include{2, "a/b.h", false}, Include{3, "c.h", true}));
}

bool IsCpp(const std::filesystem::path& path) {
  return path.extension() == ".cc" || path.extension() == ".h";
}

TEST(LayeringTest, TheTreeKeepsTheRules) {
  const std::filesystem::path root = CONTINUUM_SOURCE_DIR;
  int files = 0;
  for (const char* folder : {"clients", "docs", "proto", "rubrics", "scoring", "server", "tests"}) {
    if (!std::filesystem::exists(root / folder)) continue;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(root / folder)) {
      const std::string path = entry.path().lexically_relative(root);
      if (!IsCpp(entry.path()) || path.find("node_modules/") != std::string::npos) continue;
      ++files;
      std::ifstream in(entry.path(), std::ios::binary);
      const std::string source{std::istreambuf_iterator<char>(in),
                               std::istreambuf_iterator<char>()};
      for (const Include& include : IncludesOf(source)) {
        EXPECT_EQ(WhyForbidden(path, include), "")
            << path << ":" << include.line << ": " << include.path;
      }
    }
  }
  EXPECT_GT(files, 40) << "the tree was not found";
}

}  // namespace
}  // namespace continuum::layering
