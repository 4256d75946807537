package io.heliograph.migration;

import io.heliograph.event.Topics;
import io.heliograph.event.source.Sources;
import java.time.InstantSource;

/**
 * What says how copies look.
 *
 * @param topics of the hub
 * @param sources that the hub knows
 * @param eventBytesMax the largest event as JSON
 * @param clock the hub's
 */
public record RecordFormats(
    Topics topics, Sources sources, int eventBytesMax, InstantSource clock) {}
