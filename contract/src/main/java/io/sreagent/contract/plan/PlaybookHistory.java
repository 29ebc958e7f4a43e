package io.sreagent.contract.plan;

/** What became of earlier runs of a playbook. */
public interface PlaybookHistory {

    /**
     * @param runs verified or failed runs of exactly this version; self-recoveries count as neither
     * @param failuresInARow the latest runs of any version that failed, without a success between,
     *     since a person enabled the playbook
     * @param thumbsUp people's approving feedback, {@code thumbsDown} the other
     */
    record Past(int runs, int successes, int failuresInARow, int thumbsUp, int thumbsDown) {
        public static final Past NONE = new Past(0, 0, 0, 0, 0);

        public Past {
            if (successes < 0 || successes > runs)
                throw new IllegalArgumentException(successes + " of " + runs);
        }
    }

    Past of(String playbook, String version);
}
