package io.heliograph.cli.record;

import io.heliograph.cli.UnreadableFile;
import io.heliograph.cli.hub.HubException;
import io.heliograph.record.Bytes;
import io.heliograph.record.RecordBundle;
import io.heliograph.record.RecordException;
import io.heliograph.record.ResultCode;
import io.heliograph.record.SignedRecord;
import io.heliograph.record.Unsigned;
import io.heliograph.record.rule.Decision;
import io.heliograph.record.rule.Operation;
import io.heliograph.record.rule.RecordRules;
import io.heliograph.record.rule.StoredRecord;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Imports a bundle into nothing, one record after the other, and says what became of each. */
final class BundleCheck {
  private final RecordRules rules;
  private final PrintWriter out;

  /** What counts of each name; as large as the bundle at most. */
  private final Map<Bytes, StoredRecord> stored = new HashMap<>();

  BundleCheck(RecordRules rules, PrintWriter out) {
    this.rules = rules;
    this.out = out;
  }

  /** Whether a file is a bundle; of what is no file it is not known. */
  static boolean isBundle(Path file) {
    if (!Files.isRegularFile(file)) {
      return false;
    }
    try (InputStream in = Files.newInputStream(file)) {
      return RecordBundle.isBundle(in.readNBytes(4));
    } catch (IOException e) {
      throw UnreadableFile.of(file.toString(), e);
    }
  }

  /** Whether all of it is good. */
  boolean isGood(Path file) {
    boolean good = true;
    try (RecordBundle.Reader reader =
        new RecordBundle.Reader(new BufferedInputStream(Files.newInputStream(file)))) {
      for (SignedRecord next = reader.next(); next != null; next = reader.next()) {
        good &= isTaken(next);
      }
      return good;
    } catch (RecordException e) {
      throw new HubException(file + ": " + e.code().wireName() + ": " + e.getMessage(), e);
    } catch (IOException e) {
      throw UnreadableFile.of(file.toString(), e);
    }
  }

  private boolean isTaken(SignedRecord record) {
    Bytes name = record.name();
    Decision decision = rules.decide(Operation.IMPORT, null, record, stored.get(name));
    out.println(
        decision.code().wireName()
            + " "
            + name.hex()
            + " version "
            + Unsigned.text(record.version()));
    return switch (decision) {
      case Decision.Accepted(StoredRecord next) -> {
        stored.put(name, next);
        yield true;
      }
      case Decision.Contested(StoredRecord next, var _) -> {
        stored.put(name, next);
        yield false;
      }
      case Decision.Kept(ResultCode _) -> true;
      case Decision.Refused _ -> false;
    };
  }
}
