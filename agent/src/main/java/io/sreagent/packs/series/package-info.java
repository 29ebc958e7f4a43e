/** Reads recorded series that people bring, whatever their spreadsheet looks like. */
@NullMarked
package io.sreagent.packs.series;

import org.jspecify.annotations.NullMarked;
