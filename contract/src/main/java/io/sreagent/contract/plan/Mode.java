package io.sreagent.contract.plan;

/** What may be done with a plan, most permissive first. The strictest of all checks wins. */
public enum Mode {
    AUTO, // may run at once
    SEMI_AUTO, // needs an approval
    MANUAL, // a person does it by hand
    REFUSED; // not now, approved or not

    public Mode stricter(Mode other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
