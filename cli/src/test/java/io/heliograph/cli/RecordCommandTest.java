package io.heliograph.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.record.Bytes;
import io.heliograph.record.RecordForm;
import io.heliograph.record.SignedRecord;
import io.heliograph.record.key.KeyFile;
import io.heliograph.record.key.OwnerKeyPair;
import io.heliograph.record.sign.PrivateKeySigner;
import io.heliograph.record.tag.ReservedTag;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records from their making to their end, with keys in files and behind a command. */
class RecordCommandTest {
  @TempDir Path folder;

  private final StringWriter errors = new StringWriter();
  private final StringWriter output = new StringWriter();

  @BeforeEach
  void password() throws IOException {
    Files.writeString(folder.resolve("password"), "correct horse\n");
  }

  @Test
  void shouldLeadARecordThroughItsLifeWhenOwnersHaveKeyFiles() throws Exception {
    String ann = key("ann");
    String bob = key("bob");
    Files.writeString(folder.resolve("data"), "{\"v\":0}");

    run(0, "new", "--tag", "1000", "--data", file("data"), "--key", file("ann"), "-o", file("v0"));
    assertThat(errors.toString()).contains("signed by 1 of 1").doesNotContain("more must");
    run(0, "verify", file("v0"), "--op", "put");
    assertThat(output.toString()).contains("result: ok", "version: 0", "signed by: " + ann);

    run(0, "update", file("v0"), "--key", file("ann"), "-o", file("v1"), "--binary");
    run(0, "verify", file("v1"), "--after", file("v0"), "--op", "post");
    run(0, "transfer", file("v1"), "--owner", bob, "--key", file("ann"), "-o", file("v2"));
    run(0, "verify", file("v2"), "--after", file("v1"));
    run(0, "tombstone", file("v2"), "--key", file("bob"), "-o", file("v3"));
    run(0, "verify", file("v3"), "--after", file("v2"), "--op", "delete");
    run(0, "update", file("v3"), "--key", file("bob"), "-o", file("v4"));
    run(0, "verify", file("v4"), "--after", file("v3"), "--op", "put");
    run(0, "transfer", file("v4"), "--freeze", "--key", file("bob"), "-o", file("v5"));

    SignedRecord last = read("v5");
    assertThat(last.isFrozen()).isTrue();
    assertThat(last.version()).isEqualTo(5);
    run(1, "verify", file("v2"), "--after", file("v0"));
    assertThat(output.toString()).contains("result: gap");
    run(1, "update", file("v5"));
    assertThat(errors.toString()).contains("belongs to nobody");
  }

  @Test
  void shouldTellWhoIsMissingUntilEnoughHaveSigned() throws Exception {
    String ann = key("ann");
    String bob = key("bob");
    String eve = key("eve");

    run(
        0,
        "new",
        "--tag",
        "20003",
        "--label",
        "feed",
        "--owner",
        ann,
        "--owner",
        bob,
        "--owner",
        eve,
        "-o",
        file("draft"));
    assertThat(errors.toString()).contains("signed by 0 of 3; 2 more must sign", ann, bob, eve);
    assertThat(read("draft").identifier())
        .isEqualTo(ReservedTag.SOURCE.identifier(Bytes.ofHex(ann), "feed"));
    run(0, "sign", file("draft"), "--key", file("eve"), "-o", file("draft"));
    assertThat(errors.toString()).contains("1 more must sign", ann, bob).doesNotContain(eve);
    run(1, "verify", file("draft"));
    assertThat(output.toString()).contains("result: not_enough_signatures", "1 given, 2 of 3");
    run(1, "sign", file("draft"), "--key", file("eve"));
    assertThat(errors.toString()).startsWith("duplicate_signatures: ");
    run(0, "sign", file("draft"), "--key", file("ann"), "-o", file("draft"));
    assertThat(errors.toString()).contains("signed by 2 of 3").doesNotContain("more must");
    run(0, "verify", file("draft"));
    assertThat(output.toString()).contains("signed by: " + ann + "\nsigned by: " + eve);

    key("stranger");
    run(1, "sign", file("draft"), "--key", file("stranger"));
    assertThat(errors.toString()).startsWith("failed_signature: ");
  }

  @Test
  void shouldSignWithACommandWhenItGivesASignature() throws Exception {
    OwnerKeyPair pair = OwnerKeyPair.generate();
    run(0, "new", "--tag", "7", "--owner", pair.publicKey().hex(), "-o", file("draft"));
    byte[] wanted = read("draft").signedBytes();
    Files.write(folder.resolve("signature"), new PrivateKeySigner(pair.privateKey()).sign(wanted));

    String command = "cat > " + file("asked") + "; cat " + file("signature");
    run(0, "sign", file("draft"), "--signer", command, "-o", file("signed"));

    assertThat(Files.readAllBytes(folder.resolve("asked"))).isEqualTo(wanted);
    run(0, "verify", file("signed"), "--op", "put");
    run(1, "sign", file("draft"), "--signer", "exit 3");
    assertThat(errors.toString()).startsWith("the signer failed with exit code 3");
    run(1, "sign", file("draft"), "--signer", "echo no");
    assertThat(errors.toString()).startsWith("the signer gave 3 bytes");
    run(1, "sign", file("draft"), "--signer", "head -c 9999 /dev/zero");
    assertThat(errors.toString()).startsWith("the signer gives more than a signature");
  }

  @Test
  void shouldCheckABundleWhenThereIsNoNetwork() throws Exception {
    key("ann");
    run(0, "new", "--tag", "1", "--key", file("ann"), "-o", file("v0"));
    run(0, "update", file("v0"), "--key", file("ann"), "-o", file("v1"));
    run(0, "new", "--tag", "2", "--key", file("ann"), "-o", file("other"));

    run(0, "bundle", file("v0"), file("v1"), file("other"), "-o", file("bundle"));
    run(0, "verify", file("bundle"));
    assertThat(output.toString().lines())
        .hasSize(3)
        .allSatisfy(line -> assertThat(line).startsWith("ok "));

    byte[] bundle = Files.readAllBytes(folder.resolve("bundle"));
    bundle[bundle.length - 20] ^= 1;
    Files.write(folder.resolve("bundle"), bundle);
    run(1, "verify", file("bundle"));
    assertThat(output.toString()).contains("failed_signature " + read("other").name().hex());
    Files.write(folder.resolve("bundle"), Arrays.copyOf(bundle, bundle.length - 1));
    run(1, "verify", file("bundle"));
    assertThat(errors.toString()).contains("malformed: bundle: ends too early, after 3 records");
  }

  @Test
  void shouldShowTheSamePublicKeyWhenAKeyIsThere() throws Exception {
    run(0, "key", file("ann"), "--password-file", file("password"));
    String made = output.toString();

    run(0, "key", file("ann"), "--password-file", file("password"));
    assertThat(output.toString()).isEqualTo(made).hasSize(65);
    Files.writeString(folder.resolve("password"), "another one");
    run(1, "key", file("ann"), "--password-file", file("password"));
    assertThat(errors.toString()).contains("another password");
    Files.writeString(folder.resolve("password"), "short");
    run(1, "key", file("new"), "--password-file", file("password"));
    assertThat(errors.toString()).contains("at least 8 characters");
    assertThat(folder.resolve("new")).doesNotExist();
  }

  @Test
  void shouldSayWhatIsWrongWhenARecordCannotBeMade() throws Exception {
    String ann = key("ann");
    Files.writeString(folder.resolve("data"), "{\"label\":\"other\"}");

    run(1, "new", "--tag", "1");
    assertThat(errors.toString()).startsWith("who owns it?");
    run(1, "new", "--tag", "01", "--owner", ann);
    assertThat(errors.toString()).startsWith("--tag: not a decimal number");
    run(1, "new", "--tag", "1", "--owner", "00");
    assertThat(errors.toString()).startsWith("--owner: a key has 64");
    run(1, "new", "--tag", "1", "--owner", ann, "--label", "x");
    assertThat(errors.toString()).startsWith("--label: only for tags 20001");
    run(1, "new", "--tag", "20001", "--owner", ann);
    assertThat(errors.toString()).startsWith("--label is wanted");
    run(1, "new", "--tag", "20003", "--owner", ann, "--label", "x", "--data", file("data"));
    assertThat(errors.toString()).startsWith("--label: the data say label other");
    run(1, "new", "--tag", "20005", "--owner", ann, "--label", "x", "--data", file("data"));
    assertThat(errors.toString()).startsWith("entries: no list");
    run(1, "new", "--tag", "1", "--owner", ann, "--identifier", "00");
    assertThat(errors.toString()).startsWith("identifier: 64 bytes wanted");
    run(1, "verify", file("data"));
    assertThat(errors.toString()).contains("malformed: record: data is missing");
    run(1, "verify", file("none"));
    assertThat(errors.toString()).contains("no such file");
    run(1, "sign", file("data"));
    assertThat(errors.toString()).startsWith("which key signs?");
    run(2, "new", "--tag", "1", "--key", file("ann"), "--signer", "cat");
  }

  private SignedRecord read(String name) throws IOException {
    return RecordForm.JSON.read(Files.readAllBytes(folder.resolve(name)));
  }

  private String file(String name) {
    return folder.resolve(name).toString();
  }

  /** The public key of a new one in a file of that name, quick to open. */
  private String key(String name) throws IOException {
    OwnerKeyPair pair = OwnerKeyPair.generate();
    KeyFile.write(folder.resolve(name), pair, "correct horse".toCharArray(), 1000);
    return pair.publicKey().hex();
  }

  private void run(int expected, String... arguments) {
    errors.getBuffer().setLength(0);
    output.getBuffer().setLength(0);
    List<String> all = new ArrayList<>(List.of("record"));
    all.addAll(List.of(arguments));
    if (all.contains("--key")) {
      all.addAll(List.of("--password-file", file("password")));
    }
    int exitCode =
        Main.commandLine()
            .setErr(new PrintWriter(errors, true))
            .setOut(new PrintWriter(output, true))
            .execute(all.toArray(String[]::new));
    assertThat(exitCode).as("%s: %s", all, errors).isEqualTo(expected);
  }
}
