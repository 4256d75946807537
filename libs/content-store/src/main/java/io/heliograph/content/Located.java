package io.heliograph.content;

import java.time.Instant;

/**
 * A content that is there.
 *
 * @param sizeBytes of the content
 * @param storedBytes of the object; more, when it is sealed
 */
public record Located(StoredName name, long sizeBytes, long storedBytes, Instant modified) {
  static Located of(StoredName name, ContentStore.Found found) {
    return new Located(
        name,
        name.sealed() ? Seal.contentBytes(found.sizeBytes()) : found.sizeBytes(),
        found.sizeBytes(),
        found.modified());
  }
}
