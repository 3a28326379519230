// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_TESTS_CLIENTS_CLI_PEOPLE_PEOPLE_TEST_BASE_H_
#define CONTINUUM_TESTS_CLIENTS_CLI_PEOPLE_PEOPLE_TEST_BASE_H_

#include <grpcpp/grpcpp.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <memory>
#include <sstream>
#include <string>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "clients/cli/app.h"
#include "clients/cli/console.h"
#include "continuum/v1/program_service.grpc.pb.h"
#include "tests/clients/cli/people/fake_ledger.h"
#include "tests/clients/cli/people/fake_people.h"
#include "tests/testing/temp_dir.h"

namespace continuum::testing {

// Programs of one organization, if the test says which.
class FakePrograms final : public v1::ProgramService::Service {
 public:
  std::string organization;

  grpc::Status GetProgram(grpc::ServerContext*, const v1::GetProgramRequest* request,
                          v1::Program* response) override {
    response->set_name(request->name());
    response->set_organization(organization);
    return organization.empty() ? grpc::Status(grpc::StatusCode::PERMISSION_DENIED, "no")
                                : grpc::Status::OK;
  }
};

// Whole commands against fake people in this process, with a home of their own.
class PeopleTestBase : public ::testing::Test {
 protected:
  PeopleTestBase() {
    setenv("XDG_CONFIG_HOME", home.path().c_str(), 1);
    unsetenv("CONTINUUM_TOKEN");
    int port = 0;
    grpc::ServerBuilder builder;
    builder.AddListeningPort("127.0.0.1:0", grpc::InsecureServerCredentials(), &port);
    builder.RegisterService(&people);
    builder.RegisterService(&ledger);
    builder.RegisterService(&programs);
    server_ = builder.BuildAndStart();
    address = absl::StrCat("127.0.0.1:", port);
  }

  static std::string OneLine(const std::string& text) {
    std::string line = absl::StrReplaceAll(text, {{"\n", " "}});
    absl::RemoveExtraAsciiWhitespace(&line);
    return line;
  }

  // Runs the command with `input` on standard input, and leaves what it wrote in `out` and `err`,
  // white space squeezed.
  cli::ExitCode Run(std::vector<std::string> arguments, const std::string& input = "") {
    arguments.insert(arguments.begin(), {"continuum", "--server", address});
    std::vector<const char*> argv;
    for (const std::string& argument : arguments) argv.push_back(argument.c_str());
    std::istringstream in(input);
    std::ostringstream out_stream;
    std::ostringstream err_stream;
    // As wide as a line may be, so that sentences stay in one.
    cli::Console console(in, out_stream, err_stream, {.width = 200, .unicode = false});
    people.calls.clear();
    people.callers.clear();
    const cli::ExitCode code = cli::RunCommand(static_cast<int>(argv.size()), argv.data(), console);
    out = OneLine(out_stream.str());
    err = OneLine(err_stream.str());
    return code;
  }

  // Leaves a session in the home.
  void SignIn() {
    people.answers["SignIn"] = R"pb(
      secret: "hush-session"
      expire_time { seconds: 1800000000 }
      account { name: "accounts/ana" email: "ana@example.org" display_name: "Ana" }
    )pb";
    ASSERT_EQ(Run({"login", "--email", "ana@example.org"}, "hush-password\n"), cli::ExitCode::kOk)
        << err;
  }

  std::string SessionsPath() const { return home.File("continuum/sessions.json"); }

  const TempDir home;
  FakePeople people;
  FakeLedger ledger;
  FakePrograms programs;
  std::string address;
  std::string out;
  std::string err;

 private:
  std::unique_ptr<grpc::Server> server_;
};

}  // namespace continuum::testing

#endif  // CONTINUUM_TESTS_CLIENTS_CLI_PEOPLE_PEOPLE_TEST_BASE_H_
