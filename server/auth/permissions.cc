// SPDX-License-Identifier: Apache-2.0

#include "server/auth/permissions.h"

#include <algorithm>

namespace continuum::auth {
namespace {

constexpr RoleSet kNone;
constexpr RoleSet kOwners{Role::kOwner};
constexpr RoleSet kLeads{Role::kOwner, Role::kLead};
constexpr RoleSet kEditors{Role::kOwner, Role::kLead, Role::kEditor};
constexpr RoleSet kMembers{Role::kOwner, Role::kLead, Role::kEditor, Role::kContributor};
constexpr RoleSet kBodies{Role::kAccreditorManager, Role::kLeadReviewer,  Role::kReviewer,
                          Role::kCommitteeMember,   Role::kAgencyManager, Role::kMonitor};
// Those who say who belongs to what.
constexpr RoleSet kManagers{Role::kOwner, Role::kLead, Role::kAccreditorManager,
                            Role::kAgencyManager};
constexpr RoleSet kAllMembers{
    Role::kOwner,         Role::kLead,     Role::kEditor,          Role::kContributor,
    Role::kLeadReviewer,  Role::kReviewer, Role::kCommitteeMember, Role::kAccreditorManager,
    Role::kAgencyManager, Role::kMonitor};
constexpr RoleSet kAdministrators{Role::kAdministrator};
constexpr RoleSet kReviewers{Role::kAdministrator, Role::kSecurityOfficer};  // of access
constexpr RoleSet kSecurityOfficers{Role::kSecurityOfficer};

constexpr MethodRule About(absl::string_view method, absl::string_view field, RoleSet own,
                           RoleSet shared = kNone, RoleSet any = kNone) {
  return {.method = method, .field = field, .own = own, .shared = shared, .any = any};
}
// One about answers, where a person's own take less than the program's.
constexpr MethodRule AboutAnswers(absl::string_view method, absl::string_view field, RoleSet own,
                                  RoleSet own_answers) {
  return {.method = method,
          .field = field,
          .own = own,
          .shared = kNone,
          .any = kNone,
          .self = false,
          .whole_account = false,
          .everyone = Everyone::kNobody,
          .own_answers = own_answers};
}
constexpr MethodRule Installation(absl::string_view method, RoleSet any) {
  return {.method = method, .field = "", .own = kNone, .shared = kNone, .any = any};
}
constexpr MethodRule ForAll(absl::string_view method, Everyone everyone) {
  return {.method = method,
          .field = "",
          .own = kNone,
          .shared = kNone,
          .any = kNone,
          .self = false,
          .whole_account = false,
          .everyone = everyone};
}
constexpr MethodRule Self(absl::string_view method, absl::string_view field, RoleSet any) {
  return {
      .method = method, .field = field, .own = kNone, .shared = kNone, .any = any, .self = true};
}
constexpr MethodRule WholeAccount(absl::string_view method, absl::string_view field,
                                  RoleSet any = kNone) {
  MethodRule rule = Self(method, field, any);
  rule.whole_account = true;
  return rule;
}

// About how the caller itself signs in.
constexpr MethodRule OwnSignIn(absl::string_view method) {
  MethodRule rule = ForAll(method, Everyone::kAccounts);
  rule.whole_account = true;
  return rule;
}

// Sorted by method: it is searched by halves, and a compile-time check below holds it to that.
constexpr MethodRule kTable[] = {
    About("continuum.v1.AssessmentService.CompleteAssessment", "name", kLeads),
    About("continuum.v1.AssessmentService.CorrectAssessment", "name", kLeads),
    About("continuum.v1.AssessmentService.CreateAssessment", "parent", kEditors),
    About("continuum.v1.AssessmentService.GetAnswerSet", "name", kMembers),
    About("continuum.v1.AssessmentService.GetAssessment", "name", kMembers, kBodies),
    About("continuum.v1.AssessmentService.GetFidelityHistory", "parent", kMembers, kBodies),
    About("continuum.v1.AssessmentService.GetNextLevel", "name", kMembers),
    About("continuum.v1.AssessmentService.GetScorecard", "name", kMembers, kBodies),
    About("continuum.v1.AssessmentService.ListAssessments", "parent", kMembers, kBodies),
    AboutAnswers("continuum.v1.AssessmentService.SaveAnswers", "name", kEditors, kMembers),

    About("continuum.v1.CrosswalkService.PrefillAssessment", "name", kEditors),

    About("continuum.v1.EvidenceService.AttachEvidence", "parent", kEditors),
    About("continuum.v1.EvidenceService.BeginUpload", "parent", kMembers),
    About("continuum.v1.EvidenceService.CancelUpload", "name", kMembers),
    About("continuum.v1.EvidenceService.CheckUpload", "name", kMembers),
    About("continuum.v1.EvidenceService.CreateChartReview", "parent", kMembers),
    About("continuum.v1.EvidenceService.CreateInterview", "parent", kMembers),
    About("continuum.v1.EvidenceService.CreateLink", "parent", kMembers),
    About("continuum.v1.EvidenceService.DetachEvidence", "name", kEditors),
    About("continuum.v1.EvidenceService.FinishUpload", "name", kMembers),
    About("continuum.v1.EvidenceService.GetEvidence", "name", kMembers),
    About("continuum.v1.EvidenceService.GetUpload", "name", kMembers),
    About("continuum.v1.EvidenceService.ListAttachments", "parent", kMembers),
    About("continuum.v1.EvidenceService.ListEvidence", "parent", kMembers),
    About("continuum.v1.EvidenceService.ListEvidenceReads", "parent", kMembers),
    About("continuum.v1.EvidenceService.ReadEvidence", "name", kMembers),
    About("continuum.v1.EvidenceService.RemoveEvidence", "name", kEditors),
    About("continuum.v1.EvidenceService.UploadChunk", "name", kMembers),

    Installation("continuum.v1.LedgerService.GetLedgerHead", kSecurityOfficers),
    Installation("continuum.v1.LedgerService.ListLedgerEntries", kSecurityOfficers),
    Installation("continuum.v1.LedgerService.VerifyLedger", kSecurityOfficers),

    WholeAccount("continuum.v1.NotificationService.GetNotificationSettings", "name"),
    WholeAccount("continuum.v1.NotificationService.ListNotifications", "parent"),
    WholeAccount("continuum.v1.NotificationService.MarkNotificationsRead", "parent"),
    WholeAccount("continuum.v1.NotificationService.UpdateNotificationSettings", "settings.name"),

    OwnSignIn("continuum.v1.PeopleService.BeginSecondFactor"),
    OwnSignIn("continuum.v1.PeopleService.ChangePassword"),
    OwnSignIn("continuum.v1.PeopleService.ConfirmSecondFactor"),
    About("continuum.v1.PeopleService.CreateAccess", "parent", kLeads),
    Installation("continuum.v1.PeopleService.CreateAccount", kAdministrators),
    Installation("continuum.v1.PeopleService.CreateBody", kAdministrators),
    About("continuum.v1.PeopleService.CreateInvitation", "resource", kManagers, kNone,
          kAdministrators),
    About("continuum.v1.PeopleService.CreateMembership", "membership.resource", kManagers, kNone,
          kAdministrators),
    Self("continuum.v1.PeopleService.CreateToken", "parent", kAdministrators),
    Installation("continuum.v1.PeopleService.DisableAccount", kAdministrators),
    About("continuum.v1.PeopleService.EndAccess", "name", kLeads),
    About("continuum.v1.PeopleService.EndMembership", "resource", kManagers, kNone,
          kAdministrators),
    Self("continuum.v1.PeopleService.GetAccount", "name", kReviewers),
    ForAll("continuum.v1.PeopleService.GetCaller", Everyone::kPublic),
    About("continuum.v1.PeopleService.HandOver", "resource", kLeads, kNone, kAdministrators),
    About("continuum.v1.PeopleService.ListAccessUses", "parent", kMembers, kNone, kReviewers),
    About("continuum.v1.PeopleService.ListAccesses", "parent", kMembers, kNone, kReviewers),
    Installation("continuum.v1.PeopleService.ListAccounts", kReviewers),
    ForAll("continuum.v1.PeopleService.ListBodies", Everyone::kAccounts),
    About("continuum.v1.PeopleService.ListMemberships", "resource", kAllMembers, kNone, kReviewers),
    WholeAccount("continuum.v1.PeopleService.ListTokens", "parent", kReviewers),
    ForAll("continuum.v1.PeopleService.RedeemCode", Everyone::kPublic),
    Installation("continuum.v1.PeopleService.ResetPassword", kAdministrators),
    Installation("continuum.v1.PeopleService.ReviewAccess", kReviewers),
    WholeAccount("continuum.v1.PeopleService.RevokeToken", "name", kAdministrators),
    ForAll("continuum.v1.PeopleService.SignIn", Everyone::kPublic),
    ForAll("continuum.v1.PeopleService.SignOut", Everyone::kAccounts),

    About("continuum.v1.ProgramService.ArchiveOrganization", "name", kOwners, kNone,
          kAdministrators),
    About("continuum.v1.ProgramService.ArchiveProgram", "name", kOwners, kNone, kAdministrators),
    About("continuum.v1.ProgramService.ArchiveSite", "name", kLeads),
    Installation("continuum.v1.ProgramService.CreateOrganization", kAdministrators),
    About("continuum.v1.ProgramService.CreateProgram", "program.organization", kOwners, kNone,
          kAdministrators),
    About("continuum.v1.ProgramService.CreateSite", "parent", kLeads),
    About("continuum.v1.ProgramService.GetOrganization", "name", kMembers, kNone, kAdministrators),
    About("continuum.v1.ProgramService.GetProgram", "name", kMembers, kBodies, kAdministrators),
    About("continuum.v1.ProgramService.GetSite", "name", kMembers, kBodies, kAdministrators),
    // These two show only what the caller's scope has.
    ForAll("continuum.v1.ProgramService.ListOrganizations", Everyone::kAccounts),
    ForAll("continuum.v1.ProgramService.ListPrograms", Everyone::kAccounts),
    About("continuum.v1.ProgramService.ListSites", "parent", kMembers, kBodies, kAdministrators),
    About("continuum.v1.ProgramService.UpdateOrganization", "organization.name", kOwners, kNone,
          kAdministrators),
    About("continuum.v1.ProgramService.UpdateProgram", "program.name", kLeads, kNone,
          kAdministrators),
    About("continuum.v1.ProgramService.UpdateSite", "site.name", kLeads),

    // A second person must be found even where one leads alone, so administrators may decide. They
    // see no words.
    About("continuum.v1.RecordsService.ApprovePurge", "name", kLeads, kNone, kAdministrators),
    About("continuum.v1.RecordsService.CreateHold", "parent", kOwners, kNone, kAdministrators),
    About("continuum.v1.RecordsService.CreatePurge", "parent", kMembers),
    // Of these, the operation lets only those who may decide, and who asked.
    About("continuum.v1.RecordsService.DeclinePurge", "name", kMembers, kNone, kAdministrators),
    About("continuum.v1.RecordsService.EndHold", "name", kOwners, kNone, kAdministrators),
    About("continuum.v1.RecordsService.ExportPublicRecord", "name", kMembers, kBodies),
    ForAll("continuum.v1.RecordsService.GetRetentionPolicy", Everyone::kAccounts),
    About("continuum.v1.RecordsService.ListHolds", "parent", kMembers, kNone, kAdministrators),
    About("continuum.v1.RecordsService.ListPurges", "parent", kMembers, kNone, kAdministrators),
    Installation("continuum.v1.RecordsService.PreviewRetention", kAdministrators),
    Installation("continuum.v1.RecordsService.UpdateRetentionPolicy", kAdministrators),

    ForAll("continuum.v1.RubricService.CheckRubric", Everyone::kAccounts),
    Installation("continuum.v1.RubricService.CreateRubricRevision", kAdministrators),
    ForAll("continuum.v1.RubricService.GetRubric", Everyone::kPublic),
    ForAll("continuum.v1.RubricService.GetRubricRevision", Everyone::kPublic),
    ForAll("continuum.v1.RubricService.ListRubricRevisions", Everyone::kPublic),
    ForAll("continuum.v1.RubricService.ListRubrics", Everyone::kPublic),
    Installation("continuum.v1.RubricService.PublishRubricRevision", kAdministrators),
    ForAll("continuum.v1.RubricService.ScoreAnswers", Everyone::kAccounts),
    Installation("continuum.v1.RubricService.UpdateRubricRevision", kAdministrators),

    About("continuum.v1.TogetherService.CancelAssignment", "name", kLeads),
    About("continuum.v1.TogetherService.CarryForward", "name", kEditors),
    About("continuum.v1.TogetherService.CompareAnswerSets", "parent", kMembers),
    About("continuum.v1.TogetherService.ConfirmAnswers", "name", kEditors),
    About("continuum.v1.TogetherService.CreateAssignment", "parent", kLeads),
    About("continuum.v1.TogetherService.CreateComment", "parent", kMembers),
    About("continuum.v1.TogetherService.CreateThread", "parent", kMembers),
    // Of these, the operation lets only those who lead, and whom it is assigned to.
    About("continuum.v1.TogetherService.FinishAssignment", "name", kMembers),
    About("continuum.v1.TogetherService.GetEffort", "name", kMembers),
    About("continuum.v1.TogetherService.ListAnswerSets", "parent", kMembers),
    About("continuum.v1.TogetherService.ListAssignments", "parent", kMembers),
    About("continuum.v1.TogetherService.ListChanges", "parent", kMembers),
    About("continuum.v1.TogetherService.ListComments", "parent", kMembers),
    // Shows only what is assigned to the caller.
    ForAll("continuum.v1.TogetherService.ListMyAssignments", Everyone::kAccounts),
    About("continuum.v1.TogetherService.ListThreads", "parent", kMembers),
    About("continuum.v1.TogetherService.ReopenThread", "name", kMembers),
    About("continuum.v1.TogetherService.ResolveThread", "name", kMembers),
};

static_assert(std::ranges::is_sorted(kTable, {}, &MethodRule::method),
              "keep kTable sorted by method");

}  // namespace

const MethodRule* FindRule(absl::string_view method) {
  const MethodRule* rule = std::ranges::lower_bound(kTable, method, {}, &MethodRule::method);
  return rule == std::end(kTable) || rule->method != method ? nullptr : rule;
}

Ground Decide(const MethodRule& rule, const Standing& standing) {
  const bool allowed = standing.may_do_everything || rule.everyone == Everyone::kPublic ||
                       (rule.everyone == Everyone::kAccounts && standing.is_account) ||
                       (rule.self && standing.self) || rule.own.Meets(standing.own) ||
                       (standing.own_answers && rule.own_answers.Meets(standing.own)) ||
                       rule.any.Meets(standing.installation);
  if (allowed) return Ground::kAllowed;
  return rule.shared.Meets(standing.shared) ? Ground::kShared : Ground::kDenied;
}

absl::Span<const MethodRule> AllRules() { return kTable; }

}  // namespace continuum::auth
