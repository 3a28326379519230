// SPDX-License-Identifier: Apache-2.0
//
// A plugin for clang-tidy with one check, continuum-own-code, that finds nothing: it keeps the
// other checks to the declarations of our own files. clang-tidy otherwise lets every check walk all
// system headers, which is most of its time, and then throws away what they find there.

#include <vector>

#include "clang-tidy/ClangTidyCheck.h"
#include "clang-tidy/ClangTidyModule.h"
#include "clang-tidy/ClangTidyModuleRegistry.h"
#include "clang/AST/ASTContext.h"
#include "clang/ASTMatchers/ASTMatchFinder.h"
#include "clang/ASTMatchers/ASTMatchers.h"

namespace {

using clang::ast_matchers::MatchFinder;
using clang::tidy::ClangTidyCheck;

class OwnCode : public ClangTidyCheck {
 public:
  using ClangTidyCheck::ClangTidyCheck;

  void registerMatchers(MatchFinder* finder) override {
    finder->addMatcher(clang::ast_matchers::translationUnitDecl(), this);
  }

  // The translation unit itself is matched before what is in it, so this is in time.
  void check(const MatchFinder::MatchResult& result) override {
    clang::ASTContext& context = *result.Context;
    const clang::SourceManager& sources = context.getSourceManager();
    std::vector<clang::Decl*> own;
    for (clang::Decl* declaration : context.getTranslationUnitDecl()->decls()) {
      const clang::SourceLocation place = sources.getExpansionLoc(declaration->getLocation());
      if (place.isValid() && !sources.isInSystemHeader(place)) own.push_back(declaration);
    }
    context.setTraversalScope(own);
  }
};

class Module : public clang::tidy::ClangTidyModule {
 public:
  void addCheckFactories(clang::tidy::ClangTidyCheckFactories& factories) override {
    factories.registerCheck<OwnCode>("continuum-own-code");
  }
};

const clang::tidy::ClangTidyModuleRegistry::Add<Module> kRegistered("continuum", "Our own code");

}  // namespace
