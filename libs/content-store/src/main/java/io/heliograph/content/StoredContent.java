package io.heliograph.content;

import io.heliograph.identify.ContentHashes;
import io.heliograph.identify.FileType;
import java.util.Optional;

/**
 * What was stored.
 *
 * @param type empty when nobody wanted to know
 */
public record StoredContent(ContentHashes hashes, Optional<FileType> type) {}
