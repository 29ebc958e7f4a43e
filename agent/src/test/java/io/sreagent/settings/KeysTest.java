package io.sreagent.settings;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The table of keys, the documented file and the code that reads them say the same. */
class KeysTest {
    private static final Path FILE = Path.of("../config/config.yaml");

    @TempDir private Path home;

    @Test
    void the_shipped_file_has_no_mistake() throws IOException {
        Files.createDirectories(home.resolve("config"));
        Files.createDirectories(home.resolve("playbooks"));
        Files.copy(FILE, home.resolve("config/config.yaml"));

        assertThat(Configuration.read(Keys.all(), home, Map.of(), Map.of()).mistakes()).isEmpty();
    }

    @Test
    void the_shipped_file_shows_every_key_with_its_default() throws IOException {
        Map<String, Optional<String>> documented = documented();

        assertThat(documented.keySet()).isEqualTo(new TreeSet<>(names()));
        for (Key key : Keys.all().list()) {
            assertThat(documented.get(key.name()))
                    .as(key.name())
                    .isEqualTo(Optional.ofNullable(key.fallback()));
        }
    }

    @Test
    void every_default_passes_its_own_check() {
        for (Key key : Keys.all().list()) {
            String fallback = key.fallback();
            if (fallback != null)
                assertThat(key.kind().objection(fallback)).as(key.name()).isEmpty();
        }
    }

    @Test
    void every_setting_the_code_reads_is_a_known_key_with_the_same_default() {
        for (JavaClass mapping : mappings()) {
            String prefix = mapping.getAnnotationOfType(ConfigMapping.class).prefix();
            for (JavaMethod method : mapping.getMethods()) {
                if (method.getRawReturnType().isEquivalentTo(Map.class)) {
                    // Users choose the names below such a key.
                    String any = prefix + "." + nameOf(method) + ".any";
                    assertThat(Keys.all().find(any)).as(any).isPresent();
                    continue;
                }
                String name = prefix.isEmpty() ? nameOf(method) : prefix + "." + nameOf(method);
                Optional<Key> key = Keys.all().find(name);
                assertThat(key).as(name + ", read by " + mapping.getName()).isPresent();
                assertThat(fallbackOf(method))
                        .as("default of " + name)
                        .isEqualTo(Optional.ofNullable(key.orElseThrow().fallback()));
            }
        }
    }

    @Test
    void every_key_is_read_or_kept_for_later() throws IOException {
        Set<String> read = new TreeSet<>();
        for (JavaClass mapping : mappings()) {
            String prefix = mapping.getAnnotationOfType(ConfigMapping.class).prefix();
            for (JavaMethod method : mapping.getMethods()) {
                if (method.getAccessesToSelf().isEmpty()) continue;
                read.add(prefix.isEmpty() ? nameOf(method) : prefix + "." + nameOf(method));
            }
        }
        Matcher quoted = Pattern.compile("\"([a-z0-9_.]+)\"").matcher(sources());
        while (quoted.find()) read.add(quoted.group(1));

        assertThat(names()).filteredOn(name -> !Keys.isLater(name)).isSubsetOf(read);
    }

    @Test
    void what_is_kept_for_later_is_marked_in_the_file() throws IOException {
        List<String> lines = Files.readAllLines(FILE);
        for (String later : Keys.LATER) {
            String[] parts = later.split("\\.");
            assertThat(names()).as(later).anyMatch(name -> name.startsWith(later));
            assertThat(lines)
                    .as(later)
                    .anyMatch(
                            line ->
                                    line.matches("\\s*" + parts[parts.length - 1] + ":.*# later.*")
                                            || line.matches(parts[0] + ":.*# later.*"));
        }
    }

    @Test
    void every_name_of_the_example_is_known() throws IOException {
        Pattern name = Pattern.compile("# ([A-Z0-9_]+)=.*");
        List<String> ofClients = List.of("ENV", "SRE_AGENT_URL", "SRE_AGENT_TOKEN");
        Set<String> known = new TreeSet<>(ofClients);
        for (Key key : Keys.all().list()) {
            known.add(key.environmentName());
            known.addAll(key.aliases());
        }
        for (String line : Files.readAllLines(Path.of("../env.example"))) {
            Matcher m = name.matcher(line);
            if (m.matches()) assertThat(known).contains(m.group(1));
        }
    }

    /** All the code but the table of keys itself. */
    private static String sources() throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
                if (!file.endsWith("settings/Keys.java")) all.append(Files.readString(file));
            }
        }
        return all.toString();
    }

    /** Keys as the file shows them, in or out of comments, with the value where it is live. */
    private static Map<String, Optional<String>> documented() throws IOException {
        Pattern line =
                Pattern.compile("(\\s*)(# )?([a-z0-9_]+):(?: +([^#\\s]\\S*))?(?:\\s+#.*)?\\s*");
        Map<String, Optional<String>> keys = new TreeMap<>();
        String section = "";
        for (String text : Files.readAllLines(FILE)) {
            Matcher m = line.matcher(text);
            if (!m.matches()) continue;
            boolean top = m.group(1).isEmpty();
            if (top && m.group(4) == null && m.group(2) == null) {
                section = m.group(3);
                continue;
            }
            String key = top ? m.group(3) : section + "." + m.group(3);
            boolean live = m.group(2) == null;
            Optional<String> value = Optional.ofNullable(m.group(4)).map(v -> v.replace("\"", ""));
            keys.put(key, live ? value : Optional.empty());
        }
        return keys;
    }

    private static List<String> names() {
        return Keys.all().list().stream().map(Key::name).toList();
    }

    private static List<JavaClass> mappings() {
        return new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("io.sreagent")
                        .stream()
                        .filter(c -> c.isAnnotatedWith(ConfigMapping.class))
                        .toList();
    }

    private static String nameOf(JavaMethod method) {
        if (method.isAnnotatedWith(WithName.class))
            return method.getAnnotationOfType(WithName.class).value();
        return method.getName()
                .replaceAll("([a-z0-9])([A-Z])", "$1_$2")
                .toLowerCase(java.util.Locale.ROOT);
    }

    private static Optional<String> fallbackOf(JavaMethod method) {
        return method.isAnnotatedWith(WithDefault.class)
                ? Optional.of(method.getAnnotationOfType(WithDefault.class).value())
                : Optional.empty();
    }
}
