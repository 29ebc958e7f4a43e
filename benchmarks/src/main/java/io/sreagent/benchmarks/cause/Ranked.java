package io.sreagent.benchmarks.cause;

import io.sreagent.analysis.cause.Calibration;
import io.sreagent.analysis.cause.CauseWeights;
import io.sreagent.analysis.cause.Suspect;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Suspects of one case ranked by given weights.
 *
 * @param share of the first candidate, 0–1, before calibration
 * @param besides of the other candidates at the first service
 */
record Ranked(List<String> services, double share, double besides) {

    static Ranked of(List<Suspect> suspects, CauseWeights weights) {
        List<Suspect> sorted = new ArrayList<>(suspects);
        sorted.sort(Comparator.comparingDouble(weights::odds).reversed());
        double[] shares = CauseWeights.shares(sorted.stream().mapToDouble(weights::odds).toArray());
        List<String> services = new ArrayList<>();
        double besides = 0;
        for (int i = 0; i < shares.length; i++) {
            String name = sorted.get(i).candidate().resource().name();
            if (name == null) continue;
            if (!services.contains(name)) services.add(name);
            if (i > 0 && name.equals(services.getFirst())) besides += shares[i];
        }
        return new Ranked(services, shares.length == 0 ? 0 : shares[0], besides);
    }

    /** In the first service: in all kinds of fault there. */
    double confidence(Calibration calibration) {
        double first = calibration.of(share);
        return share >= 1 ? 1 : Math.min(1, first + besides * (1 - first) / (1 - share));
    }

    /** Position of the right service from 1; 0 when it is not among them. */
    int rank(Truth truth, String set) {
        for (int i = 0; i < services.size(); i++)
            if (truth.isService(services.get(i), set)) return i + 1;
        return 0;
    }
}
