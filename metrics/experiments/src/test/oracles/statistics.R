# Writes tests of paired scores as R does them.
#
# Run in this folder: Rscript statistics.R   (R 4.2.2)
folder <- "../resources/oracles/statistics/"
joined <- function(x) paste(format(x, digits = 17, trim = TRUE), collapse = " ")
set.seed(11)

# Hodges and Lehmann: no ties and no zeros, so that R counts exactly
rows <- NULL
for (n in c(4, 5, 6, 12, 25, 49)) {
  d <- round(rnorm(n, 0.3), 5)
  stopifnot(!any(duplicated(abs(d))), all(d != 0))
  test <- suppressWarnings(wilcox.test(d, conf.int = TRUE, exact = TRUE))
  rows <- rbind(rows, data.frame(differences = joined(d), v = test$statistic, p = test$p.value, estimate = test$estimate,
                                 level = attr(test$conf.int, "conf.level"), low = test$conf.int[1], high = test$conf.int[2]))
}
write.csv(format(rows, digits = 17, trim = TRUE), paste0(folder, "hodges-lehmann.csv"), row.names = FALSE, quote = FALSE)

rows <- NULL
for (n in c(2, 3, 10, 40)) {
  d <- round(rnorm(n, 0.5), 4)
  test <- t.test(d)
  rows <- rbind(rows, data.frame(differences = joined(d), t = test$statistic, p = test$p.value, low = test$conf.int[1],
                                 high = test$conf.int[2], d = mean(d) / sd(d)))
}
write.csv(format(rows, digits = 17, trim = TRUE), paste0(folder, "paired-t.csv"), row.names = FALSE, quote = FALSE)

rows <- NULL
for (cells in list(c(101, 121, 59, 33), c(10, 15, 10, 3), c(794, 86, 150, 570), c(4, 2, 9, 5), c(9, 24, 0, 1), c(9, 25, 25, 1))) {
  chi <- mcnemar.test(matrix(cells, 2))
  exact <- binom.test(cells[2], cells[2] + cells[3])
  rows <- rbind(rows, data.frame(both = cells[1], only_first = cells[2], only_second = cells[3], neither = cells[4],
                                 chi_squared = chi$statistic, chi_squared_p = chi$p.value, exact_p = exact$p.value))
}
write.csv(format(rows, digits = 17, trim = TRUE), paste0(folder, "mcnemar.csv"), row.names = FALSE, quote = FALSE)

rows <- NULL
for (p in list(c(0.01, 0.04, 0.03, 0.005), c(0.5, 0.5), c(0.2), c(1e-8, 0.9, 0.02, 0.02, 0.4, 0.0301), c(0.03, 0.04, 0.041))) {
  rows <- rbind(rows, data.frame(p = joined(p), holm = joined(p.adjust(p, "holm")), hochberg = joined(p.adjust(p, "hochberg"))))
}
write.csv(rows, paste0(folder, "adjusted.csv"), row.names = FALSE, quote = FALSE)

rows <- NULL
for (k in c(2, 3, 4, 7, 10, 30)) for (q in c(0.5, 2, 3.5, 5, 8)) {
  rows <- rbind(rows, data.frame(k = k, q = q, below = ptukey(q, k, Inf), above = ptukey(q, k, Inf, lower.tail = FALSE)))
}
write.csv(format(rows, digits = 17, trim = TRUE), paste0(folder, "tukey.csv"), row.names = FALSE, quote = FALSE)
