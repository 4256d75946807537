/**
 * Kafka, Redis and PostgreSQL as real child processes, for tests and for the launcher. Called from
 * outside: {@link LocalStack}, its options and its servers; {@link Child} for processes of other
 * kinds.
 */
@NullMarked
package io.heliograph.local;

import org.jspecify.annotations.NullMarked;
