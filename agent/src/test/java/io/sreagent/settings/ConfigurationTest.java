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
    void a_key_of_one_provider_is_not_taken_for_another() {
        Map<String, String> both =
                Map.of(
                        "LLM_PROVIDER", "anthropic",
                        "LLM_MODEL", "m",
                        "OPENAI_API_KEY", "sk-1",
                        "OLLAMA_BASE_URL", "http://gpu:11434");

        Configuration read = read(both);

        assertThat(read.get("llm.api_key")).isEmpty();
        assertThat(read.get("llm.base_url")).isEmpty();
        assertThat(read.mistakes())
                .containsExactly(
                        "environment LLM_PROVIDER: llm.provider: anthropic needs llm.api_key"
                                + " (LLM_API_KEY)");
    }

    @Test
    void a_provider_without_what_it_needs_is_a_mistake_and_one_with_it_is_none() {
        assertThat(read(Map.of("LLM_PROVIDER", "ollama")).mistakes())
                .containsExactly("environment LLM_PROVIDER: llm.provider: ollama needs llm.model");
        assertThat(read(Map.of("LLM_PROVIDER", "ollama", "OLLAMA_MODEL", "qwen3")).mistakes())
                .isEmpty();
        assertThat(
                        read(Map.of(
                                        "LLM_PROVIDER", "openai",
                                        "LLM_MODEL", "m",
                                        "LLM_BASE_URL", "http://vllm:8000/v1"))
                                .mistakes())
                .isEmpty();
    }

    @Test
    void a_fallback_that_is_no_model_is_told() throws IOException {
        file("config/config.yaml", "llm:\n  fallbacks: [openai:gpt-4o-mini, gpt-5]\n");

        assertThat(read(Map.of()).mistakes())
                .containsExactly(
                        "config/config.yaml:2: llm.fallbacks: 'openai:gpt-4o-mini,gpt-5' has"
                                + " 'gpt-5', which is no model such as openai:gpt-4o-mini or"
                                + " ollama:qwen3:8b@http://gpu:11434");
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
    void an_alias_that_leads_back_to_itself_is_a_mistake_with_its_line() throws IOException {
        file("config/config.yaml", "# \nserver: &x\n  port: 1\n  host: *x\n");

        assertThat(read(Map.of()).mistakes())
                .containsExactly("config/config.yaml:4: server.host contains itself");
    }

    @Test
    void a_control_character_is_a_mistake_with_its_line() throws IOException {
        file("config/config.yaml", "server:\n  host: a\u0001b\n");

        assertThat(read(Map.of()).mistakes())
                .containsExactly("config/config.yaml:2: not YAML: U+0001 may not stand in it");
    }

    @Test
    void aliases_cannot_grow_without_end() throws IOException {
        StringBuilder bomb = new StringBuilder("a0: &a0 {x: 1}\n");
        for (int i = 1; i < 25; i++)
            bomb.append("a%d: &a%d {p: *a%d, q: *a%d}\n".formatted(i, i, i - 1, i - 1));
        file("config/config.yaml", bomb.toString());

        assertThat(read(Map.of()).mistakes()).singleElement().asString().contains("aliases");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "policy: {deny_names: ['^a{1,2}$', '(b']} | policy.deny_names | '(b', which is not a regular",
                "prometheus: {rate_window: soon} | prometheus.rate_window | is not a duration such as",
                "prometheus: {rate_window: 0s} | prometheus.rate_window | is not a duration such as",
                "prometheus: {rate_window: 99999999999999999999s} | prometheus.rate_window | is not a duration",
                "baseline: {retrain: sometimes} | baseline.retrain | is not one of",
                "prediction: {holidays: [2026-12-25, Easter]} | prediction.holidays | has 'Easter'",
                "prediction: {min_instances: 5, max_instances: 3} | prediction.min_instances | 5 is more than",
                "prediction: {min_instances: 50} | prediction.min_instances | which is 20 (default)",
                "risk: {auto_threshold: 0.9} | risk.auto_threshold | 0.9 is more than risk.approval_threshold",
                "risk: {approval_threshold: 0.5} | risk.auto_threshold | 0.6 is more than risk.approval_threshold",
                "playbooks: {path: nowhere} | playbooks.path | there is no folder 'nowhere'"
            })
    void nonsense_is_a_mistake_with_its_line(String yaml, String key, String words)
            throws IOException {
        file("config/config.yaml", "\n" + yaml + "\n");

        assertThat(read(Map.of()).mistakes())
                .singleElement()
                .asString()
                .startsWith("config/config.yaml:2: " + key + ": ")
                .contains(words);
    }

    @Test
    void a_password_in_an_address_is_masked_even_where_it_is_wrong() throws IOException {
        Configuration read =
                read(
                        Map.of(
                                "PROMETHEUS_URL", "http://pat:hush@prom:9090",
                                "LOKI_URL", "pat:hu sh@loki",
                                "PROMETHEUS_HOST", "pat:hush@prom:9090",
                                "DATABASE_URL", "jdbc:postgresql://db/x?user=pat&password=hush"));

        assertThat(read.setting("prometheus.url").shown()).isEqualTo("http://********@prom:9090");
        assertThat(read.setting("prometheus.host").shown()).isEqualTo("********@prom:9090");
        assertThat(read.setting("database.url").shown()).endsWith("&password=********");
        assertThat(read.mistakes()).singleElement().asString().doesNotContain("hu sh");
    }

    @Test
    void a_name_in_the_env_file_that_looks_like_ours_must_be_known() throws IOException {
        file(
                ".env",
                """
                DATABASE_USERNAME=pat
                DATABASE_USER=pat
                FEISHU_WEBHOOK=https://x
                QUARKUS_HTTP_LIMITS_MAX_BODY_SIZE=1M
                PROMETHEUS_LABELS_SERVICE=app
                JAVA_HOME=/opt/java
                SRE_AGENT_TOKEN=x
                """);

        assertThat(read(Map.of()).mistakes())
                .containsExactly(
                        ".env:1: unknown name DATABASE_USERNAME; did you mean DATABASE_USER?");
    }

    @Test
    void what_nothing_reads_yet_is_noted_when_somebody_sets_it() throws IOException {
        file("config/config.yaml", "baseline:\n  min_days: 5\n  retrain: weekly\n");

        assertThat(read(Map.of()).notes())
                .containsExactly(
                        "config/config.yaml:2: baseline.min_days is for a later version; nothing"
                                + " reads it");
    }

    @Test
    void a_list_may_be_yaml_or_one_line() throws IOException {
        file("config/config.yaml", "llm:\n  fallbacks: [ollama:a, openai:b]\n");

        assertThat(read(Map.of()).get("llm.fallbacks")).contains("ollama:a,openai:b");
        assertThat(read(Map.of("LLM_FALLBACKS", "openai:a,openai:b")).get("llm.fallbacks"))
                .contains("openai:a,openai:b");
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
