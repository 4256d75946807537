package io.heliograph.ipni.key;

import java.nio.charset.StandardCharsets;

/**
 * What an envelope is for.
 *
 * @param domain is signed, but stands in no envelope
 * @param payloadType is signed and stands in the envelope
 */
public record EnvelopePurpose(String domain, String payloadType) {
  byte[] payloadTypeBytes() {
    return payloadType.getBytes(StandardCharsets.UTF_8);
  }
}
