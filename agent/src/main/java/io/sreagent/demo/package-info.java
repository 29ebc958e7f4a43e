/** The program against a simulated shop: to watch it work, and to measure how well it does. */
@NullMarked
package io.sreagent.demo;

import org.jspecify.annotations.NullMarked;
