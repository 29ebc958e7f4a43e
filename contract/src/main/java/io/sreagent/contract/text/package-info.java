/** What is asked of text by all who read what people wrote. */
@NullMarked
package io.sreagent.contract.text;

import org.jspecify.annotations.NullMarked;
