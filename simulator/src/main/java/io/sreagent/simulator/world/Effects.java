package io.sreagent.simulator.world;

/**
 * What the active faults do to one pod, one service or one call in one minute; neutral when nothing
 * is wrong.
 */
final class Effects {
    double errors; // share of requests that fail
    double addMs; // on top of the time to serve
    double slow; // factor on the time to serve
    double hogCores; // CPU burnt besides serving
    double capacity; // factor on what the CPU gets done
    double leakMib; // memory gained per minute
    double diskMib; // disk gained per minute
    double inflow; // factor on requests
    double direct; // factor on the load that people bring
    double work; // factor on CPU per request
    double connections; // pool connections lost
    double hitRatio; // of a cache; negative for the usual
    boolean down; // refuses connections
    String trouble = ""; // for the log

    Effects() {
        clear();
    }

    void clear() {
        errors = 0;
        addMs = 0;
        slow = 1;
        hogCores = 0;
        capacity = 1;
        leakMib = 0;
        diskMib = 0;
        inflow = 1;
        direct = 1;
        work = 1;
        connections = 0;
        hitRatio = -1;
        down = false;
        trouble = "";
    }

    void fail(double share, String why) {
        errors = 1 - (1 - errors) * (1 - Math.clamp(share, 0, 1));
        trouble = why;
    }

    void delay(double ms, String why) {
        addMs += ms;
        if (trouble.isEmpty()) {
            trouble = why;
        }
    }
}
