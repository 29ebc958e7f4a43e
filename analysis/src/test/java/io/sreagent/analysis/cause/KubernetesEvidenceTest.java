package io.sreagent.analysis.cause;

class KubernetesEvidenceTest extends CauseEvidenceContract {

    @Override
    protected CauseEvidence evidence() {
        return new KubernetesEvidence();
    }

    @Override
    protected Case telling() {
        return new Shop(1).event("cart", "OOMKilling", "Memory cgroup out of memory").facts();
    }
}
