#!/usr/bin/env Rscript
# Compares E-divisive (Matteson & James 2014) of the room `inference` with a search by brute force in R: every cut and
# end of every segment is tried with the energy statistic of the package energy (Rizzo & Székely), step by step as the
# paper says, and the best one is tested by shuffles within the segments. Status 1 if a place, a statistic or a p
# differs. Debian has no package for E-divisive itself.
#   cmake --preset release -DFAULTLINE_BENCH=ON && cmake --build build/release --target invented_series
#   bench/quality/e_divisive.R [PROGRAM]          needs Debian's r-cran-energy (tools/setup --peers); some minutes
if (!suppressMessages(require(energy, quietly = TRUE))) stop("e_divisive.R: install r-cran-energy first.")
given <- commandArgs(trailingOnly = TRUE)
program <- if (length(given) > 0) given[1] else "build/release/bin/invented_series"
lines <- strsplit(system2(program, stdout = TRUE), " ")
numbers <- function(words) as.numeric(words[-1])
shuffles <- 499  # R's; the program makes 999
significance <- 0.05
set.seed(2031)

# energy's statistic takes means within a sample over all pairs, those of a value with itself included; the paper's
# (eq. 5) over pairs of two. This is what the one lacks of the other.
of_pairs <- function(distances) {
  k <- nrow(distances)
  sum(distances) / k^2 - sum(distances) / (k * (k - 1))
}
unbiased <- function(distances, m, energy) {
  all <- nrow(distances)
  one <- seq_len(m)
  energy + m * (all - m) / all * (of_pairs(distances[one, one]) + of_pairs(distances[-one, -one]))
}

# The best cut of one segment by energy's statistic; `first` counts the values before the change.
by_energy <- function(values, alpha, fewest) {
  best <- list(statistic = -Inf)
  distances <- as.matrix(dist(values))^alpha
  if (length(values) < 2 * fewest) return(best)
  for (first in fewest:(length(values) - fewest)) {
    for (end in (first + fewest):length(values)) {
      energy <- as.numeric(edist(values[1:end], c(first, end - first), alpha = alpha))
      statistic <- unbiased(distances[1:end, 1:end], first, energy)
      if (statistic > best$statistic + 1e-9) best <- list(statistic = statistic, first = first)
    }
  }
  best
}

# The same greatest statistic from sums of distances, for the shuffles, of which there are many.
by_sums <- function(distances, fewest) {
  n <- nrow(distances)
  if (n < 2 * fewest) return(-Inf)
  corner <- t(apply(apply(distances, 2, cumsum), 1, cumsum))
  whole <- diag(corner)
  first <- fewest:(n - fewest)
  best <- -Inf
  for (end in (2 * fewest):n) {
    m <- first[first <= end - fewest]
    k <- end - m
    across <- corner[cbind(m, end)] - whole[m]
    second <- whole[end] - whole[m] - 2 * across
    energy <- 2 * across / (m * k) - whole[m] / (m * (m - 1)) - second / (k * (k - 1))
    best <- max(best, m * k / end * energy)
  }
  best
}

# Two estimates of one p, by so many shuffles each, lie no further apart than chance puts them.
agree <- function(ours, theirs) {
  common <- (ours * 1000 + theirs * (shuffles + 1)) / (1001 + shuffles)
  abs(ours - theirs) <= 4 * sqrt(common * (1 - common) * (1 / 1000 + 1 / (shuffles + 1)))
}

differing <- 0
differs <- function(...) {
  cat(..., "\n")
  differing <<- differing + 1
}
steps <- 0
changes <- 0
same_decision <- 0
furthest <- 0
furthest_p <- 0

compare_steps <- function(series, values, said) {
  alpha <- said[1]
  fewest <- said[2]
  found <- matrix(said[-(1:2)], nrow = 3)  # place, statistic, p of each step
  distances <- as.matrix(dist(values))^alpha
  borders <- c(0, length(values))
  known <- list()  # segments that were searched before
  for (step in seq_len(ncol(found))) {
    best <- list(statistic = -Inf)
    parts <- lapply(seq_len(length(borders) - 1), function(i) (borders[i] + 1):borders[i + 1])
    for (part in parts) {
      name <- paste(range(part), collapse = "-")
      if (is.null(known[[name]])) known[[name]] <- by_energy(values[part], alpha, fewest)
      if (known[[name]]$statistic > best$statistic) {
        best <- list(statistic = known[[name]]$statistic, place = part[1] - 1 + known[[name]]$first)
      }
    }
    greatest <- function(order) max(sapply(parts, function(part) by_sums(distances[order[part], order[part]], fewest)))
    if (abs(greatest(seq_along(values)) - best$statistic) > 1e-8) stop("e_divisive.R: the sums are wrong.")
    drawn <- replicate(shuffles, greatest(unlist(lapply(parts, function(part) part[sample.int(length(part))]))))
    p <- (1 + sum(drawn >= best$statistic - 1e-9 * abs(best$statistic))) / (1 + shuffles)
    ours <- found[, step]
    if (ours[1] != best$place) differs("series", series, "step", step, "place: ours", ours[1], "theirs", best$place)
    if (abs(ours[2] - best$statistic) > 1e-6) {
      differs("series", series, "step", step, "statistic: ours", ours[2], "theirs", best$statistic)
    }
    if (!agree(ours[3], p)) differs("series", series, "step", step, "p: ours", ours[3], "theirs", p)
    furthest <<- max(furthest, abs(ours[2] - best$statistic))
    furthest_p <<- max(furthest_p, abs(ours[3] - p))
    same_decision <<- same_decision + ((ours[3] <= significance) == (p <= significance))
    steps <<- steps + 1
    changes <<- changes + (ours[3] <= significance)
    borders <- sort(c(borders, ours[1]))
  }
  # The search ends at the first p above the significance, or where no segment is long enough.
  if (any(found[3, -ncol(found)] > significance)) differs("series", series, "goes on after a p above", significance)
  if (found[3, ncol(found)] <= significance && any(diff(borders) >= 2 * fewest)) {
    differs("series", series, "ends too early")
  }
}

# Where one cut only is possible, the test is that of two samples: energy's own, with its own shuffles.
compare_halves <- function(series, values, said) {
  rows <- matrix(values[1:24], ncol = 2, byrow = TRUE)
  test <- eqdist.etest(rows, c(6, 6), R = shuffles)
  statistic <- unbiased(as.matrix(dist(rows)), 6, as.numeric(test$statistic))
  if (abs(said[1] - statistic) > 1e-6) differs("series", series, "halves: ours", said[1], "theirs", statistic)
  if (!agree(said[2], test$p.value)) differs("series", series, "p of halves: ours", said[2], "theirs", test$p.value)
}

starts <- seq(1, length(lines), by = 5)
for (i in starts) {
  values <- numbers(lines[[i]])
  compare_steps(i %/% 5, values, numbers(lines[[i + 3]]))
  compare_halves(i %/% 5, values, numbers(lines[[i + 4]]))
}
cat(sprintf(paste("%d series, %d steps, %d changes compared with energy %s: %d differences. Statistics lie at most %.1g",
                  "apart, p at most %.3f; %d of %d decisions at %g %% are the same. %d tests of two samples by energy itself.\n"),
            length(starts), steps, changes, packageVersion("energy"), differing, furthest, furthest_p, same_decision,
            steps, 100 * significance, length(starts)))
if (steps == 0 || changes == 0) stop("e_divisive.R: nothing was compared.")
quit(status = if (differing > 0) 1 else 0)
