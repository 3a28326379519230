// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_SERVER_AUTH_RECENT_KEYS_H_
#define CONTINUUM_SERVER_AUTH_RECENT_KEYS_H_

#include <cstddef>
#include <list>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "server/auth/crypto.h"

namespace continuum::auth {

// A value for each of the keys that were used last, and no more keys than a maximum. A key is kept
// as its SHA-256 only: then its length does not matter, which a stranger chooses, and no addresses
// lie in memory.
//
// Not thread-safe: its owner guards it. Pointers and references hold until the next call of
// Touch or Erase.
template <typename Value>
class RecentKeys {
 public:
  // At least one key is kept.
  explicit RecentKeys(size_t max_keys) : max_keys_(max_keys == 0 ? 1 : max_keys) {}

  // The value of the key; null if there is none.
  Value* Find(absl::string_view key) {
    const auto found = places_.find(Sha256(key));
    return found == places_.end() ? nullptr : &found->second->second;
  }

  // The value of the key, which is now the last one used; a new Value() if there was none. The key
  // whose last use is the oldest makes room for a new one.
  Value& Touch(absl::string_view key) {
    const Sha256Digest digest = Sha256(key);
    const auto found = places_.find(digest);
    if (found != places_.end()) {
      newest_first_.splice(newest_first_.begin(), newest_first_, found->second);
      return found->second->second;
    }
    if (places_.size() >= max_keys_) {
      places_.erase(newest_first_.back().first);
      newest_first_.pop_back();
    }
    newest_first_.emplace_front(digest, Value());
    places_.emplace(digest, newest_first_.begin());
    return newest_first_.front().second;
  }

  // Nothing happens if there is no such key.
  void Erase(absl::string_view key) {
    const auto found = places_.find(Sha256(key));
    if (found == places_.end()) return;
    newest_first_.erase(found->second);
    places_.erase(found);
  }

  size_t size() const { return places_.size(); }

 private:
  using Entries = std::list<std::pair<Sha256Digest, Value>>;

  const size_t max_keys_;
  Entries newest_first_;
  absl::flat_hash_map<Sha256Digest, typename Entries::iterator> places_;
};

}  // namespace continuum::auth

#endif  // CONTINUUM_SERVER_AUTH_RECENT_KEYS_H_
