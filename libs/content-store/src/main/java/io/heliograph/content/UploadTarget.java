package io.heliograph.content;

/**
 * Where an upload is to go, and what the client says of it.
 *
 * @param expectedSha256 what the client says that it sends, or empty
 * @param skipIdentify whether size and SHA-256 are enough
 */
public record UploadTarget(
    String source, String label, String expectedSha256, boolean skipIdentify) {}
