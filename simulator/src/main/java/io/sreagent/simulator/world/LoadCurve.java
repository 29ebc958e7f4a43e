package io.sreagent.simulator.world;

import io.sreagent.simulator.chance.Dice;
import io.sreagent.simulator.scenario.Load;
import java.util.ArrayList;
import java.util.List;

/**
 * How much people ask at a time, as a factor on the mean: a day with a low at 04:00 and a broad
 * evening high (two harmonics), a weaker weekend, noise that is half white and half wandering over
 * half an hour, and holidays with the load of a Sunday.
 */
final class LoadCurve {
    private static final long DAY = 86_400_000L;
    private static final long MONDAY = 4 * DAY; // 1970-01-05

    private record Span(long from, long to, double factor) {}

    private final Load load;
    private final Dice dice;
    private final List<Span> holidays = new ArrayList<>();

    LoadCurve(Load load, Dice dice) {
        this.load = load;
        this.dice = dice;
    }

    void holiday(long from, long to) {
        holidays.add(new Span(from, to, 0.8 * (1 - load.weekly())));
    }

    double at(long millis) {
        double hour = Math.floorMod(millis, DAY) / 3.6e6;
        double angle = 2 * Math.PI * (hour - 16) / 24;
        double day = 1 + load.daily() * (0.85 * Math.cos(angle) + 0.15 * Math.cos(2 * angle));
        double weekday = Math.floorMod(millis - MONDAY, 7 * DAY) / (double) DAY;
        double week = 1 - load.weekly() * weekend(weekday) + load.weekly() * 2 / 7;
        double holiday = 1;
        for (Span span : holidays) {
            holiday = millis >= span.from && millis < span.to ? span.factor : holiday;
        }
        long minute = millis / 60_000;
        double noise =
                load.noise() * (0.7 * dice.gaussian(minute) * 0.6 + 0.8 * dice.drift(minute, 30));
        return Math.max(0.02, day * week * holiday * (1 + noise));
    }

    /** 1 on Saturday and Sunday, with two hours to get there and back. */
    private static double weekend(double weekday) {
        double edge = 2.0 / 24;
        return Math.clamp(Math.min((weekday - 5 + edge) / edge, (7 - weekday) / edge), 0, 1);
    }

    /** The highest factor of a usual week, without noise. */
    double peak() {
        return (1 + load.daily()) * (1 + load.weekly() * 2 / 7);
    }
}
