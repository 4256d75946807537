package io.heliograph.record.rule;

import io.heliograph.record.Bytes;
import io.heliograph.record.ResultCode;
import io.heliograph.record.SignedRecord;
import java.util.List;

/**
 * What the signatures of a record say.
 *
 * @param code OK, or the first rule that they break
 * @param signers the owners who signed, in their order; none unless OK
 * @param ordered the record with its signatures in that order; as it was unless OK
 */
public record Signatures(ResultCode code, List<Bytes> signers, SignedRecord ordered) {
  /** Copies. */
  public Signatures {
    signers = List.copyOf(signers);
  }
}
