package io.sreagent.ui;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** Fixed words of the pages in English; Chinese stands in {@code messages/msg_zh.properties}. */
@MessageBundle
public interface Texts {
    @Message("Incidents")
    String incidents();

    @Message("Audit")
    String audit();

    @Message("API")
    String api();

    @Message("Skip to content")
    String skip();

    @Message("Sign in")
    String signIn();

    @Message("Sign out")
    String signOut();

    @Message("中文")
    String otherLanguage();

    @Message("Switch between light and dark")
    String theme();

    @Message("Open")
    String open();

    @Message("Past")
    String past();

    @Message("Nothing is wrong that this program knows of.")
    String nothingOpen();

    @Message("No incident has ended yet.")
    String nothingPast();

    @Message("series watched")
    String seriesWatched();

    @Message("last look")
    String lastLook();

    @Message("watching")
    String watching();

    @Message("not watching")
    String notWatching();

    @Message("Shadow mode: plans are made, nothing is done.")
    String shadow();

    @Message("Stopped: a kill switch is engaged. Nothing will be done, approved or not.")
    String stopped();

    @Message("waiting for you")
    String waiting();

    @Message("since")
    String since();

    @Message("opened")
    String opened();

    @Message("lasted")
    String lasted();

    @Message("symptom")
    String symptom();

    @Message("noticed after")
    String noticedAfter();

    @Message("diagnosed in")
    String diagnosedIn();

    @Message("resolved after")
    String resolvedAfter();

    @Message("repeats")
    String repeats();

    @Message("Decision")
    String decision();

    @Message("Approve and run")
    String approve();

    @Message("Reject")
    String reject();

    @Message("Reason (needed to reject)")
    String reason();

    @Message("Sign in as an approver to decide.")
    String signInToDecide();

    @Message("expires")
    String expires();

    @Message("No plan waits for an answer.")
    String noDecision();

    @Message("Signals")
    String signals();

    @Message("No chart can be drawn: the loop has no series of this incident.")
    String noChart();

    @Message("Expected band, value, forecast and limit")
    String chartLabel();

    @Message("show query")
    String showQuery();

    @Message("Causes")
    String causes();

    @Message("Not sure: the confidence is too low to act on.")
    String notSure();

    @Message("would look next at")
    String lookNext();

    @Message("No diagnosis yet.")
    String noDiagnosis();

    @Message("path to the symptom")
    String path();

    @Message("evidence")
    String evidence();

    @Message("others")
    String others();

    @Message("Plan")
    String plan();

    @Message("earlier plans")
    String earlierPlans();

    @Message("No plan was made.")
    String noPlan();

    @Message("would change")
    String wouldChange();

    @Message("diff")
    String diff();

    @Message("also touches")
    String touches();

    @Message("undo")
    String undo();

    @Message("Risk")
    String risk();

    @Message("severity")
    String severity();

    @Message("urgency")
    String urgency();

    @Message("impact")
    String impact();

    @Message("complexity")
    String complexity();

    @Message("Reliability")
    String reliability();

    @Message("diagnosis")
    String diagnosis();

    @Message("feedback")
    String feedback();

    @Message("past success")
    String pastSuccess();

    @Message("pattern match")
    String patternMatch();

    @Message("rests on too little data")
    String unknownPart();

    @Message("Verdict")
    String verdict();

    @Message("Time line")
    String timeline();

    @Message("Take it over")
    String escalate();

    @Message("Diagnose again")
    String diagnoseAgain();

    @Message("It is over")
    String resolve();

    @Message("Reason")
    String why();

    @Message("By hand")
    String byHand();

    @Message("Token")
    String token();

    @Message(
            "Paste an API token. It stays in this browser as a cookie that scripts cannot read. The"
                    + " first start writes one to ~/.config/sre-agent/token; `sre-agent token create`"
                    + " makes more.")
    String tokenHint();

    @Message("This token is not known here, or was revoked.")
    String tokenWrong();

    @Message("The chain is intact")
    String intact();

    @Message("The chain is broken")
    String broken();

    @Message("records")
    String records();

    @Message("older")
    String older();

    @Message("newer")
    String newer();

    @Message("when")
    String when();

    @Message("who")
    String who();

    @Message("what")
    String what();

    @Message("about")
    String about();

    @Message("content")
    String content();

    @Message("live")
    String live();

    @Message("reconnecting…")
    String reconnecting();

    @Message("expected to cross")
    String crosses();

    @Message("about")
    String around();

    @Message("Logs")
    String logs();

    @Message("Ask")
    String logQuestion();

    @Message("errors in checkout in the last 2 hours")
    String logExample();

    @Message("Find")
    String find();

    @Message("lines")
    String logLines();

    @Message("or more")
    String orMore();

    @Message("lines")
    String logCount();

    @Message("level")
    String level();

    @Message("over time")
    String overTime();

    @Message("template")
    String template();

    @Message("File")
    String logFile();

    @Message("Analyse")
    String analyze();

    @Message("What changed in the last hour")
    String logChanges();

    @Message("Findings")
    String findings();

    @Message("Templates")
    String templates();

    @Message("Values: the commonest with their share; smallest – median – largest number")
    String values();

    @Message("In words")
    String inWords();

    @Message("A look proposed by a language model, taken by this program; it weighs nothing")
    String proposedLook();

    @Message("What the logs say since then")
    String logsSay();

    @Message("Dependencies")
    String dependencies();

    @Message("Nobody has told yet who calls whom.")
    String noDependencies();

    @Message("Who calls whom")
    String callGraph();

    @Message("likely cause")
    String theCause();

    @Message("on the way of the trouble")
    String onTheWay();

    @Message("other suspect")
    String suspect();

    @Message("Arrows point from the caller; trouble travels against them.")
    String arrowsPoint();

    @Message("Why this one and not the others")
    String sideBySide();

    @Message("evidence")
    String kindOfEvidence();

    @Message("Natural log-odds: +2.3 makes it ten times as likely, −2.3 ten times less.")
    String oddsNote();

    @Message("Metrics that move together")
    String moveTogether();

    @Message(
            "Rank correlation in tenths at the lag that fits best, up to five steps; point at a cell for lag and p-value. It carries no weight in the diagnosis.")
    String heatNote();

    @Message("Who says so")
    String whoTold();

    @Message("caller")
    String callerColumn();

    @Message("callee")
    String calleeColumn();

    @Message("told by")
    String toldBy();

    @Message("confidence")
    String confidence();

    @Message("seen before")
    String lastSeen();

    @Message("Forecasts")
    String forecasts();

    @Message("Service")
    String service();

    @Message("the busiest one")
    String busiest();

    @Message("load now")
    String loadNow();

    @Message("replicas now")
    String replicasNow();

    @Message("replicas to run")
    String replicasWanted();

    @Message("suffices with")
    String suffices();

    @Message("one replica bears")
    String oneBears();

    @Message("at most")
    String atMost();

    @Message(
            "Two days past, and what is to come with its 90 % interval; dashed: what the replicas running now bear.")
    String loadChart();

    @Message("Load")
    String load();

    @Message("Up to")
    String upTo();

    @Message("Needed")
    String needed();

    @Message("Replicas")
    String replicas();

    @Message("Asking again at earlier moments how good forecasts were…")
    String lookingBack();

    @Message("How good forecasts were")
    String howGood();

    @Message("ahead")
    String aheadHours();

    @Message("repeating the day before:")
    String yesterdayAgain();

    @Message("inside the interval")
    String covered();

    @Message("promised")
    String promised();

    @Message("Early warnings")
    String warnings();

    @Message("No limit was warned of.")
    String noWarnings();

    @Message("limit reached")
    String came();

    @Message("averted")
    String averted();

    @Message("false")
    String never();

    @Message("open")
    String pending();

    @Message("median lead")
    String lead();

    @Message("Warned")
    String warned();

    @Message("Expected")
    String expected();

    @Message("Reached")
    String reached();

    @Message("Outcome")
    String outcome();

    @Message("Anomalies")
    String anomalies();

    @Message("Workloads and hosts as a whole")
    String asAWhole();

    @Message("Nothing with four series or more is watched yet.")
    String noMachines();

    @Message(
            "One score for all series of each: above 0.7 it looks strange, above 0.9 something has just begun. Distances in robust standard deviations.")
    String machineNote();

    @Message("where")
    String where();

    @Message("score")
    String score();

    @Message("series")
    String metrics();

    @Message("furthest off")
    String furthestOff();

    @Message("The last day")
    String lastDay();

    @Message("Nothing strange in the last day.")
    String noAnomalies();

    @Message("kind")
    String kind();
}
