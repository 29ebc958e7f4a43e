"""Granger tests of all pairs by statsmodels, for comparison: granger-peer.py SERIES.csv LAGS F.csv

SERIES.csv has one series a line. F.csv gets lag,cause,effect,F,p. Prints the CPU seconds that the tests took.
"""

import sys
import time
import warnings

import numpy
from statsmodels.tsa.stattools import grangercausalitytests

warnings.simplefilter("ignore")
series = numpy.loadtxt(sys.argv[1], delimiter=",")
lags = int(sys.argv[2])
rows = []
start = time.process_time()
for cause in range(len(series)):
    for effect in range(len(series)):
        if cause == effect:
            continue
        pair = numpy.column_stack([series[effect], series[cause]])
        tests = grangercausalitytests(pair, lags, verbose=False)
        for lag in range(1, lags + 1):
            f, p = tests[lag][0]["ssr_ftest"][:2]
            rows.append((lag, cause, effect, f, p))
spent = time.process_time() - start
with open(sys.argv[3], "w") as out:
    for row in rows:
        out.write("%d,%d,%d,%.17g,%.17g\n" % row)
print(spent)
