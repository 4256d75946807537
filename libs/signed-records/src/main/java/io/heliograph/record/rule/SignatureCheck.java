package io.heliograph.record.rule;

import io.heliograph.record.Bytes;
import io.heliograph.record.ResultCode;
import io.heliograph.record.SignedRecord;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Finds the owner of each signature. What costs nothing comes first. Then the keys are tried in
 * their order, beginning behind the last one found and leaving out those that are found already: a
 * record whose signatures are in the owners' order costs at most one verification for each owner,
 * and one more for each when a signature is nobody's. Any other order costs more, within a bound.
 */
final class SignatureCheck {
  private final Verifier verifier;
  private final List<Bytes> keys;
  private final byte[] message;

  /** By key, the signature that it made; null when none is found. */
  private final Bytes[] found;

  private long verificationsLeft;

  SignatureCheck(Verifier verifier, SignedRecord record, int extraVerifications) {
    this.verifier = verifier;
    this.keys = record.signingKeys();
    this.message = record.signedBytes();
    this.found = new Bytes[keys.size()];
    this.verificationsLeft = (long) keys.size() + record.signatures().size() + extraVerifications;
  }

  /** The first rule that the record's signatures break, else OK. */
  ResultCode check(List<Bytes> signatures, int threshold) {
    if (new HashSet<>(signatures).size() < signatures.size()) {
      return ResultCode.DUPLICATE_SIGNATURES;
    }
    if (signatures.size() < threshold) {
      return ResultCode.NOT_ENOUGH_SIGNATURES;
    }
    int next = 0;
    for (Bytes signature : signatures) {
      if (!Ed25519.isCanonical(signature)) {
        return ResultCode.FAILED_SIGNATURE;
      }
      int owner = find(signature, next, false);
      if (owner < 0) {
        return find(signature, next, true) < 0
            ? ResultCode.FAILED_SIGNATURE
            : ResultCode.DUPLICATE_SIGNATURES;
      }
      found[owner] = signature;
      next = owner + 1;
    }
    return ResultCode.OK;
  }

  /** The signatures that were found, in the owners' order. */
  List<Bytes> inOwnerOrder() {
    return owners(true);
  }

  /** The owners whose signatures were found, in their order. */
  List<Bytes> signers() {
    return owners(false);
  }

  private List<Bytes> owners(boolean signatures) {
    return IntStream.range(0, found.length)
        .filter(i -> found[i] != null)
        .mapToObj(i -> signatures ? found[i] : keys.get(i))
        .toList();
  }

  private int find(Bytes signature, int from, boolean among) {
    for (int i = 0; i < found.length; i++) {
      int key = (from + i) % found.length;
      if ((found[key] != null) == among && isBy(key, signature)) {
        return key;
      }
    }
    return -1;
  }

  private boolean isBy(int key, Bytes signature) {
    // Anybody can make a signature of the key that nobody holds: it has none that count.
    if (keys.get(key).equals(SignedRecord.NO_OWNER) || verificationsLeft == 0) {
      return false;
    }
    verificationsLeft--;
    return verifier.verify(keys.get(key).toArray(), message, signature.toArray());
  }
}
