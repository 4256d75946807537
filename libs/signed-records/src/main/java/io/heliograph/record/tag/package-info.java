/**
 * The reserved tags 20001 to 20008: their identifiers, and the data of withdrawals. The JSON Schema
 * of each tag's data is in {@code docs/protocol/schemas}.
 */
@NullMarked
package io.heliograph.record.tag;

import org.jspecify.annotations.NullMarked;
