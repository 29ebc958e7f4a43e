/** Telling people: from what happens to an incident to a message under way. */
@NullMarked
package io.sreagent.notify;

import org.jspecify.annotations.NullMarked;
