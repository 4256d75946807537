/**
 * Encryption of large values, with what the JDK brings: AES-256-GCM with a key and nonce for each
 * chunk, the content key wrapped for each recipient by HPKE (RFC 9180).
 */
@NullMarked
package io.heliograph.record.seal;

import org.jspecify.annotations.NullMarked;
