// SPDX-License-Identifier: Apache-2.0
#include "tests/clients/cli/process.h"

#include <sys/wait.h>

#include <cstdlib>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/string_view.h"
#include "tests/testing/temp_dir.h"

namespace continuum::testing {

namespace {

std::string Quoted(absl::string_view word) {
  return absl::StrCat("'", absl::StrReplaceAll(word, {{"'", "'\\''"}}), "'");
}

}  // namespace

ProcessResult RunContinuum(const std::vector<std::string>& arguments, absl::string_view input,
                           absl::string_view environment) {
  const TempDir folder;
  WriteFile(folder.File("in"), input);
  // Whatever the tests are started in, the command sees the same terminal.
  // And whoever runs them, nobody has signed in.
  std::string command = absl::StrCat("LC_ALL=C.UTF-8 COLUMNS=100 CONTINUUM_SERVER= ",
                                     "CONTINUUM_TOKEN= XDG_CONFIG_HOME=", Quoted(folder.path()),
                                     " ", environment, " ", Quoted(CONTINUUM_COMMAND));
  for (const std::string& argument : arguments) absl::StrAppend(&command, " ", Quoted(argument));
  absl::StrAppend(&command, " <", Quoted(folder.File("in")), " >", Quoted(folder.File("out")),
                  " 2>", Quoted(folder.File("err")));
  const int status = std::system(command.c_str());
  ProcessResult result;
  result.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  result.out = ReadFile(folder.File("out"));
  result.err = ReadFile(folder.File("err"));
  return result;
}

}  // namespace continuum::testing
