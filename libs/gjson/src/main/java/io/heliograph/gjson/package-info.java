/**
 * GJSON paths, compiled once and evaluated over JSON bytes, with the answers of the Go original.
 * Callers use {@link io.heliograph.gjson.Path}, {@link io.heliograph.gjson.Result}, {@link
 * io.heliograph.gjson.Limits} and {@link io.heliograph.gjson.Explanation}.
 */
@NullMarked
package io.heliograph.gjson;

import org.jspecify.annotations.NullMarked;
