package io.sreagent.simulator.kubernetes;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sreagent.simulator.cluster.ApiException;
import io.sreagent.simulator.cluster.Tree;
import io.sreagent.simulator.http.Reply;
import io.sreagent.simulator.http.Request;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;

/**
 * {@code GET …/pods/{name}/log} with tailLines, sinceSeconds, sinceTime, timestamps, limitBytes and
 * previous.
 */
public final class PodLog {
    /** One line: time in milliseconds and text. */
    public record Line(long at, String text) {}

    /** Where the lines come from. */
    public interface Source {
        List<Line> lines(ObjectNode pod, long since, boolean previous);
    }

    private final Source source;

    public PodLog(Source source) {
        this.source = source;
    }

    Reply answer(ObjectNode pod, Request request, long now) {
        String container = request.parameter("container").orElse("");
        boolean known = container.isEmpty();
        for (var c : pod.path("spec").path("containers")) {
            known |= c.path("name").asText().equals(container);
        }
        if (!known) {
            throw ApiException.badRequest(
                    "container %s is not valid for pod %s".formatted(container, Tree.name(pod)));
        }
        String waiting = Tree.text(pod, "status/containerStatuses/0/state/waiting/reason");
        if (Tree.text(pod, "status/phase").equals("Pending") || waiting.contains("Image")) {
            throw ApiException.badRequest(
                    "container \"%s\" in pod \"%s\" is waiting to start: %s"
                            .formatted(
                                    Tree.text(pod, "spec/containers/0/name"),
                                    Tree.name(pod),
                                    waiting.isEmpty()
                                            ? "ContainerCreating"
                                            : "trying and failing to pull image"));
        }
        long since =
                request.parameter("sinceSeconds")
                        .map(s -> now - Long.parseLong(s) * 1000)
                        .or(() -> request.parameter("sinceTime").map(PodLog::millis))
                        .orElse(Long.MIN_VALUE / 2);
        List<Line> lines = source.lines(pod, since, request.flag("previous"));
        int tail = request.parameter("tailLines").map(Integer::parseInt).orElse(Integer.MAX_VALUE);
        boolean timestamps = request.flag("timestamps");
        var text = new StringBuilder();
        for (Line line :
                lines.subList(Math.max(0, lines.size() - Math.max(0, tail)), lines.size())) {
            if (timestamps) {
                text.append(Instant.ofEpochMilli(line.at())).append(' ');
            }
            text.append(line.text()).append('\n');
        }
        int limit =
                request.parameter("limitBytes").map(Integer::parseInt).orElse(Integer.MAX_VALUE);
        return Reply.text(200, text.length() > limit ? text.substring(0, limit) : text.toString());
    }

    private static long millis(String time) {
        try {
            return Instant.parse(time).toEpochMilli();
        } catch (DateTimeParseException e) {
            throw ApiException.badRequest("sinceTime: not a time: " + time);
        }
    }
}
