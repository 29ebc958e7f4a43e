/** Notices as plain JSON to an address of one's own. */
@NullMarked
package io.sreagent.integrations.webhook;

import org.jspecify.annotations.NullMarked;
