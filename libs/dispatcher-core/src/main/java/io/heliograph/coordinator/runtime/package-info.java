/**
 * What the coordinator needs of the process that it runs in: loops, time and waits. Implemented
 * over threads by the service, and over one virtual time by tests.
 */
@NullMarked
package io.heliograph.coordinator.runtime;

import org.jspecify.annotations.NullMarked;
