// SPDX-License-Identifier: Apache-2.0

#include "server/base/status_macros.h"
#include "server/operations/evidence.h"
#include "server/operations/evidence/evidence_rows.h"
#include "server/operations/evidence/inspect_upload.h"

namespace continuum::operations {

absl::StatusOr<v1::CheckUploadResponse> CheckUpload(const Dependencies& dependencies,
                                                    const Call& call,
                                                    const v1::CheckUploadRequest& request) {
  FieldChecks checks;
  checks.NameOf(Resource::kUpload, "name", request.name());
  RETURN_IF_ERROR(checks.Result());
  ASSIGN_OR_RETURN(const FoundUpload upload, FindUpload(dependencies, call, request.name()));
  ASSIGN_OR_RETURN(const InspectedUpload inspected, InspectUpload(dependencies, call, upload));
  v1::CheckUploadResponse response;
  response.set_searched(inspected.identifiers.searched);
  for (const evidence::IdentifierFinding& finding : inspected.identifiers.findings) {
    v1::IdentifierFinding& shown = *response.add_identifiers();
    shown.set_kind(static_cast<v1::IdentifierFinding::Kind>(finding.kind));
    shown.set_count(finding.count);
    for (const evidence::IdentifierPlace& place : finding.places) {
      v1::IdentifierPlace& shown_place = *shown.add_places();
      shown_place.set_part(place.part);
      shown_place.set_offset(static_cast<int64_t>(place.offset));
      shown_place.set_line(place.line);
    }
  }
  response.set_identifier_count(inspected.identifiers.Total());
  return response;
}

}  // namespace continuum::operations
