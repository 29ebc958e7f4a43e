/**
 * Log files and questions about logs: opening what is compressed, analysis in constant memory, the
 * language of questions. Used by the command line and by the API alike.
 */
@NullMarked
package io.sreagent.logs;

import org.jspecify.annotations.NullMarked;
