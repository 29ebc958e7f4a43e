package io.sreagent.benchmarks.logs;

import io.sreagent.analysis.fact.Resource;
import io.sreagent.analysis.logs.read.LogReader;
import io.sreagent.analysis.logs.read.Parsed;
import io.sreagent.analysis.logs.read.ReadReport;
import io.sreagent.analysis.logs.template.TemplateMiner;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads the raw files of loghub's samples, heads and all: which format was seen, how many lines
 * have a time, how many messages are exactly what the labels have as content; then lines per CPU
 * second of reading and mining together.
 *
 * <p>{@code ReaderAccuracy DIRECTORY}
 */
public final class ReaderAccuracy {
    private static final int REPEATS = 100;

    private ReaderAccuracy() {}

    public static void main(String[] arguments) throws IOException {
        Path directory = Path.of(arguments[0]);
        for (LabelledLog log : LabelledLog.all(directory)) {
            Path file = directory.resolve(log.system()).resolve(log.system() + "_2k.log");
            byte[] bytes = Files.readAllBytes(file);
            List<Parsed> records = new ArrayList<>();
            ReadReport report = read(bytes, 1, records);
            Set<String> contents = new HashSet<>();
            for (String content : log.content()) contents.add(content.strip());
            long same =
                    records.stream()
                            .filter(record -> contents.contains(record.line().message().strip()))
                            .count();
            read(bytes, REPEATS / 2, null); // warm
            long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            ReadReport timed = read(bytes, REPEATS, null);
            double seconds =
                    (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before) / 1e9;
            System.out.printf(
                    "%-10s %-7s records %4d untimed %4d message as labelled %4d  %,9.0f lines/CPU-s %5.0f MB/CPU-s%n",
                    log.system(),
                    report.format(),
                    report.records(),
                    report.untimed(),
                    same,
                    timed.lines() / seconds,
                    (double) bytes.length * REPEATS / seconds / 1e6);
        }
    }

    private static ReadReport read(
            byte[] bytes, int times, @org.jspecify.annotations.Nullable List<Parsed> kept) {
        TemplateMiner miner = new TemplateMiner();
        LogReader reader =
                new LogReader(
                        new LogReader.Settings(
                                "sample",
                                ZoneOffset.UTC,
                                Instant.parse("2026-01-01T00:00:00Z"),
                                Resource.NONE),
                        record -> {
                            miner.add(record.line().message());
                            if (kept != null) kept.add(record);
                        });
        for (int i = 0; i < times; i++) reader.feed(bytes, 0, bytes.length);
        return reader.finish();
    }
}
