package io.sreagent.integrations.files;

import io.sreagent.analysis.cause.DependencyGraph.Edge;
import io.sreagent.analysis.fact.Resource;
import io.sreagent.contract.source.Answer;
import io.sreagent.contract.source.DependencySource;
import io.sreagent.contract.yaml.Mistakes;
import io.sreagent.contract.yaml.YamlNode;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who calls whom as a person wrote it down, for what nothing measures: {@code shop/front:
 * [shop/cart, payments.example.com]}, one line a caller. A name without a slash is in no namespace.
 * The file is read anew each time; one with mistakes tells nothing and says each with its line.
 */
@Singleton
public final class FileDependencySource implements DependencySource {
    private final Optional<Path> file;

    @Inject
    public FileDependencySource(DependencySettings settings) {
        this.file = settings.file();
    }

    @Override
    public String name() {
        return "file";
    }

    @Override
    public Answer<List<Edge>> dependencies() {
        if (file.isEmpty()) return Answer.complete(List.of());
        try {
            return Answer.complete(read(file.get()));
        } catch (Mistakes wrong) {
            return Answer.missing(List.of(), "dependencies.file: " + wrong.getMessage());
        } catch (IOException unreadable) {
            return Answer.missing(
                    List.of(),
                    "dependencies.file: %s cannot be read: %s".formatted(file.get(), unreadable));
        }
    }

    private List<Edge> read(Path from) throws IOException, Mistakes {
        YamlNode root = YamlNode.read(from.toString(), Files.readString(from));
        List<Edge> edges = new ArrayList<>();
        for (Map.Entry<String, YamlNode> caller : root.entries().entrySet()) {
            for (YamlNode item : caller.getValue().items()) {
                String callee = item.text();
                if (callee.equals(caller.getKey())) item.mistake("calls itself");
                if (callee.isBlank() || caller.getKey().isBlank()) continue;
                Resource one = Resource.named(caller.getKey());
                edges.add(new Edge(one, Resource.named(callee), 1, name()));
            }
        }
        root.done();
        return List.copyOf(edges);
    }
}
