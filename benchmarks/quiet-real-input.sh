#!/usr/bin/env bash
# Nothing may be reported while nothing is broken: the packaged program watches this machine through
# Debian's prometheus and prometheus-node-exporter, with their usual intervals and nothing else set,
# learns for five minutes, and fails when it opens an incident.
#
#   benchmarks/quiet-real-input.sh [MINUTES]     20 when not given
set -euo pipefail
minutes=${1:-20}
cd "$(dirname "$0")/.."
JAVA_HOME=$(./sre-agent --print-jdk) || exit $?
export JAVA_HOME
# No unit test has this name: only the packaged program is put to the test.
exec mvn -B -ntp -pl agent -am verify -Dquiet.minutes="$minutes" -Dusual.interval=true -Dsre.all=true \
  -Dtest=NoUnitTest -Dsurefire.failIfNoSpecifiedTests=false \
  -Dit.test=RealInputIT -Dfailsafe.failIfNoSpecifiedTests=false
