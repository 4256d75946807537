package io.heliograph.cli.record;

import io.heliograph.cli.hub.HubException;
import io.heliograph.record.Bytes;
import io.heliograph.record.RecordForm;
import io.heliograph.record.SignedRecord;
import io.heliograph.record.rule.RecordRules;
import io.heliograph.record.sign.Draft;
import io.heliograph.record.sign.SigningException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A command that makes a record: signs it if a key is given, writes it, says who is missing. */
abstract class Making implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Mixin private SigningOptions signing = new SigningOptions();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Where the record goes; standard output when left out.")
  private @Nullable Path output;

  @Option(names = "--binary", description = "Writes the binary form; JSON when left out.")
  private boolean binary;

  /** The record before it is signed here. */
  abstract SignedRecord made() throws IOException;

  SigningOptions signing() {
    return signing;
  }

  @Override
  public final Integer call() {
    RecordRules rules = new RecordRules();
    try {
      Draft draft = Draft.of(made(), rules);
      if (signing.isGiven()) {
        draft = draft.signedBy(signing.signer(draft.record()), rules);
      }
      write(draft.record());
      report(draft);
      return 0;
    } catch (SigningException e) {
      throw new HubException(e.code().wireName() + ": " + e.getMessage(), e);
    } catch (IOException | IllegalArgumentException e) {
      throw new HubException(String.valueOf(e.getMessage()), e);
    }
  }

  private void write(SignedRecord record) throws IOException {
    byte[] form = (binary ? RecordForm.BINARY : RecordForm.JSON).write(record);
    if (output != null) {
      Files.write(output, form);
    } else if (binary) {
      System.out.write(form);
      System.out.flush();
    } else {
      PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
      out.println(new String(form, StandardCharsets.UTF_8));
      out.flush();
    }
  }

  private void report(Draft draft) {
    PrintWriter err = Objects.requireNonNull(spec).commandLine().getErr();
    err.println("name: " + draft.record().name().hex());
    err.println(
        "signed by "
            + draft.signers().size()
            + " of "
            + draft.record().signingKeys().size()
            + (draft.isComplete() ? "" : "; " + draft.stillWanted() + " more must sign, of:"));
    if (!draft.isComplete()) {
      draft.missing().stream().map(Bytes::hex).forEach(err::println);
    }
    err.flush();
  }
}
