// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_TESTS_SERVER_OPERATIONS_MEDDLING_STORAGE_H_
#define CONTINUUM_TESTS_SERVER_OPERATIONS_MEDDLING_STORAGE_H_

#include <functional>
#include <optional>

#include "server/storage/storage.h"

namespace continuum::operations {

// A real store in which something else happens just before a chosen access (a Read or a Write), so
// that a test can say what comes between the steps of a use case. For one thread.
class MeddlingStorage final : public storage::Storage {
 public:
  explicit MeddlingStorage(storage::Storage& store) : store_(store) {}

  // `meddle` may use the real store; it runs before access number `number`, from 0.
  void MeddleAt(int number, std::function<void()> meddle) {
    accesses_ = 0;
    number_ = number;
    meddle_ = std::move(meddle);
  }
  // Before every Write instead.
  void MeddleAtEachWrite(std::function<void()> meddle) { meddle_at_write_ = std::move(meddle); }

  // As when a change is begun and has to begin anew.
  void RunChangesTwice() { twice_ = true; }

  int accesses() const { return accesses_; }

  absl::Status Read(absl::FunctionRef<absl::Status(const storage::Reader&)> fn) override {
    Access();
    return store_.Read(fn);
  }
  absl::Status Write(const storage::ChangeInfo& info, const base::Patience& patience,
                     absl::FunctionRef<absl::Status(storage::Writer&)> fn) override {
    Access();
    if (meddle_at_write_) meddle_at_write_();
    if (twice_) {
      absl::Status given_up =
          store_.Write(info, patience, [&](storage::Writer& writer) -> absl::Status {
            const absl::Status first = fn(writer);
            return first.ok() ? absl::AbortedError("once more") : first;
          });
      if (!absl::IsAborted(given_up)) return given_up;
    }
    return store_.Write(info, patience, fn);
  }
  absl::Status Health() const override { return store_.Health(); }
  absl::StatusOr<storage::LedgerHead> GetLedgerHead() override { return store_.GetLedgerHead(); }
  absl::StatusOr<storage::LedgerReport> VerifyLedger(
      const base::Patience& patience, const std::optional<storage::LedgerHead>& kept) override {
    return store_.VerifyLedger(patience, kept);
  }
  storage::Stats GetStats() const override { return store_.GetStats(); }
  void Close() override { store_.Close(); }

 private:
  void Access() {
    if (accesses_++ == number_) meddle_();
  }

  storage::Storage& store_;
  bool twice_ = false;
  int number_ = -1;
  int accesses_ = 0;
  std::function<void()> meddle_;
  std::function<void()> meddle_at_write_;
};

}  // namespace continuum::operations

#endif  // CONTINUUM_TESTS_SERVER_OPERATIONS_MEDDLING_STORAGE_H_
