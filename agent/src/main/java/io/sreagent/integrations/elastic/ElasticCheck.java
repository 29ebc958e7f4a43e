package io.sreagent.integrations.elastic;

import io.sreagent.contract.source.SelfCheck;
import io.sreagent.integrations.wire.SourceTrouble;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;

/** Says whether the server answers and which of its fields name namespace, service and pod. */
@Singleton
public final class ElasticCheck implements SelfCheck {
    private final ElasticLogSource source;

    @Inject
    public ElasticCheck(ElasticLogSource source) {
        this.source = source;
    }

    @Override
    public String name() {
        return source.name();
    }

    @Override
    public List<Finding> check() {
        if (!source.isSetUp()) {
            return List.of(
                    new Finding(
                            "connection",
                            true,
                            "not configured; elasticsearch.url (or ELASTICSEARCH_URL) sets it"));
        }
        try {
            ElasticFields fields = source.fields();
            List<Finding> findings = new ArrayList<>();
            findings.add(new Finding("connection", true, "answers"));
            for (String part : List.of("namespace", "service", "pod", "message")) {
                List<String> names =
                        fields.of(part).stream().map(ElasticFields.Field::name).toList();
                findings.add(
                        new Finding(
                                "fields " + part,
                                !names.isEmpty(),
                                names.isEmpty()
                                        ? "no field of elasticsearch.index names it"
                                        : String.join(", ", names)));
            }
            return findings;
        } catch (SourceTrouble trouble) {
            return List.of(new Finding("connection", false, trouble.words()));
        }
    }
}
