package io.heliograph.record;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What can be said of a record that somebody hands in. The first rule that fails gives the answer,
 * so the order of the rules, not that of the constants, decides between several.
 */
public enum ResultCode {
  /** Accepted: it is what is stored from now on. */
  OK(200, null),
  /** Exactly this is stored already. */
  UNCHANGED(200, null),
  /** An import of a version below the stored one. */
  STALE(200, null),
  /** An import of a version above the next one: those between are missing. */
  GAP(409, VaultError.INVALID_SUCCESSOR),
  /** An import of the stored version with other signed bytes: both are stored, as evidence. */
  CONFLICT(409, VaultError.INVALID_SUCCESSOR),
  /** Neither of the two forms. */
  MALFORMED(400, VaultError.INVALID_OPERATION),
  /** Over the size cap. */
  DATA_TOO_LARGE(413, VaultError.DATA_TOO_LARGE),
  /** The request names another record. */
  WRONG_NAME(422, VaultError.INVALID_OPERATION),
  /** Owners missing, repeated, too many, or keys that nobody can sign with. */
  INVALID_OWNERS(422, VaultError.INVALID_OPERATION),
  /** A deletion that keeps data or owners, or names no previous owners. */
  INVALID_TOMBSTONE(422, VaultError.INVALID_OPERATION),
  /** A creation where a record lives. */
  DATA_EXISTS(409, VaultError.DATA_EXISTS),
  /** No record of that name. */
  NO_SUCH_DATA(404, VaultError.NO_SUCH_DATA),
  /** The record was deleted; the tombstone is the answer. */
  GONE(410, VaultError.NO_SUCH_DATA),
  /** An update or a deletion of what was deleted. */
  INVALID_OPERATION(409, VaultError.INVALID_OPERATION),
  /** A creation with another version than 0. */
  INVALID_VERSION(409, VaultError.INVALID_OPERATION),
  /** A creation that names previous owners. */
  UNEXPECTED_PREVIOUS_OWNERS(409, VaultError.INVALID_OPERATION),
  /** The record belongs to nobody and never changes again. */
  FROZEN(403, VaultError.INVALID_SUCCESSOR),
  /** Not the version after the stored one. */
  VERSION_MISMATCH(409, VaultError.INVALID_SUCCESSOR),
  /** Other owners without naming the previous ones. */
  OWNER_MISMATCH(409, VaultError.INVALID_SUCCESSOR),
  /** The previous owners are not the stored ones, in their order. */
  PREVIOUS_OWNER_MISMATCH(409, VaultError.INVALID_SUCCESSOR),
  /** Two signatures of one owner. */
  DUPLICATE_SIGNATURES(409, VaultError.INVALID_SUCCESSOR),
  /** Fewer signatures than the threshold. */
  NOT_ENOUGH_SIGNATURES(409, VaultError.INVALID_SUCCESSOR),
  /** A signature that is none of an owner. */
  FAILED_SIGNATURE(409, VaultError.INVALID_SUCCESSOR);

  private final int httpStatus;
  private final @Nullable VaultError vaultError;

  ResultCode(int httpStatus, @Nullable VaultError vaultError) {
    this.httpStatus = httpStatus;
    this.vaultError = vaultError;
  }

  /** The code as it stands in answers, such as {@code data_exists}. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The status of an HTTP answer that says this; a creation may say 201 for {@link #OK}. */
  public int httpStatus() {
    return httpStatus;
  }

  /** The error as the original vault calls it; null where nothing was refused. */
  public @Nullable VaultError vaultError() {
    return vaultError;
  }

  /** Whether the record was refused and nothing changed. */
  public boolean isRefusal() {
    return vaultError != null && this != CONFLICT;
  }

  /** The error names of the original vault that have a meaning here. */
  public enum VaultError {
    /** DataExists. */
    DATA_EXISTS("DataExists"),
    /** NoSuchData. */
    NO_SUCH_DATA("NoSuchData"),
    /** DataTooLarge. */
    DATA_TOO_LARGE("DataTooLarge"),
    /** InvalidSuccessor: every rule about successors and signatures. */
    INVALID_SUCCESSOR("InvalidSuccessor"),
    /** InvalidOperation. */
    INVALID_OPERATION("InvalidOperation");

    private final String wireName;

    VaultError(String wireName) {
      this.wireName = wireName;
    }

    /** The name as it stands in answers. */
    public String wireName() {
      return wireName;
    }
  }
}
