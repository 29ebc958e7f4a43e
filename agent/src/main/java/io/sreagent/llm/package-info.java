/**
 * Language models, if there are any: providers, fail-over, budgets, masking, and the check that
 * what a model writes rests on facts. It proposes words; nothing it says selects an action.
 */
@NullMarked
package io.sreagent.llm;

import org.jspecify.annotations.NullMarked;
