package io.sreagent.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigurationTest {
    @TempDir private Path home;

    @Test
    void without_any_file_the_code_decides() {
        Configuration read = read(Map.of());

        assertThat(read.get("anomaly_detection.threshold")).contains("0.7");
        assertThat(read.get("prometheus.url")).isEmpty();
        assertThat(read.isSet("anomaly_detection.threshold")).isFalse();
    }

    @Test
    void every_mistake_is_told_at_once_with_its_line() throws IOException {
        file(
                "config/config.yaml",
                """
                # a comment
                prometheus:
                  url: prom:9090
                  timeout_seconds: soon
                anomaly_detection:
                  threshold: abc
                promethus:
                  url: http://x
                """);

        assertThat(read(Map.of()).mistakes())
                .containsExactly(
                        "config/config.yaml:4: prometheus.timeout_seconds: 'soon' is not a whole"
                                + " number between 1 and 600",
                        "config/config.yaml:6: anomaly_detection.threshold: 'abc' is not a number"
                                + " between 0 and 1",
                        "config/config.yaml:8: unknown key promethus.url; did you mean"
                                + " prometheus.url?");
    }

    @Test
    void a_key_far_from_any_known_one_gets_no_guess() throws IOException {
        file("config/config.yaml", "bananas: 3\n");

        assertThat(read(Map.of()).mistakes())
                .containsExactly("config/config.yaml:1: unknown key bananas");
    }

    @Test
    void a_key_given_twice_is_a_mistake() throws IOException {
        file("config/config.yaml", "check_interval_seconds: 5\ncheck_interval_seconds: 6\n");

        assertThat(read(Map.of()).mistakes())
                .containsExactly(
                        "config/config.yaml:2: check_interval_seconds is already set on line 1");
    }

    @Test
    void broken_yaml_is_a_mistake_with_its_line() throws IOException {
        file("config/config.yaml", "server:\n  port: [1, 2\n");

        assertThat(read(Map.of()).mistakes())
                .singleElement()
                .asString()
                .startsWith("config/config.yaml:3: not YAML: ");
    }

    /** Each row sets the same key in one more place than the row before. */
    @ParameterizedTest(name = "up to place {0} it is {1}, from {2}")
    @CsvSource({
        "0, 60, default",
        "1, 61, config/config.yaml:1",
        "2, 62, config/config.prod.yaml:1",
        "3, 63, .env:2",
        "4, 64, environment CHECK_INTERVAL_SECONDS",
        "5, 65, --set"
    })
    void the_stronger_place_wins(int places, String value, String origin) throws IOException {
        String key = "check_interval_seconds";
        String name = "CHECK_INTERVAL_SECONDS";
        if (places >= 1) file("config/config.yaml", key + ": 61\n");
        if (places >= 2) file("config/config.prod.yaml", key + ": 62\n");
        if (places >= 3) file(".env", "# local\n" + name + "=63\n");
        Map<String, String> environment =
                places >= 4 ? Map.of("ENV", "prod", name, "64") : Map.of("ENV", "prod");
        Map<String, String> given = places >= 5 ? Map.of(key, "65") : Map.of();

        Configuration read = Configuration.read(Keys.all(), home, environment, given);

        assertThat(read.mistakes()).isEmpty();
        assertThat(read.setting(key).value()).isEqualTo(value);
        assertThat(read.setting(key).origin()).isEqualTo(origin);
    }

    @Test
    void an_empty_variable_says_nothing() {
        assertThat(read(Map.of("SERVER_PORT", "")).get("server.port")).contains("8000");
    }

    @ParameterizedTest
    @CsvSource({
        "PROMETHEUS_HOST, prom.example:9090, prometheus.url, http://prom.example:9090",
        "PROMETHEUS_URL, https://prom.example, prometheus.url, https://prom.example",
        "KUBECONFIG, /home/me/.kube/config, k8s.config_path, /home/me/.kube/config",
        "K8S_CONFIG_PATH, /etc/kube, k8s.config_path, /etc/kube",
        "OPENAI_API_KEY, sk-1, llm.api_key, sk-1",
        "OLLAMA_MODEL, qwen3, llm.model, qwen3",
        "FEISHU_WEBHOOK, https://lark/x, lark.webhook_url, https://lark/x",
        "RAG_KNOWLEDGE_BASE_PATH, kb, knowledge.path, kb",
        "RAG_VECTOR_DB_PATH, idx, knowledge.index_path, idx",
        "ALERT_FROM_EMAIL, a@b.c, email.from, a@b.c",
        "TAVILY_API_KEY, t, web_search.tavily_api_key, t",
        "RCA_ANOMALY_THRESHOLD, 0.5, rca.anomaly_threshold, 0.5",
        "PREDICTION_MAX_INSTANCES, 7, prediction.max_instances, 7"
    })
    void names_of_similar_tools_are_understood(String name, String text, String key, String value) {
        assertThat(read(Map.of(name, text)).get(key)).contains(value);
    }

    @Test
    void our_own_name_wins_over_an_alias() {
        Configuration read =
                read(Map.of("PROMETHEUS_HOST", "old:1", "PROMETHEUS_URL", "http://new:2"));

        assertThat(read.get("prometheus.url")).contains("http://new:2");
    }

    @Test
    void secrets_are_never_shown() {
        Setting key = read(Map.of("LLM_API_KEY", "sk-secret")).setting("llm.api_key");

        assertThat(key.shown()).isEqualTo("********");
    }

    @Test
    void a_missing_stage_file_is_noted_but_a_shells_own_ENV_is_not() {
        assertThat(read(Map.of("ENV", "prod")).notes())
                .containsExactly("ENV is prod, but there is no config/config.prod.yaml");
        assertThat(read(Map.of("ENV", "/root/.kshrc")).notes()).isEmpty();
    }

    @Test
    void a_list_may_be_yaml_or_one_line() throws IOException {
        file("config/config.yaml", "llm:\n  fallbacks: [ollama, openai]\n");

        assertThat(read(Map.of()).get("llm.fallbacks")).contains("ollama,openai");
        assertThat(read(Map.of("LLM_FALLBACKS", "a,b")).get("llm.fallbacks")).contains("a,b");
    }

    private Configuration read(Map<String, String> environment) {
        return Configuration.read(Keys.all(), home, environment, Map.of());
    }

    private void file(String name, String text) throws IOException {
        Path file = home.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
