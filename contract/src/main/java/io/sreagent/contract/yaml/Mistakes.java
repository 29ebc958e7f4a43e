package io.sreagent.contract.yaml;

import java.util.List;
import java.util.stream.Collectors;

/** A file, or several, cannot be used; the message has one line per mistake. */
public final class Mistakes extends Exception {
    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // an unmodifiable list of records; never serialised by us
    private final List<Mistake> all;

    public Mistakes(List<Mistake> all) {
        super(all.stream().map(Mistake::toString).collect(Collectors.joining("\n")));
        this.all = List.copyOf(all);
    }

    public List<Mistake> all() {
        return all;
    }
}
