package io.sreagent.contract.access;

/** What someone may do, least first; each may do all that the ones before it may. */
public enum Role {
    VIEWER, // reads
    OPERATOR, // opens and escalates incidents, asks for actions
    APPROVER, // decides about plans
    ADMIN; // policy, tokens, the kill switch

    public boolean includes(Role other) {
        return compareTo(other) >= 0;
    }
}
