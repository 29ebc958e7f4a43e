package io.sreagent.benchmarks.cause;

import io.sreagent.analysis.cause.CauseWeights;
import io.sreagent.analysis.cause.Suspect;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Suspects of one case ranked by given weights; confidence is in the first service. */
record Ranked(List<String> services, double confidence) {

    static Ranked of(List<Suspect> suspects, CauseWeights weights) {
        List<Suspect> sorted = new ArrayList<>(suspects);
        sorted.sort(Comparator.comparingDouble(weights::odds).reversed());
        double sum = 1;
        for (Suspect suspect : sorted) sum += Math.exp(weights.sharpness() * weights.odds(suspect));
        List<String> services = new ArrayList<>();
        for (Suspect suspect : sorted) {
            String name = suspect.candidate().resource().name();
            if (name != null && !services.contains(name)) services.add(name);
        }
        double best = 0;
        for (Suspect suspect : sorted)
            if (!services.isEmpty()
                    && services.getFirst().equals(suspect.candidate().resource().name()))
                best += Math.exp(weights.sharpness() * weights.odds(suspect)) / sum;
        return new Ranked(services, Math.min(1, best));
    }

    /** Position of the right service from 1; 0 when it is not among them. */
    int rank(Truth truth, String set) {
        for (int i = 0; i < services.size(); i++)
            if (truth.isService(services.get(i), set)) return i + 1;
        return 0;
    }
}
