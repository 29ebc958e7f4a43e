package io.sreagent.analysis.cause;

import io.sreagent.analysis.finding.FaultKind;
import io.sreagent.analysis.finding.Hypothesis;
import io.sreagent.analysis.finding.Words;
import java.util.ArrayList;
import java.util.List;

/**
 * What to look at to become surer: the kinds of facts that were missing, and what would tell the
 * first two apart.
 */
final class NextLook {
    private NextLook() {}

    static List<Words> at(Scene scene, List<Hypothesis> hypotheses) {
        List<Words> looks = new ArrayList<>();
        if (hypotheses.size() > 1) looks.add(apart(hypotheses.get(0), hypotheses.get(1)));
        Case facts = scene.facts();
        if (facts.metrics().isEmpty())
            looks.add(new Words("metrics of the services concerned", "相关服务的指标"));
        if (!scene.hasGraph())
            looks.add(new Words("who calls whom: traces or mesh metrics", "调用关系：链路追踪或网格指标"));
        if (facts.changes().isEmpty())
            looks.add(new Words("what was changed in the hour before", "此前一小时内的变更"));
        if (facts.events().isEmpty())
            looks.add(new Words("Kubernetes events of the namespace", "该命名空间的 Kubernetes 事件"));
        if (facts.logs().isEmpty())
            looks.add(new Words("error logs since the onset", "异常开始以来的错误日志"));
        if (looks.isEmpty()) looks.add(new Words("the same again in a few minutes", "几分钟后再次诊断"));
        return looks;
    }

    private static Words apart(Hypothesis first, Hypothesis second) {
        String one = Phrase.name(first.candidate().resource());
        String two = Phrase.name(second.candidate().resource());
        FaultKind kind = first.candidate().kind();
        FaultKind other = second.candidate().kind();
        return new Words(
                "%s of %s against %s of %s".formatted(kind.code(), one, other.code(), two),
                "对比 %s 的%s与 %s 的%s".formatted(one, kind.words().zh(), two, other.words().zh()));
    }
}
