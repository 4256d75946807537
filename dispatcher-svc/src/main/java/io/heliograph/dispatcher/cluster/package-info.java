/**
 * The other replicas over HTTP: which are present, what each has ready, and events taken from one
 * for a fetch that another serves (docs/protocol/replicas.md). Wired by {@code node}.
 */
@NullMarked
package io.heliograph.dispatcher.cluster;

import org.jspecify.annotations.NullMarked;
