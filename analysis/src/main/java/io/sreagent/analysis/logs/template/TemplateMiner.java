package io.sreagent.analysis.logs.template;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Learns the templates of a log, line by line, in bounded memory.
 *
 * <p>A line is scanned once ({@link LineScanner}): its values are masked and the constants hashed.
 * A known hash is the fast way and costs one table look-up. A new one is compared with the patterns
 * of the same length; when none fits it becomes a pattern. {@link #consolidate} then merges
 * patterns that differ only where words were seen to vary ({@link Consolidator}); it also runs by
 * itself when patterns have doubled, so that its cost stays a small part of the whole.
 *
 * <p>The idea of a fixed-depth first look followed by similarity is Drain's (He et al., ICWS 2017),
 * that of finding variables by the columns in which lines of one length differ is IPLoM's (Makanju
 * et al., KDD 2009); masks make most lines meet at the first look. Not safe for use by several
 * threads: give each shard its own and {@link #merge} them.
 */
public final class TemplateMiner {
    /**
     * Bounds on memory.
     *
     * @param maxTemplates templates kept; the least recently seen of the rarest half go first
     * @param maxSignatures masked lines remembered for the fast way; a power of two
     * @param masked whether values are told by their form; without, every word with a digit is a
     *     value: faster, and coarser
     */
    public record Settings(int maxTemplates, int maxSignatures, boolean masked) {
        public static final Settings DEFAULT = new Settings(20_000, 1 << 17, true);
        public static final Settings UNMASKED = new Settings(20_000, 1 << 17, false);

        public Settings {
            if (maxTemplates < 16)
                throw new IllegalArgumentException("max_templates " + maxTemplates + " under 16");
            if (maxSignatures < 64 || Integer.bitCount(maxSignatures) != 1)
                throw new IllegalArgumentException(
                        "max_signatures " + maxSignatures + " is no power of two from 64");
        }
    }

    private static final int FIRST_CONSOLIDATION = 256; // patterns
    static final int SAMPLE_ALL = 64; // values of a pattern's first lines are all looked at
    private static final int SAMPLE_EVERY = 63; // mask: afterwards one line in 64

    private final Settings settings;
    private final Tokens scanned = new Tokens();
    private final LineScanner scanner = new LineScanner(scanned);
    private final WordScanner plain = new WordScanner(scanned);
    private final SignatureTable table;
    private List<Pattern> patterns = new ArrayList<>();
    private PatternIndex index = new PatternIndex();
    private Map<Long, Integer> places = new HashMap<>(); // of patterns, by id
    private final Map<Long, Long> aliases = new LinkedHashMap<>();
    private long lines;
    private long evicted;
    private int consolidateAt = FIRST_CONSOLIDATION;

    public TemplateMiner() {
        this(Settings.DEFAULT);
    }

    public TemplateMiner(Settings settings) {
        this.settings = settings;
        this.table = new SignatureTable(settings.maxSignatures());
    }

    public long add(String line) {
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        return add(bytes, 0, bytes.length);
    }

    /**
     * Learns one line, without its end.
     *
     * @return the id of its template as known now; {@link #current} tells it after later merges
     */
    public long add(byte[] line, int from, int to) {
        scan(line, from, to);
        int found = table.get(scanned.signature);
        Pattern pattern = found >= 0 ? patterns.get(found) : learn(line);
        pattern.count++;
        pattern.last = lines++;
        if (pattern.looked < SAMPLE_ALL || (pattern.count & SAMPLE_EVERY) == 0) {
            pattern.looked++;
            pattern.observe(scanned, line);
        }
        return pattern.id;
    }

    private void scan(byte[] line, int from, int to) {
        if (settings.masked()) scanner.scan(line, from, to);
        else plain.scan(line, from, to);
    }

    private Pattern learn(byte[] line) {
        int found = index.find(patterns, scanned);
        if (found < 0) {
            if (patterns.size() >= consolidateAt) {
                consolidate();
                found = index.find(patterns, scanned);
            }
            if (found < 0) {
                if (patterns.size() >= settings.maxTemplates()) evict();
                Pattern born = Pattern.of(scanned, line, lines);
                found = patterns.size();
                patterns.add(born);
                places.put(born.id, found);
                index.add(found, born);
            }
        }
        Pattern pattern = patterns.get(found);
        pattern.joinUnits(scanned, line);
        table.put(scanned.signature, found);
        return pattern;
    }

    /** The id of the template a line belongs to, without learning from it. */
    public Optional<Long> find(byte[] line, int from, int to) {
        scan(line, from, to);
        int found = table.get(scanned.signature);
        if (found < 0) found = index.find(patterns, scanned);
        return found < 0 ? Optional.empty() : Optional.of(patterns.get(found).id);
    }

    /** What an id became after merges; the id itself when it still stands for itself. */
    public long current(long id) {
        long now = id;
        for (int hops = 0; hops < 64; hops++) {
            Long next = aliases.get(now);
            if (next == null) return now;
            now = next;
        }
        return now;
    }

    /** Merges patterns that turned out to be one. Cost: linear in patterns times their length. */
    public void consolidate() {
        List<Pattern> merged = new Consolidator(patterns, this::alias).merged();
        rebuild(merged);
        consolidateAt = Math.max(FIRST_CONSOLIDATION, 2 * merged.size());
    }

    /** Takes over what another miner learned; its ids stay valid through {@link #current}. */
    public void merge(TemplateMiner other) {
        long offset = lines;
        List<Pattern> all = new ArrayList<>(patterns);
        Map<Long, Pattern> byId = new LinkedHashMap<>();
        for (Pattern pattern : patterns) byId.put(pattern.id, pattern);
        for (Pattern theirs : other.patterns) {
            Pattern copy = theirs.copy(offset);
            Pattern mine = byId.get(copy.id);
            if (mine != null && mine.length() == copy.length()) mine.absorb(copy);
            else all.add(copy);
        }
        other.aliases.forEach(this::alias);
        lines += other.lines;
        evicted += other.evicted;
        patterns = all;
        table.clear();
        consolidate();
        if (patterns.size() > settings.maxTemplates()) evict();
    }

    /**
     * Makes room by forgetting an eighth: of the rarer half those not seen for the longest time.
     */
    private void evict() {
        List<Pattern> byCount = new ArrayList<>(patterns);
        byCount.sort(Comparator.comparingLong((Pattern pattern) -> pattern.count));
        List<Pattern> rare = byCount.subList(0, byCount.size() / 2);
        rare.sort(Comparator.comparingLong((Pattern pattern) -> pattern.last));
        int excess = Math.max(0, patterns.size() - settings.maxTemplates());
        int forget = Math.min(rare.size(), excess + Math.max(1, patterns.size() / 8));
        var gone = new java.util.HashSet<>(rare.subList(0, forget));
        List<Pattern> kept = new ArrayList<>(patterns.size());
        for (Pattern pattern : patterns) if (!gone.contains(pattern)) kept.add(pattern);
        evicted += forget;
        rebuild(kept);
    }

    private void rebuild(List<Pattern> kept) {
        Map<Long, Integer> place = new HashMap<>();
        for (int i = 0; i < kept.size(); i++) place.put(kept.get(i).id, i);
        places = place;
        List<Pattern> before = patterns;
        table.remap(
                old -> {
                    Integer now =
                            old < before.size() ? place.get(current(before.get(old).id)) : null;
                    return now == null ? -1 : now;
                });
        patterns = kept;
        index = new PatternIndex();
        for (int i = 0; i < kept.size(); i++) index.add(i, kept.get(i));
    }

    private void alias(long from, long to) {
        if (current(to) == from) return;
        aliases.put(from, to);
        if (aliases.size() > 8L * settings.maxTemplates()) {
            aliases.remove(aliases.keySet().iterator().next());
        }
    }

    /** All that was learned, to be kept over a restart; {@link #restore} reads it. */
    public byte[] snapshot() {
        return MinerSnapshot.write(patterns, lines, evicted);
    }

    /**
     * A miner that goes on where a snapshot was taken.
     *
     * @throws IllegalArgumentException when the bytes are no snapshot, or one of another version
     */
    public static TemplateMiner restore(byte[] snapshot, Settings settings) {
        MinerSnapshot read = MinerSnapshot.read(snapshot);
        TemplateMiner miner = new TemplateMiner(settings);
        miner.lines = read.lines();
        miner.evicted = read.evicted();
        miner.rebuild(read.patterns());
        miner.consolidateAt = Math.max(FIRST_CONSOLIDATION, 2 * miner.patterns.size());
        return miner;
    }

    /** Lines learned so far. */
    public long lines() {
        return lines;
    }

    /** Templates forgotten to stay within bounds. */
    public long evicted() {
        return evicted;
    }

    /** All templates, commonest first. */
    public List<Template> templates() {
        List<Template> templates = new ArrayList<>();
        for (Pattern pattern : patterns) templates.add(pattern.toTemplate());
        templates.sort(
                Comparator.comparingLong(Template::count).reversed().thenComparing(Template::text));
        return templates;
    }

    /**
     * The commonest templates, at most so many, with the values of their variables since the last
     * {@link #turn} only.
     */
    public List<Template> recent(int most) {
        return commonest(most).stream().map(pattern -> pattern.toTemplate(true)).toList();
    }

    /** The commonest templates with all their values. */
    public List<Template> templates(int most) {
        return commonest(most).stream().map(pattern -> pattern.toTemplate(false)).toList();
    }

    private List<Pattern> commonest(int most) {
        return patterns.stream()
                .sorted(
                        Comparator.comparingLong((Pattern pattern) -> pattern.count)
                                .reversed()
                                .thenComparingLong(pattern -> pattern.id))
                .limit(most)
                .toList();
    }

    /** Begins a new stretch for {@link #recent}; the first lines of each are looked at again. */
    public void turn() {
        for (Pattern pattern : patterns) pattern.turn();
    }

    /** The template an id stands for now, unless it was forgotten. */
    public Optional<Template> template(long id) {
        return pattern(id).map(Pattern::toTemplate);
    }

    /** The text of the template an id stands for now, unless it was forgotten. */
    public Optional<String> text(long id) {
        return pattern(id).map(pattern -> pattern.render(false));
    }

    private Optional<Pattern> pattern(long id) {
        Integer place = places.get(current(id));
        return place == null ? Optional.empty() : Optional.of(patterns.get(place));
    }
}
