#!/usr/bin/env Rscript
# Compares change points of the room `inference` with those of R's strucchange (Zeileis, Leisch, Hornik & Kleiber
# 2002): the least sum of squares for so many changes (breakpoints), and the best single cut (Fstats). Status 1 if one
# differs.
#   cmake --preset release -DFAULTLINE_BENCH=ON && cmake --build build/release --target invented_series
#   bench/quality/change_points.R [PROGRAM]          needs Debian's r-cran-strucchange
if (!suppressMessages(require(strucchange, quietly = TRUE))) {
  stop("change_points.R: install r-cran-strucchange first.")
}
given <- commandArgs(trailingOnly = TRUE)
program <- if (length(given) > 0) given[1] else "build/release/bin/invented_series"
lines <- strsplit(system2(program, stdout = TRUE), " ")
numbers <- function(words) as.numeric(words[-1])
shortest <- 3
compared <- 0
changes_seen <- 0
differing <- 0
per_series <- 5  # lines; the last two are for e_divisive.R
for (i in seq(1, length(lines), by = per_series)) {
  values <- numbers(lines[[i]])
  ours <- numbers(lines[[i + 1]])
  cut <- numbers(lines[[i + 2]])
  changes <- ours[-1]
  squares <- sum((values - mean(values))^2)
  if (length(changes) > 0) {
    all <- breakpoints(values ~ 1, h = shortest, breaks = length(changes))
    theirs <- breakpoints(all, breaks = length(changes))
    squares <- theirs$RSS
    # strucchange names the last bin of a segment, from 1; we the first of the next, from 0.
    if (!isTRUE(all.equal(as.numeric(theirs$breakpoints), changes))) {
      cat("series", i %/% per_series, "changes: ours", changes, "theirs", theirs$breakpoints, "\n")
      differing <- differing + 1
    }
  }
  if (abs(squares - ours[1]) > 1e-6) {
    cat("series", i %/% per_series, "sum of squares: ours", ours[1], "theirs", squares, "\n")
    differing <- differing + 1
  }
  n <- length(values)
  test <- Fstats(values ~ 1, from = shortest, to = n - shortest)
  # F is (squares without a cut - squares with it) / (squares with it / (n - 2)).
  best <- max(test$Fstats)
  without <- sum((values - mean(values))^2)
  gain <- without * best / (n - 2) / (1 + best / (n - 2))
  if (test$breakpoint != cut[2] || abs(gain - cut[1]) > 1e-6) {
    cat("series", i %/% per_series, "best cut: ours", cut, "theirs", gain, test$breakpoint, "\n")
    differing <- differing + 1
  }
  compared <- compared + 1
  changes_seen <- changes_seen + length(changes)
}
cat(sprintf("%d series with %d changes compared with strucchange %s: %d differences\n", compared, changes_seen,
            packageVersion("strucchange"), differing))
if (compared == 0 || changes_seen == 0) stop("change_points.R: nothing was compared.")
quit(status = if (differing > 0) 1 else 0)
