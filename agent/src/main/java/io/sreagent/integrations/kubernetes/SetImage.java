package io.sreagent.integrations.kubernetes;

import io.sreagent.contract.act.FieldChange;
import io.sreagent.contract.act.Parameter;
import io.sreagent.contract.act.PreviewRefused;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Sets the image of one container of a workload. */
@Singleton
public final class SetImage extends FieldExecutor {
    /** As the distribution specification spells references: name, tag and digest. */
    private static final Pattern REFERENCE =
            Pattern.compile(
                    "[a-z0-9]+([._-]+[a-z0-9]+)*(:[0-9]+)?(/[a-z0-9]+([._-]+[a-z0-9]+)*)*"
                            + "(:[\\w][\\w.-]{0,127})?(@sha256:[a-f0-9]{64})?");

    @Inject
    public SetImage(KubernetesConnection connection) {
        super(connection, Set.of(Kind.DEPLOYMENT, Kind.STATEFUL_SET, Kind.DAEMON_SET));
    }

    @Override
    public String tool() {
        return "kubernetes.set_image";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                new Parameter(
                        "container", Parameter.Type.TEXT, false, "needed when there are several"),
                new Parameter(
                        "image", Parameter.Type.TEXT, true, "such as registry/checkout:v2.3.0"));
    }

    @Override
    List<FieldChange> wanted(LiveObject live, Arguments arguments) throws PreviewRefused {
        String image = arguments.text("image").orElse("");
        if (!REFERENCE.matcher(image).matches() || image.length() > 512) {
            throw new PreviewRefused("'" + image + "' is not the name of an image");
        }
        int index = container(live, arguments.text("container"));
        return List.of(change(live, "/spec/template/spec/containers/" + index + "/image", image));
    }

    @Override
    String undoWords(LiveObject live) {
        return "Put the present image back.";
    }
}
