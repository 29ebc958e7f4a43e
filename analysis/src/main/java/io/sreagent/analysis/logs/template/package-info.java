/** Mines templates from log lines: bytes in, templates with typed variables out. */
@NullMarked
package io.sreagent.analysis.logs.template;

import org.jspecify.annotations.NullMarked;
