// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_TESTS_SERVER_EVIDENCE_OFFICE_FILES_H_
#define CONTINUUM_TESTS_SERVER_EVIDENCE_OFFICE_FILES_H_

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"

namespace continuum::evidence {

// The parts of a zip archive: name and content.
using Parts = std::vector<std::pair<std::string, std::string>>;

// The bytes of an archive; a failure fails the current test. With a password, its parts open with
// that only.
std::string MakeZip(const Parts& parts, absl::string_view password = "");

// The smallest that are what they are called. `document` is the XML of the main part.
std::string MakeDocx(absl::string_view document = "<w:t>Policy</w:t>", const Parts& more = {});
std::string MakeXlsx(const Parts& more = {});
std::string MakeOdt(absl::string_view content = "<text:p>Policy</text:p>", const Parts& more = {});

}  // namespace continuum::evidence

#endif  // CONTINUUM_TESTS_SERVER_EVIDENCE_OFFICE_FILES_H_
