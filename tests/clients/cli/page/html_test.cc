// SPDX-License-Identifier: Apache-2.0

#include "clients/cli/page/html.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace continuum::cli {
namespace {

TEST(HtmlTest, WritesNestedElements) {
  Html html;
  html.Block("ul", {{"class", "list"}}, [&] {
    html.Text("li", "one");
    html.Block("li", [&] { html.Text("two"); });
  });
  EXPECT_EQ(html.text(), "<ul class=\"list\">\n<li>one</li>\n<li>\ntwo\n</li>\n</ul>\n");
}

TEST(HtmlTest, NothingThatIsWrittenBecomesMarkup) {
  Html html;
  html.Text("p", "<script>alert('x' & \"y\")</script>\x1b[31m",
            {{"title", "\" onclick=\"alert(1)"}});
  EXPECT_EQ(html.text(),
            "<p title=\"&quot; onclick=&quot;alert(1)\">&lt;script&gt;alert(&#39;x&#39; &amp; "
            "&quot;y&quot;)&lt;/script&gt;\xEF\xBF\xBD[31m</p>\n");
}

TEST(HtmlTest, EmptyLinesDivideParagraphs) {
  Html html;
  html.Paragraphs("first\nstill first\n\n\n\nsecond\n\n");
  html.Paragraphs("");
  EXPECT_EQ(html.text(), "<p>first\nstill first</p>\n<p>second</p>\n");
}

TEST(HtmlTest, AListOfNothingIsNothing) {
  Html html;
  html.List({});
  EXPECT_EQ(html.text(), "");
  html.List({"a"});
  EXPECT_EQ(html.text(), "<ul>\n<li>a</li>\n</ul>\n");
}

TEST(HtmlTest, ATablesTitlesAreThoseOfColumns) {
  Html html;
  html.TableHead({"A"});
  EXPECT_EQ(html.text(), "<thead>\n<tr>\n<th scope=\"col\">A</th>\n</tr>\n</thead>\n");
}

}  // namespace
}  // namespace continuum::cli
