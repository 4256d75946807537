/**
 * Kafka, Redis and PostgreSQL as real child processes, for tests and for the launcher. Called from
 * outside: {@link LocalStack}, its options and its servers; everything else is internal.
 */
@NullMarked
package io.heliograph.local;

import org.jspecify.annotations.NullMarked;
