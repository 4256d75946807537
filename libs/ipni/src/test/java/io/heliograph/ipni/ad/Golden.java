package io.heliograph.ipni.ad;

/** Bytes that stand in {@code docs/protocol/ipni.md} too: other versions and other hubs read them. */
final class Golden {
  static final String DELEGATION = "";
  static final String DELEGATION_CID = "bafyreigtghygy4hgaeai6pa4me645c4wcfv7pcd3qwv2agzxbe3xwxcbkq";
  static final String METADATA = "";

  private Golden() {}
}
