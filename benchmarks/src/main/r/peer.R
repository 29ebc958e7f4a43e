# The same tasks for R's forecast package: Rscript peer.R METHOD FREQUENCY HORIZON < series, one a line
# Writes to standard output: "cpu_seconds N", then one line of means per series.
suppressMessages(library(forecast))
arguments <- commandArgs(trailingOnly = TRUE)
method <- arguments[1]
frequency <- as.integer(arguments[2])
horizon <- as.integer(arguments[3])
lines <- readLines(file("stdin"))
series <- lapply(strsplit(lines, ","), as.numeric)
told <- list()
begun <- proc.time()
for (i in seq_along(series)) {
  y <- ts(series[[i]], frequency = frequency)
  told[[i]] <- switch(method,
    stlf = as.numeric(stlf(y, h = horizon)$mean),
    both = (as.numeric(forecast(ets(y), h = horizon)$mean) + as.numeric(forecast(auto.arima(y), h = horizon)$mean)) / 2)
}
spent <- proc.time() - begun
cat("cpu_seconds", spent[["user.self"]] + spent[["sys.self"]], "\n")
for (mean in told) cat(paste(mean, collapse = ","), "\n", sep = "")
