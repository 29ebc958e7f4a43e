package io.sreagent.decision;

/**
 * How the plans of one version of a playbook fared in shadow mode against what people did.
 *
 * @param plans made in shadow mode, each of an incident
 * @param waiting of them whose hour is not over, or whose hour nobody could look at
 * @param same people did the same within an hour
 * @param byItself nothing like it was done, and the trouble went by itself
 * @param byPerson nothing like it was done, and a person ended the incident
 * @param otherwise nothing like it was done, and the incident is open or ended in another way
 * @param agreement share of {@code same} among all but the waiting; 0 when there is none
 * @param lowerBound lower end of the 95 % Wilson interval of that share
 * @param passed {@value #PLANS_NEEDED} plans at least, and a lower bound of {@value #BOUND_NEEDED}
 */
public record ShadowRecord(
        String playbook,
        String version,
        int plans,
        int waiting,
        int same,
        int byItself,
        int byPerson,
        int otherwise,
        double agreement,
        double lowerBound,
        boolean passed) {

    /** As many as past success needs. */
    public static final int PLANS_NEEDED = ReliabilityScore.RUNS_NEEDED;

    /** As low as past success may be. */
    public static final double BOUND_NEEDED = 0.8;

    static ShadowRecord of(
            String playbook,
            String version,
            int waiting,
            int same,
            int byItself,
            int byPerson,
            int otherwise) {
        // What went by itself needed nothing done: a plan for it is no agreement.
        int judged = same + byItself + byPerson + otherwise;
        double bound = judged == 0 ? 0 : ReliabilityScore.lowerBound(same, judged);
        return new ShadowRecord(
                playbook,
                version,
                judged + waiting,
                waiting,
                same,
                byItself,
                byPerson,
                otherwise,
                judged == 0 ? 0 : (double) same / judged,
                bound,
                judged >= PLANS_NEEDED && bound >= BOUND_NEEDED);
    }
}
