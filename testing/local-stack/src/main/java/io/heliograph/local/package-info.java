/**
 * Kafka, Redis, PostgreSQL and S3 as real child processes, for tests and for the launcher. Called
 * from outside: {@link LocalStack}, its options and its servers; {@link Child}, {@link LogTail} and
 * {@link Folders} serve the launcher.
 */
@NullMarked
package io.heliograph.local;

import org.jspecify.annotations.NullMarked;
