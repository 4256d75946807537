package io.heliograph.identify;

/**
 * The size and the hashes of one content, as lower-case hexadecimal text (contract dispatcher.md
 * part 2 section 7).
 *
 * @param ssdeep empty below {@link ContentHasher#SSDEEP_BYTES_MIN} bytes
 * @param tlsh {@code T1} and 70 digits; empty up to {@link ContentHasher#TLSH_BYTES_OVER} bytes and
 *     for contents of too low variance
 */
public record ContentHashes(
    long sizeBytes,
    String md5,
    String sha1,
    String sha256,
    String sha512,
    String ssdeep,
    String tlsh) {}
