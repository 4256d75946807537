/**
 * What a GJSON filter costs per event, beside the recorded figures of the Go original. Run {@link
 * io.heliograph.bench.gjson.FilterReport}.
 */
@NullMarked
package io.heliograph.bench.gjson;

import org.jspecify.annotations.NullMarked;
