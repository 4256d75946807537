package io.heliograph.coordinator.cursor;

import java.util.UUID;

/**
 * Names a cursor.
 *
 * @param lane 0, or the attempt that this cursor of the error queue waits for
 */
public record CursorKey(String pluginKey, Queue queue, int lane, UUID topicId, int partition) {}
