// faultline import --dna and --statements-csv: coded data into a study and out of it again.

#include <gtest/gtest.h>

#include "cli/cli.h"
#include "cli/program.h"
#include "cli/said.h"

// All people and places are invented.

namespace faultline::cli {
namespace {

Said say(const std::vector<std::string>& arguments) { return say_in(arguments, {.width = 160}); }

constexpr const char* statements =
    "statement_id,document_id,person,organization,concept,agreement,start,stop\n"
    "1,3,Odell,Harbour Board,keep the quay,1,0,8\n2,3,,zebra,keep the quay,0,9,99\n";
constexpr const char* documents =
    "document_id,title,datetime_utc,text\n3,Hearing,2031-02-28 09:30:00,Keep it! Sell it.\n";

TEST(ImportCodedData, SaysWhatCameAndHowItGoesAgain) {
  const Folder folder;
  const std::string study = folder / "s.study";
  const std::vector<std::string> command = {"import",
                                            "--statements-csv",
                                            folder.write("s.csv", statements),
                                            "--documents-csv",
                                            folder.write("d.csv", documents),
                                            "--into",
                                            study};
  const auto said = say(command);
  EXPECT_EQ(said.exit, Exit::AllDone) << said.err;
  EXPECT_EQ(said.out, "");
  EXPECT_TRUE(has(said.err, "1 document (1 with text), 0 coders, 2 statements, 5 entities"))
      << said.err;
  EXPECT_TRUE(has(said.err, "DNA Statement: 2 statements; person (short text)")) << said.err;
  EXPECT_TRUE(has(said.err, "1 statement lies outside")) << said.err;
  EXPECT_TRUE(has(said.err, "1 statement is a coding in the study itself")) << said.err;
  EXPECT_TRUE(has(say({"articles", study}).out, "s/3"));
  EXPECT_TRUE(has(say({"codings", study}).out, "keep the quay"));
  EXPECT_TRUE(has(say(command).err, "nothing changes"));
  EXPECT_TRUE(has(say({"code", study, "imports"}).out, "1 document and 2 coded statements"));
  EXPECT_EQ(say({"code", study, "undo-import", "1"}).exit, Exit::AllDone);
  EXPECT_FALSE(has(say({"articles", study}).out, "s/3"));
}

TEST(ImportCodedData, RefusesOptionsThatDoNotGoTogether) {
  const Folder folder;
  const std::string study = folder / "s.study";
  const std::string csv = folder.write("s.csv", statements);
  for (const std::vector<std::string>& command :
       {std::vector<std::string>{"import"},
        {"import", "--statements-csv", csv},
        {"import", "--statements-csv", csv, "--dna", "x.dna", "--into", study},
        {"import", "--documents-csv", csv, "--into", study},
        {"import", "--dna", "x.dna", "--boolean", "agreement", "--into", study},
        {"import", csv, "--dna", "x.dna", "--into", study},
        {"import", "--dna", "x.dna", "--toml", "--into", study}})
    EXPECT_EQ(say(command).exit, Exit::Usage) << command.back();
  EXPECT_EQ(say({"import", "--dna", folder / "none.dna", "--into", study}).exit, Exit::BadInput);
  EXPECT_EQ(say({"import", "--dna", csv, "--into", study}).exit, Exit::BadInput);
  EXPECT_EQ(say({"import", "--statements-csv", csv, "--into", study}).exit, Exit::BadInput)
      << "nothing says when document 3 appeared";
}

}  // namespace
}  // namespace faultline::cli
