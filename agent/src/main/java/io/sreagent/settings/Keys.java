package io.sreagent.settings;

import io.sreagent.contract.text.Spelling;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Every key there is. The table is public contract and documented in {@code config/config.yaml}; a
 * test compares it with that file and with what the code reads, so that the three cannot drift
 * apart.
 */
public final class Keys {
    private static final long DAY = 86_400;

    /**
     * Keys, and sections of them, that are part of the contract but that no code acts upon yet;
     * marked {@code later} in the file, and noted when somebody sets one.
     */
    static final List<String> LATER =
            List.of(
                    "k8s_cluster.",
                    "baseline.min_days",
                    "baseline.retrain",
                    "rca.anomaly_threshold",
                    "learning.",
                    "ansible.",
                    "lark.",
                    "slack.",
                    "pagerduty.",
                    "email.",
                    "knowledge.",
                    "web_search.");

    private final Map<String, Key> byName = new LinkedHashMap<>();

    /** Sections whose keys are names that users choose. */
    private final List<String> open;

    Keys(List<Key> keys, List<String> open) {
        for (Key key : keys) {
            if (byName.put(key.name(), key) != null)
                throw new IllegalArgumentException(key.name() + " twice");
        }
        this.open = List.copyOf(open);
    }

    /** The keys of the product. */
    public static Keys all() {
        List<Key> keys = new ArrayList<>();
        server(keys);
        sources(keys);
        judgement(keys);
        action(keys);
        people(keys);
        models(keys);
        return new Keys(keys, List.of("quarkus.", "prometheus.labels."));
    }

    private static void server(List<Key> keys) {
        keys.add(text("server.host", "127.0.0.1"));
        keys.add(whole("server.port", 0, 65_535, "8000"));
        keys.add(address("server.public_url"));
        keys.add(flag("access.enabled", "true"));
        keys.add(flag("access.open_reading", "false"));
        keys.add(text("database.url", "jdbc:h2:file:./data/sre-agent"));
        keys.add(text("database.user", null));
        keys.add(secret("database.password"));
        keys.add(whole("database.pool_size", 1, 1000, "10"));
        keys.add(text("audit.anchor_file", "./data/audit.anchor"));
        keys.add(
                new Key(
                        "logging.level",
                        new Kind.OneOf(List.of("TRACE", "DEBUG", "INFO", "WARN", "ERROR")),
                        "INFO",
                        List.of()));
        keys.add(text("logging.file", "logs/sre-agent.log"));
        keys.add(address("telemetry.otlp_endpoint").alias("OTEL_EXPORTER_OTLP_ENDPOINT"));
        keys.add(whole("check_interval_seconds", 1, DAY, "60"));
        keys.add(flag("loop.enabled", "true"));
        keys.add(address("clock.url"));
    }

    private static void sources(List<Key> keys) {
        for (String source : List.of("prometheus", "loki", "tempo")) {
            Key url = address(source + ".url");
            keys.add(source.equals("prometheus") ? url.alias("PROMETHEUS_HOST") : url);
            keys.add(whole(source + ".timeout_seconds", 1, 600, "30"));
            keys.add(whole(source + ".max_parallel", 1, 64, "8"));
            keys.add(text(source + ".tenant", null));
            keys.add(secret(source + ".bearer_token"));
            keys.add(text(source + ".ca_file", null));
        }
        elasticsearch(keys);
        keys.add(several("log_files.paths", null));
        keys.add(text("log_files.zone", "UTC"));
        keys.add(text("dependencies.file", null));
        keys.add(text("prometheus.username", null));
        keys.add(secret("prometheus.password"));
        keys.add(whole("prometheus.cache_seconds", 0, DAY, "15"));
        keys.add(new Key("prometheus.rate_window", new Kind.Span(), null, List.of()));
        keys.add(text("prometheus.catalogue", null));
        keys.add(text("prometheus.host", null));
        keys.add(address("k8s.url"));
        keys.add(secret("k8s.bearer_token"));
        keys.add(text("k8s.ca_file", null));
        keys.add(text("k8s.context", null));
        keys.add(
                whole(
                        "k8s.timeout_seconds",
                        1,
                        20,
                        "10")); // a step makes several calls while its claim holds
        keys.add(flag("k8s.watch", "true"));
        keys.add(text("k8s.namespace", "sre-agent"));
        keys.add(flag("k8s.change_helm_owned", "false"));
        keys.add(text("k8s.config_path", null).alias("KUBECONFIG"));
        keys.add(flag("k8s.in_cluster", "false"));
        keys.add(whole("k8s_cluster.drain_timeout_seconds", 1, DAY, "300"));
        keys.add(whole("k8s_cluster.drain_grace_period", 0, DAY, "30"));
        keys.add(flag("k8s_cluster.ignore_daemonsets", "true"));
    }

    private static void elasticsearch(List<Key> keys) {
        keys.add(address("elasticsearch.url"));
        keys.add(text("elasticsearch.index", "logs-*,filebeat-*,logstash-*,fluent-bit-*"));
        keys.add(text("elasticsearch.time_field", "@timestamp"));
        keys.add(whole("elasticsearch.timeout_seconds", 1, 600, "30"));
        keys.add(whole("elasticsearch.max_parallel", 1, 64, "4"));
        keys.add(text("elasticsearch.username", null));
        keys.add(secret("elasticsearch.password"));
        keys.add(secret("elasticsearch.api_key"));
        keys.add(secret("elasticsearch.bearer_token"));
        keys.add(text("elasticsearch.ca_file", null));
    }

    private static void judgement(List<Key> keys) {
        keys.add(whole("baseline.learning_days", 1, 90, "7"));
        keys.add(whole("baseline.close_series", 0, 100_000, "2000"));
        keys.add(new Key("baseline.holidays", new Kind.Dates(), null, List.of()));
        keys.add(whole("baseline.min_days", 0, 90, "3"));
        keys.add(
                new Key(
                        "baseline.retrain",
                        new Kind.OneOf(List.of("daily", "weekly", "monthly")),
                        "weekly",
                        List.of()));
        keys.add(decimal("anomaly_detection.threshold", 0, 1, "0.7"));
        keys.add(decimal("rca.threshold", 0, 1, "0.65"));
        keys.add(decimal("rca.anomaly_threshold", 0, 1, "0.65"));
        keys.add(whole("prediction.horizon_hours", 1, 24, "6"));
        keys.add(whole("prediction.min_instances", 0, 10_000, "1"));
        keys.add(whole("prediction.max_instances", 1, 10_000, "20"));
        keys.add(whole("prediction.cool_down_minutes", 0, 1440, "30"));
        keys.add(decimal("prediction.cpu_target", 0.05, 1, "0.7"));
        keys.add(decimal("prediction.latency_objective_seconds", 0.001, 3600, null));
        keys.add(several("prediction.publish", null));
        keys.add(several("prediction.watch", null));
        keys.add(flag("prediction.raise_minimum", "false"));
        keys.add(new Key("prediction.holidays", new Kind.Dates(), null, List.of()));
        keys.add(flag("learning.enabled", "true"));
        keys.add(whole("learning.min_executions_for_learning", 1, 10_000, "3"));
        keys.add(decimal("learning.success_rate_threshold", 0, 1, "0.8"));
        keys.add(flag("learning.auto_risk_adjustment", "true"));
        keys.add(decimal("learning.max_risk_reduction", 0, 1, "0.2"));
    }

    private static void action(List<Key> keys) {
        keys.add(flag("risk.auto_remediation_enabled", "false"));
        keys.add(decimal("risk.auto_threshold", 0, 1, "0.6"));
        keys.add(decimal("risk.approval_threshold", 0, 1, "0.8"));
        keys.add(flag("policy.shadow", "true"));
        keys.add(
                several(
                        "policy.deny_namespaces",
                        "kube-system,kube-public,kube-node-lease,monitoring,observability,istio-system,calico-system,"
                                + "tigera-operator,cilium,cert-manager,sre-agent"));
        keys.add(
                new Key(
                        "policy.deny_names",
                        new Kind.Patterns(),
                        "(^|-)(db|database|postgres|postgresql|mysql|mariadb|mongo|mongodb|oracle|cassandra|etcd|zookeeper)(-|$),"
                                + "^(sre-agent|coredns|kube-proxy|cilium|calico|flannel|prometheus|alertmanager|grafana|loki)",
                        List.of()));
        keys.add(whole("policy.automatic_actions_per_hour", 0, 1000, "10"));
        keys.add(whole("policy.automatic_actions_per_target_per_hour", 0, 1000, "2"));
        keys.add(whole("policy.plan_expires_minutes", 1, 1440, "30"));
        keys.add(text("playbooks.path", "playbooks"));
        keys.add(flag("ansible.enabled", "false"));
        keys.add(text("ansible.playbooks_dir", null));
        keys.add(text("ansible.roles_dir", null));
        keys.add(text("ansible.inventory_file", null));
        keys.add(whole("ansible.timeout_seconds", 1, DAY, "600"));
    }

    private static void people(List<Key> keys) {
        keys.add(flag("notification.enabled", "false"));
        keys.add(secret("notification.webhook_url"));
        keys.add(secret("notification.webhook_secret"));
        keys.add(whole("notification.webhook_timeout_seconds", 1, 600, "10"));
        keys.add(flag("lark.enabled", "false"));
        keys.add(text("lark.app_id", null));
        keys.add(secret("lark.app_secret"));
        keys.add(secret("lark.webhook_url").alias("FEISHU_WEBHOOK"));
        keys.add(secret("lark.verification_token"));
        keys.add(secret("lark.encrypt_key"));
        keys.add(secret("slack.webhook_url"));
        keys.add(secret("pagerduty.api_key"));
        keys.add(text("email.from", null).alias("ALERT_FROM_EMAIL"));
    }

    private static void models(List<Key> keys) {
        keys.add(
                new Key(
                        "llm.provider",
                        new Kind.OneOf(List.of("none", "openai", "anthropic", "ollama")),
                        "none",
                        List.of()));
        keys.add(address("llm.base_url").alias("OLLAMA_BASE_URL"));
        keys.add(secret("llm.api_key").alias("OPENAI_API_KEY"));
        keys.add(text("llm.model", null).alias("OLLAMA_MODEL"));
        keys.add(new Key("llm.fallbacks", new Kind.Models(), null, List.of()));
        keys.add(secret("llm.fallback_api_keys"));
        keys.add(whole("llm.timeout_seconds", 1, 600, "20"));
        keys.add(decimal("llm.daily_budget", 0, 1e9, null));
        keys.add(whole("llm.daily_tokens", 0, 1_000_000_000_000L, "200000"));
        keys.add(whole("llm.incident_tokens", 0, 1_000_000_000_000L, "20000"));
        keys.add(decimal("llm.input_price", 0, 10_000, "3"));
        keys.add(decimal("llm.output_price", 0, 10_000, "15"));
        keys.add(text("knowledge.path", null).alias("RAG_KNOWLEDGE_BASE_PATH"));
        keys.add(text("knowledge.index_path", null).alias("RAG_VECTOR_DB_PATH"));
        keys.add(text("knowledge.vector_store", "embedded"));
        keys.add(text("knowledge.embeddings", null));
        keys.add(secret("web_search.tavily_api_key").alias("TAVILY_API_KEY"));
    }

    public List<Key> list() {
        return List.copyOf(byName.values());
    }

    /** The key of a name; one of an open section is made up as plain text. */
    public Optional<Key> find(String name) {
        Key key = byName.get(name);
        if (key == null && open.stream().anyMatch(name::startsWith))
            key = new Key(name, new Kind.Text(), null, List.of());
        return Optional.ofNullable(key);
    }

    /**
     * Whether an alias was set for another provider of models than the one in use: a key must not
     * go to whom it was not given for.
     */
    static boolean isForAnother(String alias, String provider) {
        if (provider.equals("none")) return false;
        return alias.startsWith("OPENAI_") && !provider.equals("openai")
                || alias.startsWith("OLLAMA_") && !provider.equals("ollama");
    }

    /** Whether nothing acts upon this key yet. */
    static boolean isLater(String name) {
        return LATER.stream()
                .anyMatch(one -> one.endsWith(".") ? name.startsWith(one) : name.equals(one));
    }

    /**
     * Whether an environment name looks like one of ours but is none: its first word is one of our
     * sections, and no key has it as name or alias.
     */
    public boolean isMistyped(String environmentName) {
        boolean ours = false;
        for (Key key : byName.values()) {
            if (key.environmentName().equals(environmentName)) return false;
            if (key.aliases().contains(environmentName)) return false;
            int dot = key.name().indexOf('.');
            if (dot < 0) continue;
            String section = key.name().substring(0, dot).toUpperCase(Locale.ROOT);
            ours |= environmentName.startsWith(section + "_");
        }
        return ours
                && open.stream()
                        .map(section -> section.replace('.', '_').toUpperCase(Locale.ROOT))
                        .noneMatch(environmentName::startsWith);
    }

    /** The environment name that a mistyped one most likely means. */
    public Optional<String> nearestEnvironmentName(String name) {
        return nearest(
                byName.values().stream()
                        .flatMap(
                                key ->
                                        Stream.concat(
                                                Stream.of(key.environmentName()),
                                                key.aliases().stream())),
                name);
    }

    /** The known name that a mistyped one most likely means: at most a third of it differs. */
    public Optional<String> nearest(String name) {
        return nearest(byName.keySet().stream(), name);
    }

    private static Optional<String> nearest(Stream<String> names, String name) {
        return names.min(Comparator.comparingInt(known -> Spelling.distance(known, name)))
                .filter(known -> Spelling.distance(known, name) * 3 <= name.length());
    }

    private static Key text(String name, @Nullable String fallback) {
        return new Key(name, new Kind.Text(), fallback, List.of());
    }

    private static Key secret(String name) {
        return new Key(name, new Kind.Secret(), null, List.of());
    }

    private static Key flag(String name, String fallback) {
        return new Key(name, new Kind.Flag(), fallback, List.of());
    }

    private static Key whole(String name, long least, long most, String fallback) {
        return new Key(name, new Kind.Whole(least, most), fallback, List.of());
    }

    private static Key decimal(String name, double least, double most, @Nullable String fallback) {
        return new Key(name, new Kind.Decimal(least, most), fallback, List.of());
    }

    private static Key address(String name) {
        return new Key(name, new Kind.Address(), null, List.of());
    }

    private static Key several(String name, @Nullable String fallback) {
        return new Key(name, new Kind.Several(), fallback, List.of());
    }
}
