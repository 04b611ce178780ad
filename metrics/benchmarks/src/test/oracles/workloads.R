# The figures of WorkloadRunTest, by R 4.2.2: run in the folder with diabetes.csv and iris.csv of the built-in data sets.
diabetes <- read.csv("diabetes.csv", comment.char = "#")
target <- names(diabetes)[ncol(diabetes)]
test <- seq_len(nrow(diabetes)) %% 4 == 0 # every fourth row
model <- lm(as.formula(paste(target, "~ .")), diabetes[!test, ])
rmse <- function(rows) sqrt(mean((rows[[target]] - predict(model, rows))^2))
cat(sprintf("train rmse %.8f, test rmse %.8f\n", rmse(diabetes[!test, ]), rmse(diabetes[test, ])))

flowers <- read.csv("iris.csv", comment.char = "#")[, 1:4]
flowers <- sweep(sweep(flowers, 2, colMeans(flowers)), 2, sqrt(apply(flowers, 2, var) * (nrow(flowers) - 1) / nrow(flowers)), "/")
set.seed(1)
cat(sprintf("best inertia %.6f\n", kmeans(flowers, 3, nstart = 100)$tot.withinss))
