/**
 * YAML files that people write: every mistake is told with its file, line and key, all of them at
 * once.
 */
@NullMarked
package io.sreagent.contract.yaml;

import org.jspecify.annotations.NullMarked;
