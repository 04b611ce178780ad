# Numbers of rpart's trees, for CartOracleTest: native splits on levels, and tables of cost and complexity.
# Run with the folder for the results as argument. Made with R 4.2.2, rpart 4.1.19.
library(rpart)
out <- commandArgs(TRUE)[1]

write <- function(name, frame) write.csv(format(frame, digits = 17, trim = TRUE), file.path(out, paste0(name, ".csv")),
                                         row.names = FALSE, quote = FALSE)

# the leaves as weight, deviance and value, ordered; and the table of costs for trees of numbers
keep <- function(name, formula, data, method, minsplit, minbucket, weights = NULL) {
  data$w <- if (is.null(weights)) rep(1, nrow(data)) else weights
  tree <- rpart(formula, data, weights = w, method = method, parms = if (method == "class") list(split = "gini") else NULL,
                control = rpart.control(cp = -1, minsplit = minsplit, minbucket = minbucket, xval = 0, maxsurrogate = 0,
                                        maxcompete = 0))
  leaves <- tree$frame[tree$frame$var == "<leaf>", ]
  if (method == "class") {
    levels <- attr(tree, "ylevels")
    counts <- leaves$yval2[, 2:(length(levels) + 1), drop = FALSE]
    frame <- as.data.frame(counts)
    names(frame) <- levels
    write(paste0(name, ".leaves"), frame)
  } else {
    write(paste0(name, ".leaves"), data.frame(weight = leaves$wt, deviance = leaves$dev, value = leaves$yval))
    table <- as.data.frame(tree$cptable)
    write(paste0(name, ".costs"), data.frame(cp = table$CP, leaves = table$nsplit + 1, error = table[["rel error"]]))
  }
  data$w <- NULL
  target <- all.vars(formula)[1]
  if (!is.null(weights)) data$weight <- weights
  write(name, data[, c(setdiff(names(data), target), target)])
}

keep("mtcars", mpg ~ cyl + disp + hp + drat + wt + qsec,
     mtcars[, c("mpg", "cyl", "disp", "hp", "drat", "wt", "qsec")], "anova", 8, 4)
keep("chickwts", grams ~ feed, data.frame(feed = chickwts$feed, grams = chickwts$weight), "anova", 10, 5)
keep("warpbreaks", breaks ~ wool + tension, warpbreaks, "anova", 4, 2)
sprays <- as.data.frame(InsectSprays)
keep("sprays", count ~ spray, sprays, "anova", 4, 2)
titanic <- subset(as.data.frame(Titanic), Freq > 0)
keep("titanic", Survived ~ Class + Sex + Age, titanic[, 1:4], "class", 2, 1, titanic$Freq)
hair <- subset(as.data.frame(HairEyeColor), Freq > 0)
keep("hair", Hair ~ Eye + Sex, hair[, 1:3], "class", 2, 1, hair$Freq)
