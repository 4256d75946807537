package io.heliograph.cli.record;

import io.heliograph.record.Bytes;
import io.heliograph.record.ResultCode;
import io.heliograph.record.SignedRecord;
import io.heliograph.record.Unsigned;
import io.heliograph.record.rule.Decision;
import io.heliograph.record.rule.JdkVerifier;
import io.heliograph.record.rule.Operation;
import io.heliograph.record.rule.Profile;
import io.heliograph.record.rule.RecordRules;
import io.heliograph.record.rule.RulePolicy;
import io.heliograph.record.rule.StoredRecord;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Checks a record, alone or as the successor of another. */
@Command(
    name = "verify",
    description = {
      "Checks a record as an import does, or with --op as that operation; asks no service.",
      "Of a bundle, every record is checked after those before it.",
      "Exit code: 0 it is good, 1 it is not."
    },
    mixinStandardHelpOptions = true)
final class VerifyCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Parameters(
      index = "0",
      paramLabel = "RECORD",
      description = "The record, or a bundle; - is standard input, with one record.")
  private Path record = Path.of("");

  @Option(names = "--after", paramLabel = "RECORD", description = "What is stored under its name.")
  private @Nullable Path stored;

  @Option(names = "--name", paramLabel = "HEX", description = "The name that it must have.")
  private @Nullable String name;

  @Option(
      names = "--op",
      paramLabel = "OP",
      description = "put, post, delete or import; import when left out.")
  private Operation operation = Operation.IMPORT;

  @Option(
      names = "--profile",
      paramLabel = "PROFILE",
      description = "federation or rfc; federation when left out.")
  private Profile profile = Profile.FEDERATION;

  @Override
  public Integer call() {
    RecordRules rules = new RecordRules(profile, RulePolicy.DEFAULT, new JdkVerifier());
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    if (BundleCheck.isBundle(record)) {
      boolean good = new BundleCheck(rules, out).isGood(record);
      out.flush();
      return good ? 0 : 1;
    }
    SignedRecord read = RecordFiles.read(record);
    StoredRecord before = stored == null ? null : StoredRecord.of(RecordFiles.read(stored), true);
    Decision decision = rules.decide(operation, name, read, before);
    out.println("result: " + decision.code().wireName());
    if (decision instanceof Decision.Refused refused) {
      out.println("reason: " + refused.reason());
    }
    out.println("name: " + read.name().hex());
    out.println("tag: " + Unsigned.text(read.tagType()));
    out.println("version: " + Unsigned.text(read.version()));
    if (decision instanceof Decision.Accepted accepted) {
      out.println("record id: " + accepted.next().current().recordId().hex());
      for (Bytes signer : rules.signatures(read).signers()) {
        out.println("signed by: " + signer.hex());
      }
    }
    out.flush();
    return decision.code().isRefusal() || decision.code() == ResultCode.CONFLICT ? 1 : 0;
  }
}
