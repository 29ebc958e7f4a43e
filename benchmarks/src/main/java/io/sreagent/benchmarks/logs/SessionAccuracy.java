package io.sreagent.benchmarks.logs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sreagent.analysis.logs.session.Session;
import io.sreagent.analysis.logs.session.SessionModel;
import io.sreagent.analysis.logs.session.SessionVerdict;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * Precision, recall and F1 of session anomalies, learned from normal sessions only, at the default
 * threshold; AUC-PR of the score.
 *
 * <p>{@code SessionAccuracy DIRECTORY} with {@code train.jsonl.gz} and {@code test.jsonl.gz}.
 */
public final class SessionAccuracy {
    private SessionAccuracy() {}

    private record Labelled(Session session, boolean anomalous) {}

    private record Scored(double score, boolean anomalous) {}

    public static void main(String[] arguments) throws IOException {
        Path directory = Path.of(arguments[0]);
        List<Labelled> train = read(directory.resolve("train.jsonl.gz"));
        List<Labelled> test = read(directory.resolve("test.jsonl.gz"));
        SessionModel model = SessionModel.learn(train.stream().map(Labelled::session).toList());
        int hits = 0;
        int called = 0;
        int real = 0;
        List<Scored> scored = new ArrayList<>();
        for (Labelled labelled : test) {
            SessionVerdict verdict = model.judge(labelled.session());
            if (verdict.anomalous()) called++;
            if (labelled.anomalous()) real++;
            if (verdict.anomalous() && labelled.anomalous()) hits++;
            scored.add(new Scored(verdict.score(), labelled.anomalous()));
        }
        double precision = (double) hits / Math.max(1, called);
        double recall = (double) hits / real;
        System.out.printf("sessions %d, anomalous %d, called %d%n", test.size(), real, called);
        System.out.printf(
                "precision %.3f recall %.3f F1 %.3f AUC-PR %.3f%n",
                precision, recall, 2 * precision * recall / (precision + recall), aucPr(scored));
    }

    /** Average precision; ties are taken together. */
    private static double aucPr(List<Scored> scored) {
        scored.sort(Comparator.comparingDouble(Scored::score).reversed());
        long real = scored.stream().filter(Scored::anomalous).count();
        double area = 0;
        int hits = 0;
        for (int i = 0; i < scored.size(); ) {
            int end = i;
            int inTie = 0;
            while (end < scored.size() && scored.get(end).score() == scored.get(i).score()) {
                if (scored.get(end++).anomalous()) inTie++;
            }
            hits += inTie;
            area += (double) inTie / real * hits / end;
            i = end;
        }
        return area;
    }

    private static List<Labelled> read(Path file) throws IOException {
        ObjectMapper json = new ObjectMapper();
        List<Labelled> sessions = new ArrayList<>();
        try (BufferedReader lines =
                new BufferedReader(
                        new InputStreamReader(
                                new GZIPInputStream(Files.newInputStream(file)),
                                StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                JsonNode node = json.readTree(line);
                List<String> templates = new ArrayList<>();
                node.get("templates").forEach(template -> templates.add(template.asText()));
                sessions.add(
                        new Labelled(
                                new Session(node.get("session").asText(), templates),
                                node.get("label").asInt() == 1));
            }
        }
        return sessions;
    }
}
