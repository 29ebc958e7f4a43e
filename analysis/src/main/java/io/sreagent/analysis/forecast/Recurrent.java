package io.sreagent.analysis.forecast;

import java.util.Arrays;
import java.util.function.IntFunction;

/**
 * A small recurrent network, GRU or LSTM, trained on this very series. Each step it sees the last
 * value, the values whole seasons before the next one and the next one's phase, and tells by how
 * much the next value differs from that of the shortest season before (without a season, from the
 * last value). Steps further ahead are fed with its own forecasts.
 *
 * <p>Values are scaled by their median and spread, so a past outage hardly moves them. What it says
 * is held within one range of the history above and below it. On a single short series a network
 * has little to learn from: it is offered beside the others, not part of the combination.
 *
 * <p>Gaps are bridged first. Only the last {@value Past#RECENT} values or a dozen cycles are used.
 * Sources: {@link GruCell}, {@link LstmCell}, {@link RecurrentNet}; feeding seasonal values as
 * inputs, Salinas et al. 2020. Cost: {@value #STEPS} steps of training, about 3,000 operations
 * each.
 */
public final class Recurrent extends FittedForecaster {

    private static final int HIDDEN = 12;
    private static final int STEPS = 40_000;
    private static final int MOST_EPOCHS = 60;
    private static final long SEED = 20_100;

    private final String name;
    private final IntFunction<RecurrentCell> cell; // by number of inputs

    private Recurrent(String name, IntFunction<RecurrentCell> cell) {
        this.name = name;
        this.cell = cell;
    }

    public static Recurrent gru() {
        return new Recurrent("gru", inputs -> new GruCell(inputs, HIDDEN));
    }

    public static Recurrent lstm() {
        return new Recurrent("lstm", inputs -> new LstmCell(inputs, HIDDEN));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int needs(int[] periods) {
        return 60;
    }

    @Override
    Fit fit(Past learned) {
        double[] y = learned.recent();
        Inputs inputs = Inputs.of(y, learned.periods(), learned.length() - y.length);
        int first = inputs.reach();
        int rows = y.length - first;
        double[][] x = new double[rows][];
        double[] target = new double[rows];
        double[] z = inputs.scaled(y);
        for (int row = 0; row < rows; row++) {
            x[row] = inputs.row(z, first + row, inputs.offset());
            target[row] = z[first + row] - inputs.base(z, first + row);
        }
        RecurrentNet net = new RecurrentNet(cell.apply(inputs.count()), SEED);
        net.train(x, target, Math.clamp(STEPS / Math.max(1, rows), 1, MOST_EPOCHS));
        double low = Arrays.stream(z).min().orElse(0);
        double high = Arrays.stream(z).max().orElse(0);
        return (past, horizon) -> {
            double[] known = past.recent();
            double[] now = Arrays.copyOf(inputs.scaled(known), known.length + horizon);
            int offset = past.length() - known.length;
            double[] state = net.freshState();
            double[] mean = new double[horizon];
            int begin = Math.max(first, known.length - inputs.warmUp());
            for (int t = begin; t < now.length; t++) {
                double told = net.step(inputs.row(now, t, offset), state) + inputs.base(now, t);
                if (t < known.length) continue;
                now[t] = Math.clamp(told, 2 * low - high, 2 * high - low);
                mean[t - known.length] = inputs.value(now[t]);
            }
            return mean;
        };
    }

    /**
     * What the network sees before the value at a place.
     *
     * @param offset place in the whole past of the first value learned from: phases count from
     *     there
     */
    private record Inputs(double middle, double spread, int[] periods, int offset) {

        static Inputs of(double[] y, int[] periods, int offset) {
            double middle = TheilSen.median(y.clone());
            double[] off = new double[y.length];
            for (int t = 0; t < y.length; t++) off[t] = Math.abs(y[t] - middle);
            double spread = 1.4826 * TheilSen.median(off);
            if (!(spread > 0)) spread = Arrays.stream(off).average().orElse(0);
            return new Inputs(middle, spread > 0 ? spread : 1, periods, offset);
        }

        double[] scaled(double[] y) {
            return Arrays.stream(y).map(value -> (value - middle) / spread).toArray();
        }

        double value(double z) {
            return middle + spread * z;
        }

        int count() {
            return 2 + 3 * periods.length;
        }

        int reach() {
            return periods.length == 0 ? 2 : periods[periods.length - 1] + 1;
        }

        int warmUp() {
            return Math.max(100, periods.length == 0 ? 0 : Math.min(2 * periods[0], 400));
        }

        double base(double[] z, int t) {
            return periods.length == 0 ? z[t - 1] : z[t - periods[0]];
        }

        double[] row(double[] z, int t, int from) {
            double[] row = new double[count()];
            double base = base(z, t);
            row[0] = z[t - 1] - base(z, t - 1);
            row[1] = z[t - 1];
            for (int season = 0; season < periods.length; season++) {
                int period = periods[season];
                double phase = 2 * Math.PI * ((from + t) % period) / period;
                row[2 + 3 * season] = season == 0 ? base : z[t - period] - base;
                row[3 + 3 * season] = Math.sin(phase);
                row[4 + 3 * season] = Math.cos(phase);
            }
            return row;
        }
    }
}
