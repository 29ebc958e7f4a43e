/** Log lines out of plain files on this machine. */
@NullMarked
package io.sreagent.integrations.files;

import org.jspecify.annotations.NullMarked;
