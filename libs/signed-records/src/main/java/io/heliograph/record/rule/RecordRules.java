package io.heliograph.record.rule;

import io.heliograph.record.Bytes;
import io.heliograph.record.ResultCode;
import io.heliograph.record.SignedRecord;
import io.heliograph.record.Unsigned;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decides what becomes of a record. A pure function of the record and of what is stored: the
 * successor rule, not the time of arrival, decides, so instances that see the same records agree.
 * The first rule that fails is the answer; rules 1 and 2 (form, size) were applied when the record
 * was read. Signatures come last: they are what costs time. Immutable, for any thread.
 */
public final class RecordRules {
  private final Profile profile;
  private final RulePolicy policy;
  private final Verifier verifier;

  /** The federation profile, the default policy, the JDK's verification. */
  public RecordRules() {
    this(Profile.FEDERATION, RulePolicy.DEFAULT, new JdkVerifier());
  }

  /** With everything chosen. */
  public RecordRules(Profile profile, RulePolicy policy, Verifier verifier) {
    this.profile = profile;
    this.policy = policy;
    this.verifier = verifier;
  }

  /**
   * Decides.
   *
   * @param name the name in the request, 128 hexadecimal digits; null when there is none
   * @param stored what is stored under the record's name; null when nothing is
   */
  public Decision decide(
      Operation operation,
      @Nullable String name,
      SignedRecord record,
      @Nullable StoredRecord stored) {
    if (name != null && !name.equals(record.name().hex())) {
      return refused(ResultCode.WRONG_NAME, "name: is that of another tag or identifier", null);
    }
    if (stored != null && !stored.current().name().equals(record.name())) {
      return refused(ResultCode.WRONG_NAME, "name: another record's is stored", null);
    }
    Decision.Refused owners = checkOwners(operation, record);
    if (owners != null) {
      return owners;
    }
    if (operation == Operation.IMPORT) {
      return decideImport(record, stored);
    }
    ResultCode state = StateRules.check(operation, record, stored);
    if (state == ResultCode.UNCHANGED) {
      return new Decision.Kept(state);
    }
    if (state != ResultCode.OK) {
      return refused(state, StateRules.reason(state), stored);
    }
    return checkSignatures(record, stored, true);
  }

  /**
   * Whether a record is good by itself, whatever is stored: form, owners, signatures. What an
   * import asks first, and what anybody asks who reads a record somewhere.
   */
  public Decision check(SignedRecord record) {
    return decide(Operation.IMPORT, null, record, null);
  }

  /** Whether the second may follow the first, as an update or as the tombstone that ends it. */
  public ResultCode isValidSuccessor(SignedRecord stored, SignedRecord next) {
    Operation operation =
        stored.isTombstone()
            ? Operation.PUT
            : next.isTombstone() ? Operation.DELETE : Operation.POST;
    return decide(operation, stored.name().hex(), next, StoredRecord.of(stored, true)).code();
  }

  /** The answer to whoever asks for a name: OK, GONE with the tombstone, or NO_SUCH_DATA. */
  public static ResultCode get(@Nullable StoredRecord stored) {
    if (stored == null) {
      return ResultCode.NO_SUCH_DATA;
    }
    return stored.current().isTombstone() ? ResultCode.GONE : ResultCode.OK;
  }

  /** Whose signatures it has, however few they are. */
  public Signatures signatures(SignedRecord record) {
    return signatures(record, 0);
  }

  private Signatures signatures(SignedRecord record, int threshold) {
    SignatureCheck check = new SignatureCheck(verifier, record, policy.extraVerifications());
    ResultCode code = check.check(record.signatures(), threshold);
    return code == ResultCode.OK
        ? new Signatures(code, check.signers(), record.withSignatures(check.inOwnerOrder()))
        : new Signatures(code, List.of(), record);
  }

  /** How many of its owners must sign it. */
  public int threshold(SignedRecord record) {
    if (profile == Profile.RFC && record.version() == 0 && record.previousOwnerKeys().isEmpty()) {
      return 0;
    }
    return policy.of(record.tagType()).threshold(record.signingKeys().size());
  }

  private Decision.@Nullable Refused checkOwners(Operation operation, SignedRecord record) {
    String wrong = wrongOwners(operation, record);
    if (wrong != null) {
      return refused(ResultCode.INVALID_OWNERS, wrong, null);
    }
    if (operation == Operation.DELETE && !record.isTombstone()) {
      return refused(
          ResultCode.INVALID_TOMBSTONE,
          "record: a tombstone has no data and no owners, but previous owners",
          null);
    }
    return null;
  }

  private @Nullable String wrongOwners(Operation operation, SignedRecord record) {
    List<Bytes> owners = record.ownerKeys();
    boolean mayBeEmpty =
        operation == Operation.DELETE || (operation == Operation.IMPORT && record.isTombstone());
    if (owners.isEmpty() && !mayBeEmpty) {
      return "owner_keys: empty";
    }
    int ownersMin = policy.of(record.tagType()).ownersMin();
    if (!owners.isEmpty() && !record.isFrozen() && owners.size() < ownersMin) {
      return "owner_keys: at least " + ownersMin + " are wanted for this tag";
    }
    if (record.previousOwnerKeys().contains(SignedRecord.NO_OWNER)) {
      return "previous_owner_keys: contains the key that nobody holds";
    }
    if (owners.size() > 1 && owners.contains(SignedRecord.NO_OWNER)) {
      return "owner_keys: the key that nobody holds beside others";
    }
    String wrong = wrongKeys("owner_keys", record.isFrozen() ? List.of() : owners);
    return wrong != null ? wrong : wrongKeys("previous_owner_keys", record.previousOwnerKeys());
  }

  private @Nullable String wrongKeys(String member, List<Bytes> keys) {
    if (keys.size() > policy.ownersMax()) {
      return member + ": " + keys.size() + " keys, at most " + policy.ownersMax() + " are allowed";
    }
    if (new HashSet<>(keys).size() < keys.size()) {
      return member + ": a key stands there twice";
    }
    for (Bytes key : keys) {
      if (!Ed25519.isUsable(key)) {
        return member + ": no usable Ed25519 key: " + key;
      }
    }
    return null;
  }

  private Decision decideImport(SignedRecord record, @Nullable StoredRecord stored) {
    Decision alone = checkSignatures(record, stored, false);
    if (!(alone instanceof Decision.Accepted accepted) || stored == null) {
      return alone;
    }
    SignedRecord current = stored.current();
    int order = Long.compareUnsigned(record.version(), current.version());
    if (order < 0) {
      return new Decision.Kept(ResultCode.STALE);
    }
    if (order == 0) {
      SignedRecord ordered = accepted.next().current();
      return stored.says(record)
          ? new Decision.Kept(ResultCode.UNCHANGED)
          : new Decision.Contested(stored.with(ordered), new EquivocationProof(current, ordered));
    }
    if (!Unsigned.isNext(current.version(), record.version())) {
      return refused(ResultCode.GAP, "version: those between are missing", stored);
    }
    ResultCode state = StateRules.checkNext(record, current);
    return state == ResultCode.OK ? alone : refused(state, StateRules.reason(state), stored);
  }

  /** What is stored stays anchored with its next version; what is created here is. */
  private Decision checkSignatures(
      SignedRecord record, @Nullable StoredRecord stored, boolean anchoredIfNew) {
    int threshold = threshold(record);
    Signatures signatures = signatures(record, threshold);
    if (signatures.code() != ResultCode.OK) {
      return refused(signatures.code(), reason(signatures.code(), record, threshold), stored);
    }
    return new Decision.Accepted(
        StoredRecord.of(signatures.ordered(), stored == null ? anchoredIfNew : stored.anchored()));
  }

  private static String reason(ResultCode code, SignedRecord record, int threshold) {
    return switch (code) {
      case DUPLICATE_SIGNATURES -> "signature: two of one owner";
      case NOT_ENOUGH_SIGNATURES ->
          "signature: "
              + record.signatures().size()
              + " given, "
              + threshold
              + " of "
              + record.signingKeys().size()
              + " owners must sign";
      default -> "signature: one is of no owner, or they are too far from the owners' order";
    };
  }

  private static Decision.Refused refused(
      ResultCode code, String reason, @Nullable StoredRecord stored) {
    return new Decision.Refused(code, reason, stored == null ? null : stored.current().version());
  }
}
