package io.heliograph.ipni.fuzz;

import io.heliograph.ipni.IpniException;
import io.heliograph.ipni.IpniLimits;
import io.heliograph.ipni.dag.DagInput;
import io.heliograph.ipni.dag.DagReader;
import io.heliograph.ipni.dag.DagValue;
import io.heliograph.ipni.multiformat.Codec;
import java.util.Arrays;

/**
 * Fuzz target: both codecs; a document is canonical exactly when writing what was read gives it.
 */
public final class DocumentFuzzer {
  private DocumentFuzzer() {}

  /** Called by the fuzzer: the first byte picks the codec. */
  public static void fuzzerTestOneInput(byte[] input) {
    if (input.length == 0) {
      return;
    }
    Codec codec = (input[0] & 1) == 0 ? Codec.DAG_JSON : Codec.DAG_CBOR;
    byte[] body = Arrays.copyOfRange(input, 1, input.length);
    DagReader reader = DagReader.of(codec, new DagInput(body), IpniLimits.DEFAULT);
    try {
      DagValue value = DagValue.read(reader);
      if ((reader.deviation() == null) != Arrays.equals(value.encode(codec), body)) {
        throw new AssertionError("canonical or not: " + reader.deviation());
      }
    } catch (IpniException refused) {
      return;
    } catch (IllegalArgumentException numberThatIsNotWritten) {
      return;
    }
  }
}
