/** Log lines out of Elasticsearch and OpenSearch. */
@NullMarked
package io.sreagent.integrations.elastic;

import org.jspecify.annotations.NullMarked;
