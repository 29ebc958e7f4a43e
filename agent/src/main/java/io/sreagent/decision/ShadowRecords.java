package io.sreagent.decision;

import io.sreagent.contract.incident.Incident;
import io.sreagent.incident.Incidents;
import io.sreagent.incident.OfferedPlan;
import io.sreagent.incident.Plans;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The shadow records of all playbooks; read only. One query for each plan of the time asked. */
@Singleton
public class ShadowRecords {
    private enum Fate {
        WAITING,
        SAME,
        BY_ITSELF,
        BY_PERSON,
        OTHERWISE
    }

    private record Edition(String playbook, String version) implements Comparable<Edition> {
        @Override
        public int compareTo(Edition other) {
            int names = playbook.compareTo(other.playbook);
            return names != 0 ? names : version.compareTo(other.version);
        }
    }

    private final Plans plans;
    private final Incidents incidents;

    public ShadowRecords(Plans plans, Incidents incidents) {
        this.plans = plans;
        this.incidents = incidents;
    }

    /** Of the plans made in shadow mode since then, by playbook and version. */
    public List<ShadowRecord> since(Instant since) {
        Map<Edition, Map<Fate, Integer>> tallies = new TreeMap<>();
        for (OfferedPlan shown : plans.shownSince(since)) {
            if (!ShadowWatch.isShadow(shown)) continue;
            Edition edition = new Edition(shown.plan().playbook(), shown.plan().playbookVersion());
            tallies.computeIfAbsent(edition, first -> new EnumMap<>(Fate.class))
                    .merge(fate(shown), 1, Integer::sum);
        }
        List<ShadowRecord> records = new ArrayList<>();
        tallies.forEach(
                (edition, tally) ->
                        records.add(
                                ShadowRecord.of(
                                        edition.playbook(),
                                        edition.version(),
                                        tally.getOrDefault(Fate.WAITING, 0),
                                        tally.getOrDefault(Fate.SAME, 0),
                                        tally.getOrDefault(Fate.BY_ITSELF, 0),
                                        tally.getOrDefault(Fate.BY_PERSON, 0),
                                        tally.getOrDefault(Fate.OTHERWISE, 0))));
        return List.copyOf(records);
    }

    private Fate fate(OfferedPlan shown) {
        String incidentId = shown.plan().incidentId();
        Optional<ShadowFinding> finding =
                incidents.documents(incidentId).stream()
                        .filter(document -> document.kind().equals(ShadowFinding.KIND))
                        .map(document -> document.as(ShadowFinding.class))
                        .filter(found -> found.planId().equals(shown.plan().id()))
                        .findFirst();
        if (finding.isEmpty() || !finding.get().seen()) return Fate.WAITING;
        if (finding.get().change() != null) return Fate.SAME;
        Incident.Resolution end = incidents.find(incidentId).map(Incident::resolution).orElse(null);
        if (end == null) return Fate.OTHERWISE;
        return switch (end) {
            case SELF_RECOVERED -> Fate.BY_ITSELF;
            case BY_PERSON -> Fate.BY_PERSON;
            case FIXED -> Fate.OTHERWISE;
        };
    }
}
