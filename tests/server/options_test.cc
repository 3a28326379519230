// SPDX-License-Identifier: Apache-2.0

#include "server/options.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <optional>
#include <string>
#include <vector>

namespace continuum::server {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

ParsedOptions Parse(std::vector<const char*> arguments) {
  arguments.insert(arguments.begin(), "continuum-server");
  return ParseOptions(static_cast<int>(arguments.size()), arguments.data());
}

// The text of a mistake.
std::string Mistake(const std::vector<const char*>& arguments) {
  const ParsedOptions parsed = Parse(arguments);
  EXPECT_FALSE(parsed.options.has_value());
  EXPECT_EQ(parsed.exit_code, 2);
  return parsed.text;
}

// Sets a variable for as long as it lives.
class Environment {
 public:
  Environment(const char* name, const char* value) : name_(name) { setenv(name, value, 1); }
  ~Environment() { unsetenv(name_); }

 private:
  const char* name_;
};

TEST(OptionsTest, HasDefaultsForEverything) {
  const ParsedOptions parsed = Parse({});
  ASSERT_TRUE(parsed.options.has_value()) << parsed.text;
  EXPECT_EQ(parsed.options->database, "continuum.db");
  EXPECT_EQ(parsed.options->address, "127.0.0.1");
  EXPECT_EQ(parsed.options->port, 8571);
  EXPECT_EQ(parsed.options->write_calls, 128);
  EXPECT_EQ(parsed.options->stop_patience, absl::Seconds(10));
  EXPECT_EQ(parsed.options->log_level, base::Severity::kInfo);
  EXPECT_EQ(FolderOfEvidence(*parsed.options), "continuum.db.evidence");
  EXPECT_EQ(parsed.options->evidence_megabytes, 25);
  EXPECT_EQ(parsed.options->evidence_program_megabytes, 2048);
  EXPECT_EQ(parsed.options->clamd, "");
  EXPECT_FALSE(parsed.options->migrate);
  EXPECT_GE(parsed.options->read_threads, 2);
  EXPECT_LE(parsed.options->read_threads, 4);
}

TEST(OptionsTest, TakesTheSettingsOfEvidence) {
  const ParsedOptions parsed = Parse(
      {"--evidence_folder", "files", "--evidence_megabytes", "100", "--clamd", "127.0.0.1:3310"});
  ASSERT_TRUE(parsed.options.has_value()) << parsed.text;
  EXPECT_EQ(FolderOfEvidence(*parsed.options), "files");
  EXPECT_EQ(parsed.options->evidence_megabytes, 100);
  EXPECT_EQ(parsed.options->clamd, "127.0.0.1:3310");
  EXPECT_THAT(Mistake({"--evidence_megabytes", "0"}), HasSubstr("--evidence_megabytes"));
  for (const char* wrong : {"0", "-1", "1048577", "2G"}) {
    EXPECT_THAT(Mistake({"--evidence_program_megabytes", wrong}),
                HasSubstr("--evidence_program_megabytes"));
  }
  EXPECT_EQ(Parse({"--evidence_program_megabytes", "10"}).options->evidence_program_megabytes, 10);
  EXPECT_THAT(Mistake({"--clamd", "192.0.2.1:3310"}),
              AllOf(HasSubstr("--clamd"), HasSubstr("192.0.2.1:3310"), HasSubstr("a socket")));
}

TEST(OptionsTest, TellsNoReaderOfPdfFromNothingSaid) {
  EXPECT_EQ(Parse({}).options->pdftotext, std::nullopt);
  EXPECT_EQ(Parse({"--pdftotext", ""}).options->pdftotext, "");
  EXPECT_EQ(Parse({"--pdftotext", "/opt/pdftotext"}).options->pdftotext, "/opt/pdftotext");
  EXPECT_THAT(
      Mistake({"--pdftotext", "pdftotext"}),
      AllOf(HasSubstr("--pdftotext"), HasSubstr("\"pdftotext\""), HasSubstr("begins with /")));
  EXPECT_EQ(Parse({"--pdftotext", "none"}).options->pdftotext, "");
  {
    const Environment program("CONTINUUM_PDFTOTEXT", "/env/pdftotext");
    EXPECT_EQ(Parse({}).options->pdftotext, "/env/pdftotext");
    EXPECT_EQ(Parse({"--pdftotext", ""}).options->pdftotext, "");
  }
  {
    // As for all settings, an empty variable says nothing.
    const Environment program("CONTINUUM_PDFTOTEXT", "");
    EXPECT_EQ(Parse({}).options->pdftotext, std::nullopt);
  }
  const Environment program("CONTINUUM_PDFTOTEXT", "none");
  EXPECT_EQ(Parse({}).options->pdftotext, "");
}

TEST(OptionsTest, TakesTheSettingsOfMail) {
  EXPECT_FALSE(Parse({}).options->mail.given());
  const ParsedOptions parsed =
      Parse({"--smtp", "smtps://mail.example.org", "--smtp_user", "u", "--smtp_password_file", "p",
             "--smtp_ca", "c", "--mail_from", "c@example.org", "--mail_link", "there"});
  ASSERT_TRUE(parsed.options.has_value()) << parsed.text;
  EXPECT_EQ(parsed.options->mail.server, "smtps://mail.example.org");
  EXPECT_EQ(parsed.options->mail.user, "u");
  EXPECT_EQ(parsed.options->mail.password_file, "p");
  EXPECT_EQ(parsed.options->mail.ca_file, "c");
  EXPECT_EQ(parsed.options->mail.from, "c@example.org");
  EXPECT_EQ(parsed.options->mail.link, "there");
  EXPECT_THAT(Mistake({"--smtp", "smtp://u:secret@mail.example.org", "--mail_from", "a@b"}),
              AllOf(HasSubstr("--smtp"), ::testing::Not(HasSubstr("secret"))));
  EXPECT_THAT(Mistake({"--smtp", "smtp://mail.example.org"}), HasSubstr("--mail_from"));
  EXPECT_THAT(Mistake({"--mail_from", "a@b"}), HasSubstr("--smtp:"));
  EXPECT_THAT(Mistake({"--smtp", "smtp://m", "--mail_from", "a@b\nc"}), HasSubstr("--mail_from"));
  EXPECT_THAT(Mistake({"--smtp", "smtp://m", "--mail_from", "a@b", "--smtp_user", "u"}),
              HasSubstr("--smtp_password_file"));
}

TEST(OptionsTest, TakesEverySettingFromTheCommandLine) {
  const ParsedOptions parsed =
      Parse({"--database", "a.db", "--migrate", "--address=::1", "--port", "0", "--metrics_port",
             "1234", "--info_file", "i.json", "--read_threads", "3", "--write_calls", "7",
             "--stop_seconds", "2", "--log_level", "warning"});
  ASSERT_TRUE(parsed.options.has_value()) << parsed.text;
  EXPECT_EQ(parsed.options->database, "a.db");
  EXPECT_TRUE(parsed.options->migrate);
  EXPECT_EQ(parsed.options->address, "::1");
  EXPECT_EQ(parsed.options->port, 0);
  EXPECT_EQ(parsed.options->metrics_port, 1234);
  EXPECT_EQ(parsed.options->info_file, "i.json");
  EXPECT_EQ(parsed.options->read_threads, 3);
  EXPECT_EQ(parsed.options->write_calls, 7);
  EXPECT_EQ(parsed.options->stop_patience, absl::Seconds(2));
  EXPECT_EQ(parsed.options->log_level, base::Severity::kWarning);
}

TEST(OptionsTest, TakesFromTheEnvironmentWhatTheCommandLineLeavesOut) {
  const Environment database("CONTINUUM_DATABASE", "env.db");
  const Environment port("CONTINUUM_PORT", "4000");
  const Environment migrate("CONTINUUM_MIGRATE", "true");
  const Environment level("CONTINUUM_LOG_LEVEL", "error");
  const ParsedOptions parsed = Parse({"--port", "5000"});
  ASSERT_TRUE(parsed.options.has_value()) << parsed.text;
  EXPECT_EQ(parsed.options->database, "env.db");
  EXPECT_EQ(parsed.options->port, 5000);
  EXPECT_TRUE(parsed.options->migrate);
  EXPECT_EQ(parsed.options->log_level, base::Severity::kError);
}

TEST(OptionsTest, ListensOnThisMachineOnlyWithoutACertificate) {
  for (const char* address : {"127.0.0.1", "127.1.2.3", "::1"}) {
    const ParsedOptions parsed = Parse({"--address", address});
    ASSERT_TRUE(parsed.options.has_value()) << parsed.text;
    EXPECT_EQ(parsed.options->address, address);
  }
  EXPECT_EQ(Parse({"--address", "localhost"}).options->address, "127.0.0.1");
  for (const char* address : {"0.0.0.0", "::", "10.0.0.1", "128.127.0.1", "::127.0.0.1"}) {
    EXPECT_THAT(Mistake({"--address", address}),
                AllOf(HasSubstr("--address"), HasSubstr(std::string("\"") + address + "\""),
                      HasSubstr("--tls_certificate and --tls_key"),
                      HasSubstr("127.0.0.1, ::1 or localhost"), HasSubstr("--help")));
  }
}

TEST(OptionsTest, ListensAnywhereWithACertificate) {
  for (const char* address : {"0.0.0.0", "::", "10.0.0.1", "2001:db8::1", "127.0.0.1"}) {
    const ParsedOptions parsed =
        Parse({"--address", address, "--tls_certificate", "a.pem", "--tls_key", "a.key"});
    ASSERT_TRUE(parsed.options.has_value()) << parsed.text;
    EXPECT_EQ(parsed.options->address, address);
  }
}

TEST(OptionsTest, WantsAnAddressInNumbers) {
  for (const char* address :
       {"127.0.0.1.example.org", "", "127.1", "host.example.org", "[::1]", "1.2.3.4\"", "::g"}) {
    EXPECT_THAT(Mistake({"--address", address, "--tls_certificate", "a", "--tls_key", "b"}),
                AllOf(HasSubstr("--address"), HasSubstr(std::string("\"") + address + "\""),
                      HasSubstr("want an address in numbers")));
  }
}

TEST(OptionsTest, TakesTheFilesOfTls) {
  const Environment certificate("CONTINUUM_TLS_CERTIFICATE", "env.pem");
  const Environment authorities("CONTINUUM_TLS_CLIENT_CA", "ca.pem");
  const ParsedOptions parsed = Parse({"--tls_key", "a.key"});
  ASSERT_TRUE(parsed.options.has_value()) << parsed.text;
  EXPECT_TRUE(parsed.options->tls.given());
  EXPECT_EQ(parsed.options->tls.certificate, "env.pem");
  EXPECT_EQ(parsed.options->tls.key, "a.key");
  EXPECT_EQ(parsed.options->tls.client_ca, "ca.pem");
}

TEST(OptionsTest, WantsCertificateAndKeyTogether) {
  EXPECT_THAT(Mistake({"--tls_certificate", "a.pem"}), HasSubstr("--tls_key: got nothing"));
  EXPECT_THAT(Mistake({"--tls_key", "a.key"}), HasSubstr("--tls_certificate: got nothing"));
  EXPECT_THAT(Mistake({"--tls_client_ca", "ca.pem"}), HasSubstr("--tls_client_ca: clients can"));
}

TEST(OptionsTest, MistakesNameTheSettingAndWhatWasWanted) {
  EXPECT_THAT(Mistake({"--port", "65536"}), AllOf(HasSubstr("--port"), HasSubstr("65535")));
  EXPECT_THAT(Mistake({"--port", "http"}), AllOf(HasSubstr("--port"), HasSubstr("http")));
  EXPECT_THAT(Mistake({"--read_threads", "0"}), HasSubstr("--read_threads"));
  EXPECT_THAT(Mistake({"--write_calls", "0"}), HasSubstr("--write_calls"));
  EXPECT_THAT(Mistake({"--stop_seconds", "-1"}), HasSubstr("--stop_seconds"));
  EXPECT_THAT(Mistake({"--log_level", "loud"}), AllOf(HasSubstr("--log_level"), HasSubstr("loud")));
  EXPECT_THAT(Mistake({"--databse", "x"}), HasSubstr("--databse"));
  EXPECT_THAT(Mistake({"somewhere.db"}), HasSubstr("somewhere.db"));
  const Environment port("CONTINUUM_PORT", "many");
  EXPECT_THAT(Mistake({}), HasSubstr("many"));
}

TEST(OptionsTest, HelpExplainsEverySetting) {
  const ParsedOptions parsed = Parse({"--help"});
  EXPECT_FALSE(parsed.options.has_value());
  EXPECT_EQ(parsed.exit_code, 0);
  for (const char* name : {"database", "migrate", "address", "port", "metrics_port", "info_file",
                           "tls_certificate", "tls_key", "tls_client_ca", "pdftotext",
                           "read_threads", "write_calls", "stop_seconds", "log_level"}) {
    EXPECT_THAT(parsed.text, HasSubstr(std::string("--") + name));
  }
  EXPECT_THAT(parsed.text, HasSubstr("CONTINUUM_METRICS_PORT"));
}

}  // namespace
}  // namespace continuum::server
