package io.heliograph.content;

import io.heliograph.identify.ContentHashes;
import io.heliograph.identify.FileType;
import java.util.Optional;

/**
 * What was stored.
 *
 * @param type empty when it was not asked for
 */
public record StoredContent(ContentHashes hashes, Optional<FileType> type) {}
