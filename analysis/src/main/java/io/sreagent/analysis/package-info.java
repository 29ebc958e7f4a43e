@org.jspecify.annotations.NullMarked
package io.sreagent.analysis;
