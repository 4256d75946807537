package io.heliograph.content;

import java.time.Instant;

/**
 * An existing content.
 *
 * @param sizeBytes of the content
 * @param storedBytes of the object; more, when it is sealed
 */
public record ContentLocation(StoredName name, long sizeBytes, long storedBytes, Instant modified) {
  static ContentLocation of(StoredName name, ContentStore.Found found) {
    return new ContentLocation(
        name,
        name.sealed() ? ContentCipher.contentBytes(found.sizeBytes()) : found.sizeBytes(),
        found.sizeBytes(),
        found.modified());
  }
}
