package io.heliograph.record.sign;

import io.heliograph.record.Bytes;
import io.heliograph.record.ResultCode;
import io.heliograph.record.SignedRecord;
import io.heliograph.record.rule.RecordRules;
import io.heliograph.record.rule.Signatures;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A record on its way to enough signatures. A value: adding a signature makes another one. Owners
 * who sign in whatever order reach the same bytes.
 *
 * @param record the record with the signatures that it has, in the owners' order
 * @param signers who signed, in that order
 * @param threshold how many must
 */
public record Draft(SignedRecord record, List<Bytes> signers, int threshold) {
  /** Copies. */
  public Draft {
    signers = List.copyOf(signers);
  }

  /**
   * Of a record with some signatures or none.
   *
   * @throws SigningException when one of them is bad
   */
  public static Draft of(SignedRecord record, RecordRules rules) throws SigningException {
    Signatures signatures = rules.signatures(record);
    if (signatures.code() != ResultCode.OK) {
      throw new SigningException(
          signatures.code(),
          signatures.code() == ResultCode.DUPLICATE_SIGNATURES
              ? "signature: this owner has signed already"
              : "signature: of no owner, or of other bytes");
    }
    return new Draft(signatures.ordered(), signatures.signers(), rules.threshold(record));
  }

  /**
   * With one more signature.
   *
   * @throws SigningException when it is of no owner, or of one who has signed
   */
  public Draft with(Bytes signature, RecordRules rules) throws SigningException {
    List<Bytes> all = new ArrayList<>(record.signatures());
    all.add(signature);
    if (signature.length() != SignedRecord.SIGNATURE_LENGTH) {
      throw new SigningException(
          ResultCode.FAILED_SIGNATURE,
          "signature: 64 bytes wanted, " + signature.length() + " given");
    }
    return of(record.withSignatures(all), rules);
  }

  /**
   * With the signature that this signer makes.
   *
   * @throws SigningException when its key is of no owner, or of one who has signed
   * @throws IOException when it makes none
   */
  public Draft signedBy(Signer signer, RecordRules rules) throws SigningException, IOException {
    return with(Bytes.of(signer.sign(record.signedBytes())), rules);
  }

  /** Who may still sign, in the owners' order. */
  public List<Bytes> missing() {
    return record.signingKeys().stream().filter(key -> !signers.contains(key)).toList();
  }

  /** How many more must sign. */
  public int stillWanted() {
    return Math.max(0, threshold - signers.size());
  }

  /** Whether enough have signed. */
  public boolean isComplete() {
    return stillWanted() == 0;
  }
}
