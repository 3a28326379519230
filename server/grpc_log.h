// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_SERVER_GRPC_LOG_H_
#define CONTINUUM_SERVER_GRPC_LOG_H_

#include "server/base/log.h"

namespace continuum::server {

// While one lives, what gRPC has to say goes to the log, as all else does, and not to standard
// error in lines of its own. One at a time; make it before anything of gRPC. Keeps a reference to
// the log.
class GrpcLog {
 public:
  explicit GrpcLog(const base::Log& log);
  ~GrpcLog();
  GrpcLog(const GrpcLog&) = delete;
  GrpcLog& operator=(const GrpcLog&) = delete;
};

}  // namespace continuum::server

#endif  // CONTINUUM_SERVER_GRPC_LOG_H_
