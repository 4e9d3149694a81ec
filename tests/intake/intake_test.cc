#include "intake/intake.h"
#include <gtest/gtest.h>
TEST(ReadText, RefusesAnEmptyFile) { EXPECT_FALSE(faultline::intake::read_text("", "a.txt", "a")); }
