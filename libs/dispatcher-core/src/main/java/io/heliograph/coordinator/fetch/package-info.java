/**
 * Fetches: one session each, which asks the providers of events, queue by queue, until its answer
 * is full, and settles what became of it.
 */
@NullMarked
package io.heliograph.coordinator.fetch;

import org.jspecify.annotations.NullMarked;
