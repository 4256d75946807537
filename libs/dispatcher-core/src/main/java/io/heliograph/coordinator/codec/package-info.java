/**
 * The one binary form of what the coordinator stores and sends: numbers, texts, a version in front.
 */
@NullMarked
package io.heliograph.coordinator.codec;

import org.jspecify.annotations.NullMarked;
