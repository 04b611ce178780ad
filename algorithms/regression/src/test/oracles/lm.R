# Writes what R says of linear and logistic regressions. R 4.2.2 (Debian 12).
# Run after tables.py:  Rscript lm.R   (from this folder)
R <- file.path("..", "resources")
num <- function(v) ifelse(is.na(v), "NA", sprintf("%.17g", v))
table.of <- function(name) read.csv(file.path(R, "data", name))

terms <- function(fit, coef.table, file, columns) {
  all <- coef(fit)
  out <- matrix(NA, length(all), 4, dimnames = list(names(all), NULL))
  out[rownames(coef.table), ] <- coef.table
  names <- sub("(Intercept)", "intercept", names(all), fixed = TRUE)
  writeLines(c(paste(c("term", columns), collapse = ","),
               paste(names, apply(out, 1, function(r) paste(num(r), collapse = ",")), sep = ",")), file)
}

stats <- function(file, ...) {
  v <- list(...)
  writeLines(c("name,value", paste(names(v), sapply(v, num), sep = ",")), file)
}

linear <- function(name, formula, data, weights = NULL) {
  data$.w <- if (is.null(weights)) rep(1, nrow(data)) else weights
  fit <- if (is.null(weights)) lm(formula, data) else lm(formula, data, weights = .w)
  s <- summary(fit)
  terms(fit, s$coefficients, file.path(R, "lm", paste0(name, ".terms.csv")),
        c("estimate", "standard_error", "t_value", "p_value"))
  stats(file.path(R, "lm", paste0(name, ".stats.csv")),
        residual_standard_error = s$sigma, r_squared = s$r.squared, adjusted_r_squared = s$adj.r.squared,
        f_statistic = s$fstatistic[["value"]],
        f_p_value = pf(s$fstatistic[["value"]], s$fstatistic[["numdf"]], s$fstatistic[["dendf"]], lower.tail = FALSE),
        numerator_degrees_of_freedom = s$fstatistic[["numdf"]], residual_degrees_of_freedom = s$df[2], rank = fit$rank,
        residual_sum_of_squares = deviance(fit), log_likelihood = as.numeric(logLik(fit)), aic = AIC(fit), bic = BIC(fit))
  p <- suppressWarnings(predict(fit, data))
  writeLines(c("fitted", num(p)), file.path(R, "lm", paste0(name, ".fitted.csv")))
}

cars <- table.of("cars.csv")
linear("cars", consumption ~ weight + power + gears, cars)
linear("cars-weighted", consumption ~ weight + power + gears, cars, cars$w)
linear("cars-no-intercept", consumption ~ weight + power + gears - 1, cars)
linear("cars-no-intercept-weighted", consumption ~ weight + power + gears - 1, cars, cars$w)
dependent <- table.of("cars-dependent.csv")
linear("cars-dependent", consumption ~ weight + power + gears + power_and_gears + five + power_again, dependent)
linear("cars-zero-weights", consumption ~ weight + power + gears, dependent, dependent$w)
diabetes <- table.of("diabetes.csv")
linear("diabetes", progression ~ ., diabetes)
linear("diabetes-weighted", progression ~ age + sex + bmi + bp + s1 + s2 + s3 + s4 + s5 + s6, diabetes,
       1 + (seq_len(nrow(diabetes)) - 1) %% 3)

binomial.glm <- function(name, formula, data, weights = NULL) {
  data$.w <- if (is.null(weights)) rep(1, nrow(data)) else weights
  fit <- glm(formula, binomial, data, weights = .w, control = glm.control(epsilon = 1e-15, maxit = 100))
  s <- summary(fit)
  terms(fit, s$coefficients, file.path(R, "glm", paste0(name, ".terms.csv")),
        c("estimate", "standard_error", "z_value", "p_value"))
  stats(file.path(R, "glm", paste0(name, ".stats.csv")), deviance = deviance(fit), null_deviance = fit$null.deviance,
        log_likelihood = as.numeric(logLik(fit)), aic = AIC(fit))
  writeLines(c("fitted", num(fitted(fit))), file.path(R, "glm", paste0(name, ".fitted.csv")))
}

dose <- table.of("dose.csv")
binomial.glm("dose", alive ~ dose + age, dose)
binomial.glm("dose-weighted", alive ~ dose + age, dose, dose$w)
iris <- table.of("iris.csv")
two <- iris[iris$class != "setosa", ]
two$virginica <- as.integer(two$class == "virginica")
binomial.glm("iris-two-classes", virginica ~ sepal_length_cm + sepal_width_cm + petal_length_cm + petal_width_cm, two)
