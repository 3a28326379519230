// SPDX-License-Identifier: Apache-2.0
#ifndef CONTINUUM_SERVER_AUTH_OIDC_JSON_H_
#define CONTINUUM_SERVER_AUTH_OIDC_JSON_H_

#include <nlohmann/json.hpp>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace continuum::auth::oidc {

// How deep objects and arrays may lie in one another.
inline constexpr int kMaxJsonDepth = 16;

// The JSON object that `text` is. INVALID_ARGUMENT, with a message that goes on after "it " ("is
// not JSON", "has "alg" twice"), if it is anything else. A member that is there twice is refused:
// which of the two counts differs from reader to reader, so that what one program checked another
// would not see. The same holds for bytes that are not UTF-8. Pure function.
absl::StatusOr<nlohmann::json> ReadJsonObject(absl::string_view text);

// The member, or nullptr if there is none.
const nlohmann::json* FindMember(const nlohmann::json& object, const std::string& name);

}  // namespace continuum::auth::oidc

#endif  // CONTINUUM_SERVER_AUTH_OIDC_JSON_H_
