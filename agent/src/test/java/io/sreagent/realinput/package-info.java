/** The packaged program on a real Prometheus that watches the very machine the test runs on. */
@NullMarked
package io.sreagent.realinput;

import org.jspecify.annotations.NullMarked;
