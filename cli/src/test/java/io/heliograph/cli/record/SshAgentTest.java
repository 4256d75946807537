package io.heliograph.cli.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.record.Bytes;
import io.heliograph.record.ResultCode;
import io.heliograph.record.SignedRecord;
import io.heliograph.record.rule.RecordRules;
import io.heliograph.record.sign.Draft;
import io.heliograph.record.sign.NextVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With the ssh-agent of openssh-client, as a process of its own. */
@Tag("openssh")
class SshAgentTest {
  @TempDir Path folder;

  private Path socket = Path.of("");
  private Process agent;

  @BeforeEach
  void start() throws IOException {
    socket = folder.resolve("agent");
    agent = process("ssh-agent", "-D", "-a", socket.toString()).start();
    Awaitility.await().until(() -> Files.exists(socket));
  }

  @AfterEach
  void stop() throws InterruptedException {
    agent.destroy();
    agent.waitFor();
  }

  @Test
  void shouldSignWhenTheAgentHoldsTheKey() throws Exception {
    Bytes key = added("ed25519");
    added("ecdsa");
    Bytes other = added("ed25519");
    SshAgent client = new SshAgent(socket);
    SignedRecord record =
        NextVersion.create(
            1, Bytes.of(new byte[64]), Bytes.of(new byte[100_000]), List.of(key, other));
    RecordRules rules = new RecordRules();

    assertThat(client.keys()).containsExactly(key, other);
    Draft draft =
        Draft.of(record, rules)
            .signedBy(client.signer(other), rules)
            .signedBy(client.signer(key), rules);
    assertThat(rules.check(draft.record()).code()).isEqualTo(ResultCode.OK);
    assertThat(draft.missing()).isEmpty();
  }

  @Test
  void shouldSayWhyWhenTheAgentDoesNotSign() throws Exception {
    SshAgent client = new SshAgent(socket);

    assertThat(client.keys()).isEmpty();
    assertThatThrownBy(() -> client.signer(Bytes.of(new byte[32])).sign(new byte[1]))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("refuses");
    assertThatThrownBy(() -> new SshAgent(folder.resolve("none")).keys())
        .isInstanceOf(IOException.class);
  }

  /** The public key of a new one. */
  private Bytes added(String kind) throws Exception {
    Path file = Files.createTempDirectory(folder, "key").resolve("id");
    done("ssh-keygen", "-q", "-t", kind, "-N", "", "-f", file.toString());
    done("ssh-add", "-q", file.toString());
    String[] words = Files.readString(Path.of(file + ".pub"), StandardCharsets.US_ASCII).split(" ");
    byte[] blob = Base64.getDecoder().decode(words[1]);
    return Bytes.of(blob, blob.length - 32, blob.length);
  }

  private void done(String... command) throws Exception {
    Process process = process(command).start();
    assertThat(process.waitFor()).as(String.join(" ", command)).isZero();
  }

  private ProcessBuilder process(String... command) {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("output").toFile());
    builder.environment().put("SSH_AUTH_SOCK", socket.toString());
    return builder;
  }
}
