package io.heliograph.dispatcher.content;

/**
 * Where an upload is to go.
 *
 * @param expectedSha256 what the client says that it sends, or empty
 */
record ContentPlace(String source, String label, String expectedSha256) {}
