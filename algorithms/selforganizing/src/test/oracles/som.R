# Batch maps of the package kohonen, epoch by epoch with a radius of its own, from given first weights.
#
#   Rscript som.R FOLDER
#
# writes into FOLDER, for each case, the first weights, the weights at the end, the neuron of each row, the quantisation error before
# each epoch, and the neighbours of each neuron. Neurons are numbered row by row from the lower left. The package moves the odd rows of a hexagonal
# grid to the right, counted from 1, so its columns are mirrored here.

library(kohonen)

folder <- commandArgs(trailingOnly = TRUE)[1]
x <- as.matrix(iris[, 1:4])
dimnames(x) <- NULL

number <- function(values) trimws(formatC(values, digits = 17, format = "g"))

table <- function(values, names, file) {
  values <- as.matrix(values)
  lines <- apply(values, 1, function(row) paste(number(row), collapse = ","))
  writeLines(c(paste(names, collapse = ","), lines), file.path(folder, file))
}

features <- c("sepal_length", "sepal_width", "petal_length", "petal_width")
table(x, features, "iris.csv")

radii <- function(from, to, epochs) from + (to - from) * (seq_len(epochs) - 1) / (epochs - 1)

case <- function(name, width, height, neighbourhood, toroidal, from, to, epochs) {
  grid <- somgrid(width, height, "hexagonal", neighbourhood, toroidal)
  ours <- as.vector(t(outer(seq_len(height), seq_len(width), function(row, column) (row - 1) * width + width + 1 - column)))
  set.seed(7)
  codes <- x[sample(nrow(x), width * height), ] + 0.001 * seq_len(width * height)
  table(codes[ours, ], features, paste0(name, ".first.csv"))
  errors <- c()
  for (radius in radii(from, to, epochs)) {
    distances <- sapply(seq_len(nrow(codes)), function(k) sqrt(colSums((t(x) - codes[k, ])^2)))
    errors <- c(errors, mean(apply(distances, 1, min)))
    map <- som(x, grid, rlen = 1, radius = c(radius, radius), init = list(codes), mode = "batch", dist.fcts = "sumofsquares")
    codes <- map$codes[[1]]
  }
  table(codes[ours, ], features, paste0(name, ".weights.csv"))
  table(match(map(map)$unit.classif, ours) - 1, "neuron", paste0(name, ".winners.csv"))
  table(errors, "error", paste0(name, ".history.csv"))
  beside <- which(abs(unit.distances(grid)[ours, ours] - 1) < 1e-6, arr.ind = TRUE) - 1
  beside <- beside[order(beside[, 1], beside[, 2]), , drop = FALSE]
  table(beside[beside[, 1] < beside[, 2], ], c("from", "to"), paste0(name, ".edges.csv"))
}

case("gaussian", 5, 4, "gaussian", FALSE, 2.5, 0.5, 10)
case("torus", 6, 4, "gaussian", TRUE, 2, 0.4, 8)
# two epochs only: neurons with the same neighbourhood soon are equal, and the package draws the winner among equal ones
case("bubble", 5, 4, "bubble", FALSE, 2.2, 1.2, 2)
table(rbind(as.integer(strsplit(as.character(packageVersion("kohonen")), "[.]")[[1]])), c("major", "minor", "patch"), "version.csv")
