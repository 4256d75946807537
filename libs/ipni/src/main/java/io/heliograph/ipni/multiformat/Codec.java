package io.heliograph.ipni.multiformat;

/** The codecs that the federation knows; a link may name others, which nobody here decodes. */
public enum Codec {
  /** Bytes that are nothing more. */
  RAW(0x55),
  /** IPFS files; the codec of every CID of version 0. */
  DAG_PB(0x70),
  /** Canonical CBOR. */
  DAG_CBOR(0x71),
  /** Peer ids in the form of a CID. */
  LIBP2P_KEY(0x72),
  /** Canonical JSON. */
  DAG_JSON(0x0129);

  private final long code;

  Codec(long code) {
    this.code = code;
  }

  /** The number in the table of multicodec. */
  public long code() {
    return code;
  }
}
