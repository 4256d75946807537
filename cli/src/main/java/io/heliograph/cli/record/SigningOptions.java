package io.heliograph.cli.record;

import io.heliograph.cli.hub.HubException;
import io.heliograph.record.Bytes;
import io.heliograph.record.SignedRecord;
import io.heliograph.record.key.KeyFile;
import io.heliograph.record.key.OwnerKeyPair;
import io.heliograph.record.sign.PrivateKeySigner;
import io.heliograph.record.sign.Signer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** With which key a record is signed. */
final class SigningOptions {
  @ArgGroup private @Nullable Where where;

  @Option(
      names = "--password-file",
      paramLabel = "FILE",
      description = "Holds the key's password; else HELIOGRAPH_KEY_PASSWORD, or typed in.")
  private @Nullable Path passwordFile;

  private @Nullable OwnerKeyPair pair;

  /** One place at most. */
  static final class Where {
    @Option(
        names = "--key",
        paramLabel = "FILE",
        description = "Signs with the key in this encrypted file.")
    private @Nullable Path keyFile;

    @Option(
        names = "--signer",
        paramLabel = "CMD",
        description =
            "Signs with this command: bytes on its input, 64 bytes of signature on its output.")
    private @Nullable String command;

    @Option(
        names = "--agent",
        arity = "0..1",
        fallbackValue = "",
        paramLabel = "KEY",
        description =
            "Signs with a key in ssh-agent; which one is told by the owners, or by its public key.")
    private @Nullable String agentKey;
  }

  /** Whether there is one. */
  boolean isGiven() {
    return where != null;
  }

  /** The public key, where it is known before something is signed; else null. */
  @Nullable Bytes publicKey() throws IOException {
    if (where == null || where.command != null) {
      return null;
    }
    if (where.keyFile != null) {
      return pair(where.keyFile).publicKey();
    }
    return where.agentKey == null || where.agentKey.isEmpty()
        ? null
        : RecordFiles.key("--agent", where.agentKey);
  }

  /** What signs this record. */
  Signer signer(SignedRecord record) throws IOException {
    if (where == null) {
      throw new HubException("which key signs? --key FILE, --agent or --signer CMD");
    }
    if (where.keyFile != null) {
      return new PrivateKeySigner(pair(where.keyFile).privateKey());
    }
    return where.command != null ? new CommandSigner(where.command) : agentSigner(record);
  }

  private OwnerKeyPair pair(Path file) throws IOException {
    if (pair == null) {
      pair = KeyFile.read(file, Passwords.of(passwordFile));
    }
    return pair;
  }

  private Signer agentSigner(SignedRecord record) throws IOException {
    String socket = System.getenv("SSH_AUTH_SOCK");
    if (socket == null) {
      throw new HubException("--agent: no ssh-agent runs here (SSH_AUTH_SOCK is not set)");
    }
    SshAgent agent = new SshAgent(Path.of(socket));
    Bytes named = publicKey();
    List<Bytes> keys =
        agent.keys().stream()
            .filter(key -> named == null ? record.signingKeys().contains(key) : key.equals(named))
            .toList();
    if (keys.isEmpty()) {
      throw new HubException("--agent: it holds no key of an owner who must sign");
    }
    if (keys.size() > 1) {
      throw new HubException(
          "--agent: it holds keys of several owners; name one: --agent " + keys.getFirst().hex());
    }
    return agent.signer(keys.getFirst());
  }
}
