package io.sreagent.analysis.forecast;

class QuickCombinationTest extends ForecasterContract {

    @Override
    protected Forecaster forecaster() {
        return Combination.quick();
    }
}
