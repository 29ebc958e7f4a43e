/**
 * The web pages: rendered here, kept fresh in the browser by server-sent events. They read stores
 * and hand people's answers to the pipeline; they know nothing of the REST API.
 */
@NullMarked
package io.sreagent.ui;

import org.jspecify.annotations.NullMarked;
