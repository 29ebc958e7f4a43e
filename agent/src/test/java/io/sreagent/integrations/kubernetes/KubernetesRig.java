package io.sreagent.integrations.kubernetes;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sreagent.contract.act.Executor;
import io.sreagent.contract.act.ExecutorContract;
import io.sreagent.contract.act.Intent;
import io.sreagent.contract.act.Target;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/** The small API server as the platform of the executors' contract. */
final class KubernetesRig implements ExecutorContract.Rig, AutoCloseable {
    private final FakeCluster cluster;
    private final Executor executor;
    private final Intent intent;
    private final String path;
    private final Consumer<ObjectNode> interference;
    private final boolean undoable;

    /**
     * @param interference what someone else does to the fields the step changes
     */
    KubernetesRig(
            FakeCluster cluster,
            Function<KubernetesConnection, Executor> executor,
            String kind,
            String path,
            Map<String, String> arguments,
            Consumer<ObjectNode> interference,
            boolean undoable) {
        this.cluster = cluster;
        this.executor = executor.apply(new KubernetesConnection(TestCluster.at(cluster.url())));
        this.path = path;
        this.interference = interference;
        this.undoable = undoable;
        this.intent =
                new Intent(
                        this.executor.tool(),
                        new Target(kind, "shop", path.substring(path.lastIndexOf('/') + 1), ""),
                        arguments);
    }

    @Override
    public Executor executor() {
        return executor;
    }

    @Override
    public Intent intent() {
        return intent;
    }

    @Override
    public int effects() {
        return cluster.writes().size();
    }

    @Override
    public void loseNextAnswer() {
        cluster.loseNextAnswer();
    }

    @Override
    public void turnNextWriteAway() {
        cluster.turnNextWriteAway();
    }

    @Override
    public void cutOff(boolean cut) {
        cluster.cutOff(cut);
    }

    @Override
    public void replaceTarget() {
        cluster.change(
                path,
                object -> ((ObjectNode) object.path("metadata")).put("uid", "uid-of-another"));
    }

    @Override
    public boolean interfere() {
        if (cluster.get(path) == null || intent.target().kind().equals("Pod")) return false;
        cluster.change(path, interference);
        return true;
    }

    @Override
    public void complete() {
        TestCluster.settle(cluster);
    }

    @Override
    public boolean undoable() {
        return undoable;
    }

    @Override
    public void close() {
        cluster.close();
    }
}
