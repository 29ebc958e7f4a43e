package io.sreagent.benchmarks.logs;

import io.sreagent.analysis.logs.template.TemplateMiner;
import io.sreagent.analysis.logs.template.TemplateMiner.Settings;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Lines per CPU second of the template miner and of its peers on the same lines, in one run, and
 * the grouping accuracy (GA, {@link TemplateAccuracy}) of those that run in this process.
 *
 * <p>{@code TemplateSpeed DIRECTORY [drain-java=CLASSES] [drain3=PYTHONPATH]}: the directory holds
 * loghub's samples. The peers are named where they lie (compiled classes or a jar of
 * drain-java-core; the source folder of Drain3, run by {@code python3}) and left out when not
 * named. The miner is compared with masks to Drain3, which runs with its own example masks, and
 * without to drain-java, which has none.
 */
public final class TemplateSpeed {
    private static final int LINES = 800_000;
    private static final int ROUNDS = 5;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private TemplateSpeed() {}

    /** Work to be timed; returns how many groups it found. */
    private interface Work {
        int run() throws ReflectiveOperationException;
    }

    public static void main(String[] arguments) throws Exception {
        List<String> sample = new ArrayList<>();
        List<LabelledLog> logs = LabelledLog.all(Path.of(arguments[0]));
        for (LabelledLog log : logs) sample.addAll(log.content());
        List<String> lines = new ArrayList<>(LINES);
        while (lines.size() < LINES) lines.addAll(sample);
        byte[][] bytes = new byte[lines.size()][];
        long size = 0;
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = lines.get(i).getBytes(StandardCharsets.UTF_8);
            size += bytes[i].length;
        }
        System.out.printf("%,d lines, %,d bytes%n", bytes.length, size);
        accuracy("masked", Settings.DEFAULT, logs);
        accuracy("no masks", Settings.UNMASKED, logs);
        double masked = fastest("masked", lines.size(), () -> mine(bytes, Settings.DEFAULT));
        double plain = fastest("no masks", lines.size(), () -> mine(bytes, Settings.UNMASKED));
        for (int i = 1; i < arguments.length; i++) {
            String[] peer = arguments[i].split("=", 2);
            double theirs =
                    switch (peer[0]) {
                        case "drain-java" -> drainJava(Path.of(peer[1]), lines, logs);
                        case "drain3" -> drain3(Path.of(peer[1]), sample);
                        default -> throw new IllegalArgumentException(arguments[i]);
                    };
            double ours = peer[0].equals("drain3") ? masked : plain;
            System.out.printf("ratio to %s: %.1f%n", peer[0], ours / theirs);
        }
    }

    private static int mine(byte[][] lines, Settings settings) {
        TemplateMiner miner = new TemplateMiner(settings);
        for (byte[] line : lines) miner.add(line, 0, line.length);
        return miner.templates().size();
    }

    /** Best of some rounds, after the code has become warm; lines per CPU second of this thread. */
    private static double fastest(String name, int lines, Work work)
            throws ReflectiveOperationException {
        double best = 0;
        int groups = 0;
        for (int round = 0; round < ROUNDS; round++) {
            long before = THREADS.getCurrentThreadCpuTime();
            groups = work.run();
            double seconds = (THREADS.getCurrentThreadCpuTime() - before) / 1e9;
            best = Math.max(best, lines / seconds);
        }
        System.out.printf("%-28s %,12.0f lines/CPU-s %6d groups%n", name, best, groups);
        return best;
    }

    private static double drainJava(Path classes, List<String> lines, List<LabelledLog> logs)
            throws Exception {
        try (URLClassLoader loader = new URLClassLoader(new URL[] {classes.toUri().toURL()})) {
            DrainJava peer = new DrainJava(loader);
            double sum = 0;
            for (LabelledLog log : logs) sum += accuracy(log, peer.groups(log.content()));
            System.out.printf("%-28s GA %.3f%n", "drain-java, no masks", sum / logs.size());
            return fastest("drain-java, no masks", lines.size(), () -> peer.run(lines));
        }
    }

    /** GA of both settings, on the same logs as the peers'. */
    private static void accuracy(String name, Settings settings, List<LabelledLog> logs) {
        double sum = 0;
        for (LabelledLog log : logs) {
            TemplateMiner miner = new TemplateMiner(settings);
            List<Long> ids = new ArrayList<>(log.content().stream().map(miner::add).toList());
            miner.consolidate();
            ids.replaceAll(miner::current);
            sum += accuracy(log, ids);
        }
        System.out.printf("%-28s GA %.3f%n", name, sum / logs.size());
    }

    private static double accuracy(LabelledLog log, List<Long> groups) {
        return TemplateAccuracy.score(groups, log.content(), log.truth()).ga();
    }

    /** drain-java with its defaults, called by name: it is no part of this build. */
    private static final class DrainJava {
        private final Method builder;
        private final Method parse;
        private final Method search;
        private final Method clusters;

        DrainJava(ClassLoader loader) throws ReflectiveOperationException {
            Class<?> drain = loader.loadClass("io.github.bric3.drain.core.Drain");
            builder = drain.getMethod("drainBuilder");
            parse = drain.getMethod("parseLogMessage", String.class);
            search = drain.getMethod("searchLogMessage", String.class);
            clusters = drain.getMethod("clusters");
        }

        private Object fresh() throws ReflectiveOperationException {
            Object made = builder.invoke(null);
            Method build = made.getClass().getMethod("build");
            build.setAccessible(true);
            return build.invoke(made);
        }

        int run(List<String> lines) throws ReflectiveOperationException {
            Object miner = fresh();
            for (String line : lines) parse.invoke(miner, line);
            return ((Collection<?>) clusters.invoke(miner)).size();
        }

        /** The number of each line's cluster once all are learned; −1 where none fits. */
        List<Long> groups(List<String> lines) throws ReflectiveOperationException {
            Object miner = fresh();
            Map<Object, Long> numbers = new IdentityHashMap<>();
            List<Long> groups = new ArrayList<>();
            for (String line : lines) parse.invoke(miner, line);
            for (String line : lines) {
                Object cluster = search.invoke(miner, line);
                if (cluster == null) groups.add(-1L);
                else groups.add(numbers.computeIfAbsent(cluster, key -> (long) numbers.size()));
            }
            return groups;
        }
    }

    private static double drain3(Path pythonPath, List<String> sample)
            throws IOException, InterruptedException {
        Path file = Files.createTempFile("lines", ".txt");
        Path script = Files.createTempFile("drain3", ".py");
        try {
            Files.write(file, sample.stream().map(line -> line.replace('\n', ' ')).toList());
            Files.writeString(script, DRAIN3);
            ProcessBuilder python =
                    new ProcessBuilder("python3", script.toString(), file.toString())
                            .redirectError(ProcessBuilder.Redirect.INHERIT);
            python.environment().put("PYTHONPATH", pythonPath.toString());
            Process process = python.start();
            String answer = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
            if (process.waitFor() != 0) throw new IOException("Drain3 did not run");
            double rate = Double.parseDouble(answer);
            System.out.printf("%-28s %,12.0f lines/CPU-s%n", "Drain3, its example masks", rate);
            return rate;
        } finally {
            Files.delete(file);
            Files.delete(script);
        }
    }

    private static final java.nio.charset.Charset UTF_8 = StandardCharsets.UTF_8;

    private static final String DRAIN3 =
            """
            import sys, time
            from drain3 import TemplateMiner
            from drain3.template_miner_config import TemplateMinerConfig
            from drain3.masking import MaskingInstruction
            lines = [l.rstrip("\\n") for l in open(sys.argv[1], encoding="utf-8")] * 5
            config = TemplateMinerConfig()
            masks = [
                (r"((?<=[^A-Za-z0-9])|^)(([0-9a-f]{2,}:){3,}([0-9a-f]{2,}))((?=[^A-Za-z0-9])|$)", "ID"),
                (r"((?<=[^A-Za-z0-9])|^)(\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3})((?=[^A-Za-z0-9])|$)", "IP"),
                (r"((?<=[^A-Za-z0-9])|^)([0-9a-f]{6,} ?){3,}((?=[^A-Za-z0-9])|$)", "SEQ"),
                (r"((?<=[^A-Za-z0-9])|^)([0-9A-F]{4} ?){4,}((?=[^A-Za-z0-9])|$)", "SEQ"),
                (r"((?<=[^A-Za-z0-9])|^)(0x[a-f0-9A-F]+)((?=[^A-Za-z0-9])|$)", "HEX"),
                (r"((?<=[^A-Za-z0-9])|^)([\\-\\+]?\\d+)((?=[^A-Za-z0-9])|$)", "NUM"),
            ]
            config.masking_instructions = [MaskingInstruction(p, n) for p, n in masks]
            miner = TemplateMiner(config=config)
            start = time.process_time()
            for line in lines:
                miner.add_log_message(line)
            print(len(lines) / (time.process_time() - start))
            """;
}
