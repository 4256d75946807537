/**
 * What signed records cost: checking one, reading its forms, cutting large values. Run {@link
 * io.heliograph.bench.record.RecordBenchmark} with JMH's own main class.
 */
@NullMarked
package io.heliograph.bench.record;

import org.jspecify.annotations.NullMarked;
