package io.sreagent.analysis.cause;

import io.sreagent.analysis.finding.Candidate;
import io.sreagent.analysis.finding.FaultKind;
import io.sreagent.analysis.finding.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Which fault it looks like: each kind has a signature over what moved at the place.
 *
 * <p>A signature is a product of "is there" and "is not explained otherwise" terms, each 0–1; the
 * table below is all of them. An exhausted resource outranks the deploy that may have brought it,
 * since relieving it is what helps first; the deploy stays visible as evidence of its own.
 */
final class SignatureEvidence extends SceneEvidence {

    /** What speaks against a fault of the machine when only its processors were taken. */
    private static final double TAKEN = -0.4;

    private record Signature(FaultKind kind, ToDoubleFunction<Signals> strength) {}

    private static final List<Signature> SIGNATURES =
            List.of(
                    new Signature(FaultKind.MEMORY, SignatureEvidence::memory),
                    new Signature(FaultKind.CPU, SignatureEvidence::cpu),
                    new Signature(FaultKind.TRAFFIC, SignatureEvidence::traffic),
                    new Signature(FaultKind.CONFIG, SignatureEvidence::config),
                    new Signature(FaultKind.IMAGE, s -> s.named(FaultKind.IMAGE)),
                    new Signature(FaultKind.RELEASE, SignatureEvidence::release),
                    new Signature(FaultKind.DATABASE, SignatureEvidence::database),
                    new Signature(FaultKind.DEPENDENCY, SignatureEvidence::dependency),
                    new Signature(
                            FaultKind.POOL,
                            s ->
                                    either(
                                            0.9
                                                    * s.connections
                                                    * (1 - 0.7 * s.named(FaultKind.DATABASE)),
                                            (1 - 0.7 * s.place.waiting())
                                                    * s.named(FaultKind.POOL))),
                    new Signature(FaultKind.CERTIFICATE, s -> s.named(FaultKind.CERTIFICATE)),
                    new Signature(
                            FaultKind.DISK,
                            s ->
                                    s.place.isNode()
                                            ? 0.5 * s.disk
                                            : either(0.95 * s.disk, s.named(FaultKind.DISK))),
                    new Signature(
                            FaultKind.STORAGE, s -> either(s.volume, s.named(FaultKind.STORAGE))),
                    new Signature(FaultKind.NODE, SignatureEvidence::node),
                    new Signature(FaultKind.NEIGHBOUR, SignatureEvidence::neighbour),
                    new Signature(FaultKind.NETWORK, SignatureEvidence::network),
                    new Signature(FaultKind.QUEUE, SignatureEvidence::queue),
                    new Signature(FaultKind.RETRIES, SignatureEvidence::retries),
                    new Signature(FaultKind.LATENCY, SignatureEvidence::latency),
                    new Signature(FaultKind.CACHE, s -> s.cache),
                    new Signature(FaultKind.DNS, s -> s.named(FaultKind.DNS)),
                    new Signature(FaultKind.QUOTA, s -> s.named(FaultKind.QUOTA)));

    @Override
    public String kind() {
        return "fault_signature";
    }

    @Override
    List<Clue> examine(Scene scene) {
        List<Clue> clues = new ArrayList<>();
        for (Place place : scene.places()) {
            Signals signals = new Signals(scene, place);
            boolean explained = scene.travel().explanation(place).isPresent();
            boolean byCallee = isExplainedByCallee(scene, place);
            for (Signature signature : SIGNATURES) {
                double strength = signature.strength().applyAsDouble(signals);
                if (signals.loadFromCallers()) strength *= 0.3;
                else if (signature.kind() == FaultKind.NEIGHBOUR ? byCallee : explained)
                    strength *= 1 - 0.8 * (1 - place.shortage());
                if (Math.abs(strength) < 0.05) continue;
                clues.add(
                        new Clue(
                                new Candidate(place.resource(), signature.kind()),
                                Math.clamp(strength, -1, 1),
                                words(signals, signature.kind()),
                                query(place)));
            }
        }
        return clues;
    }

    /** A node that is full explains a noisy neighbour and does not speak against one. */
    private static boolean isExplainedByCallee(Scene scene, Place place) {
        return scene.calleesOf(place).stream()
                .anyMatch(callee -> !callee.isNode() && scene.travel().explains(callee, place));
    }

    private static double memory(Signals s) {
        double rising = 0.9 * s.memory * (1 - 0.4 * s.load);
        // Where the machine has none left, who complains of it need not have taken it.
        boolean isMachines =
                s.memory < 0.1
                        && s.scene.places().stream()
                                .anyMatch(p -> p.isNode() && p.strain(Aspect.MEMORY) > 0.5);
        double named = s.named(FaultKind.MEMORY) * (isMachines ? 0.3 : 1);
        return s.place.isNode() ? 0 : either(rising, named);
    }

    private static double cpu(Signals s) {
        if (s.place.isNode()) return 0;
        double alone = s.cpu * (1 - 0.9 * s.load) * (1 - 0.4 * s.memory);
        // A consumer that cannot keep up with its queue is busy because of it.
        double queued = s.scene.shared().lagsBehind(s.place) ? 0.5 : 1;
        return 0.85
                * alone
                * queued
                * (1 - 0.7 * s.named(FaultKind.DATABASE))
                * (1 - 0.3 * s.deploy * s.symptom())
                * (1 - 0.6 * s.crowded());
    }

    private static double traffic(Signals s) {
        double strained = Math.max(s.cpu, Math.max(s.symptom(), 0.3));
        if (s.loadFromCallers() || s.callersTryAgain()) return 0;
        double shared = s.sharingTheLoad() > 0 || s.scene.calleesOf(s.place).isEmpty() ? 1 : 0.85;
        return s.load * Math.sqrt(strained) * shared;
    }

    private static double config(Signals s) {
        double changed = s.config * Math.max(s.symptom(), s.named(FaultKind.UNKNOWN));
        return either(0.95 * changed * (1 - 0.3 * s.exhausted()), 0.7 * s.named(FaultKind.CONFIG));
    }

    private static double release(Signals s) {
        double broken = Math.max(s.symptom(), s.named(FaultKind.UNKNOWN));
        return 0.9 * s.deploy * broken * (1 - 0.7 * s.exhausted()) * (1 - s.named(FaultKind.IMAGE));
    }

    private static double database(Signals s) {
        // Slowness that cost the callers next to nothing of what they lost is not their cause.
        double felt = s.latency * (0.3 + 0.7 * s.scene.travel().burden(s.place));
        double slow = Math.max(felt, Math.max(0.8 * s.cpu, 0.6 * s.errors));
        double own =
                s.place.isDatabase() ? 0.9 * slow * (1 - 0.6 * s.down) * (1 - 0.5 * s.load) : 0;
        return 1 - (1 - own * (1 - 0.8 * s.exhausted())) * (1 - s.named(FaultKind.DATABASE));
    }

    private static double dependency(Signals s) {
        double explained = Math.max(s.deploy, Math.max(s.config, s.named(FaultKind.IMAGE)));
        double failing = 0.5 * s.errors * (1 - s.cpu) * (1 - s.exhausted());
        double gone = Math.max(Math.max(s.down, failing), s.named(FaultKind.DEPENDENCY));
        return 0.85 * gone * (1 - explained) * (1 - 0.8 * s.named(FaultKind.MEMORY));
    }

    private static double node(Signals s) {
        if (!s.place.isNode()) return 0.5 * s.named(FaultKind.NODE);
        double own =
                0.8 * s.place.trouble() * (s.scene.shared().hogOf(s.place).isPresent() ? 0.3 : 1);
        boolean isWell =
                Math.max(s.memory, s.disk) < 0.3
                        && s.named(FaultKind.NODE) < 0.3
                        && s.scene.shared().crowdsOut(s.place);
        if (isWell) return TAKEN;
        return either(own, s.named(FaultKind.NODE));
    }

    private static double neighbour(Signals s) {
        double hog = s.cpu * (1 - 0.7 * s.load);
        if (s.crowded() > 0 && s.isHog()) return hog * Math.max(0.8, s.crowded());
        return 0.9 * s.scene.shared().crowdedOut(s.place);
    }

    private static double network(Signals s) {
        double quiet = (1 - s.cpu) * (1 - s.exhausted()) * (1 - Math.max(s.deploy, s.config));
        double lost = Math.min(s.latency, s.errors);
        return either(0.9 * s.packets, either(0.4 * lost * quiet, s.named(FaultKind.NETWORK)));
    }

    private static double queue(Signals s) {
        if (s.scene.shared().lagsBehind(s.place)) return 0.9 * s.place.strained();
        double grown = 0.9 * s.queue * (1 - 0.5 * s.deploy * s.errors);
        return s.scene.shared().culpritOf(s.place).isPresent() ? 0.4 * grown : grown;
    }

    private static double retries(Signals s) {
        double storm = s.callersTryAgain() ? 0.8 * s.load * Math.max(0.3, s.symptom()) : 0;
        return either(storm, s.named(FaultKind.RETRIES));
    }

    private static double latency(Signals s) {
        double quiet = (1 - s.cpu) * (1 - s.exhausted()) * (1 - Math.max(s.deploy, s.config));
        double felt = 0.3 + 0.7 * s.scene.travel().burden(s.place);
        return 0.45 * s.latency * felt * quiet * (1 - 0.7 * s.errors);
    }

    private static double either(double one, double other) {
        return Math.max(one, other);
    }

    private static String query(Place place) {
        return place.worst().map(shift -> shift.metric().query()).orElse("events " + place.id());
    }

    private static Words words(Signals s, FaultKind kind) {
        String name = Phrase.name(s.place.resource());
        String moved = moved(s);
        if (kind == FaultKind.NEIGHBOUR && !s.isHog()) return crowdedOut(s, name, moved);
        if (kind == FaultKind.NODE && s.place.isNode() && s.scene.shared().crowdsOut(s.place))
            return taken(name, moved);
        return new Words(
                "what moved at %s is the signature of a %s fault%s"
                        .formatted(name, kind.code(), moved),
                "%s 的变化符合%s类故障的特征%s".formatted(name, kind.words().zh(), moved));
    }

    private static Words taken(String name, String moved) {
        return new Words(
                "something took the processors of %s, the machine itself is well%s"
                        .formatted(name, moved),
                "%s 的 CPU 被占用，机器本身正常%s".formatted(name, moved));
    }

    private static Words crowdedOut(Signals s, String name, String moved) {
        String node =
                s.scene
                        .shared()
                        .crowdedNode(s.place)
                        .map(Place::resource)
                        .map(Phrase::name)
                        .orElse("its node");
        return new Words(
                "%s has no processor left and %s did not take it%s".formatted(node, name, moved),
                "%s 的 CPU 已耗尽，且不是 %s 占用的%s".formatted(node, name, moved));
    }

    private static String moved(Signals s) {
        List<String> parts = new ArrayList<>();
        s.place.shifts().stream()
                .filter(shift -> Math.abs(shift.distance()) > 2 * Shift.CHANCE)
                .sorted((a, b) -> Double.compare(Math.abs(b.distance()), Math.abs(a.distance())))
                .limit(3)
                .forEach(shift -> parts.add(shift.metric().name() + " " + shift.numbers()));
        return parts.isEmpty() ? "" : ": " + String.join(", ", parts);
    }
}
