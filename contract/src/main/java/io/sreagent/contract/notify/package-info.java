/** What people are told, and how it reaches them. */
@NullMarked
package io.sreagent.contract.notify;

import org.jspecify.annotations.NullMarked;
