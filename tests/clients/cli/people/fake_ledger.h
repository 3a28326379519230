// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_TESTS_CLIENTS_CLI_PEOPLE_FAKE_LEDGER_H_
#define CONTINUUM_TESTS_CLIENTS_CLI_PEOPLE_FAKE_LEDGER_H_

#include <google/protobuf/text_format.h>
#include <grpcpp/grpcpp.h>

#include <map>
#include <string>
#include <vector>

#include "continuum/v1/ledger_service.grpc.pb.h"

namespace continuum::testing {

// A ledger that answers with what the test has put into `answers` by method, as text. Keeps what it
// was asked. Calls come one at a time.
class FakeLedger final : public v1::LedgerService::Service {
 public:
  std::vector<std::string> calls;
  std::map<std::string, std::string> answers;
  grpc::Status refusal;  // of all calls, unless it is OK

#define CONTINUUM_FAKE(Method, Response)                                        \
  grpc::Status Method(grpc::ServerContext*, const v1::Method##Request* request, \
                      v1::Response* response) override {                        \
    return Answer(#Method, *request, response);                                 \
  }
  CONTINUUM_FAKE(GetLedgerHead, LedgerHead)
  CONTINUUM_FAKE(ListLedgerEntries, ListLedgerEntriesResponse)
  CONTINUUM_FAKE(VerifyLedger, VerifyLedgerResponse)
#undef CONTINUUM_FAKE

 private:
  template <typename Request, typename Response>
  grpc::Status Answer(const std::string& method, const Request& request, Response* response) {
    calls.push_back(method + " " + request.ShortDebugString());
    if (!refusal.ok()) return refusal;
    if (!google::protobuf::TextFormat::ParseFromString(answers[method], response)) {
      return {grpc::StatusCode::INTERNAL, "the test's answer is none"};
    }
    return grpc::Status::OK;
  }
};

}  // namespace continuum::testing

#endif  // CONTINUUM_TESTS_CLIENTS_CLI_PEOPLE_FAKE_LEDGER_H_
