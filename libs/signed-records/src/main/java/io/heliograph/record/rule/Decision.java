package io.heliograph.record.rule;

import io.heliograph.record.RecordException;
import io.heliograph.record.ResultCode;
import org.jspecify.annotations.Nullable;

/** What becomes of a record that somebody hands in. */
public sealed interface Decision {
  /** The answer. */
  ResultCode code();

  /**
   * It is what counts from now on.
   *
   * @param next what to store; the signatures are in the owners' order
   */
  record Accepted(StoredRecord next) implements Decision {
    @Override
    public ResultCode code() {
      return ResultCode.OK;
    }
  }

  /** Nothing changes and nothing is wrong: {@code unchanged} or {@code stale}. */
  record Kept(ResultCode code) implements Decision {}

  /**
   * Its owners signed two things with one version.
   *
   * @param next what to store: both
   * @param proof what shows it to anybody
   */
  record Contested(StoredRecord next, EquivocationProof proof) implements Decision {
    @Override
    public ResultCode code() {
      return ResultCode.CONFLICT;
    }
  }

  /**
   * Nothing changes.
   *
   * @param reason one sentence for people, without payload
   * @param storedVersion the version that is stored, without sign; null when there is none, or it
   *     was not looked at
   */
  record Refused(ResultCode code, String reason, @Nullable Long storedVersion)
      implements Decision {}

  /** The answer to what could not be read. */
  static Decision refused(RecordException unread) {
    return new Refused(unread.code(), String.valueOf(unread.getMessage()), null);
  }
}
