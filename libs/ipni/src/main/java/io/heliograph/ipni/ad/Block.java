package io.heliograph.ipni.ad;

import io.heliograph.ipni.IpniException;
import io.heliograph.ipni.IpniLimits;
import io.heliograph.ipni.Verdict;
import io.heliograph.ipni.dag.DagInput;
import io.heliograph.ipni.dag.DagReader;
import io.heliograph.ipni.dag.DagValue;
import io.heliograph.ipni.dag.Fields;
import io.heliograph.ipni.multiformat.Cid;
import io.heliograph.ipni.multiformat.Codec;

/**
 * The way from bytes that came for a CID to members: size, hash over the bytes as they came, parse.
 *
 * @param what the block is, for messages
 */
record Block(byte[] body, Cid cid, String what) {
  /** Refuses a body that is too large or is not the one that was asked for. */
  void require(int bytesMax) {
    if (body.length > bytesMax) {
      throw IpniException.of(
          Verdict.LIMIT_EXCEEDED, what, "must have at most " + bytesMax + " bytes", body.length);
    }
    cid.requireBlock(body);
  }

  /** The members, by the codec of the CID; whether the document is canonical does not matter. */
  Fields members(IpniLimits limits) {
    DagReader reader = DagReader.of(codec(), new DagInput(body), limits);
    return new Fields(DagValue.read(reader), what, Verdict.SCHEMA_VIOLATION);
  }

  private Codec codec() {
    if (cid.is(Codec.DAG_JSON)) {
      return Codec.DAG_JSON;
    }
    if (cid.is(Codec.DAG_CBOR)) {
      return Codec.DAG_CBOR;
    }
    throw IpniException.of(
        Verdict.SCHEMA_VIOLATION, what + " CID", "must be of DAG-JSON or DAG-CBOR", cid);
  }
}
