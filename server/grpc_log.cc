// SPDX-License-Identifier: Apache-2.0

#include "server/grpc_log.h"

#include <grpc/support/log.h>

#include <atomic>

namespace continuum::server {
namespace {

// gRPC takes a function alone, and may call it from any thread, also while this ends.
std::atomic<const base::Log*> the_log = nullptr;

base::Severity SeverityOf(gpr_log_severity severity) {
  switch (severity) {
    case GPR_LOG_SEVERITY_DEBUG:
      return base::Severity::kDebug;
    case GPR_LOG_SEVERITY_INFO:
      return base::Severity::kInfo;
    case GPR_LOG_SEVERITY_ERROR:
      break;
  }
  return base::Severity::kError;
}

void Write(gpr_log_func_args* said) {
  const base::Log* const log = the_log.load();
  if (log == nullptr) return;
  log->Write(SeverityOf(said->severity), "gRPC",
             {{"said", said->message}, {"file", said->file}, {"line", said->line}});
}

}  // namespace

GrpcLog::GrpcLog(const base::Log& log) {
  the_log = &log;
  gpr_set_log_function(Write);
}

GrpcLog::~GrpcLog() {
  gpr_set_log_function(nullptr);  // gRPC's own
  the_log = nullptr;
}

}  // namespace continuum::server
