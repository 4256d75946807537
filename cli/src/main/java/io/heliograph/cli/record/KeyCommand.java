package io.heliograph.cli.record;

import io.heliograph.cli.hub.HubException;
import io.heliograph.record.key.KeyFile;
import io.heliograph.record.key.OwnerKeyPair;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes a key, or shows the public key of one. */
@Command(
    name = "key",
    description = {
      "Makes an owner's key in a new file, encrypted, readable by you alone, and prints its public"
          + " key.",
      "Of a file that is there, only the public key is printed."
    },
    mixinStandardHelpOptions = true)
final class KeyCommand implements Callable<Integer> {
  private static final int PASSWORD_MIN = 8;

  @Spec private @Nullable CommandSpec spec;

  @Parameters(index = "0", paramLabel = "FILE", description = "The key's file.")
  private Path file = Path.of("");

  @Option(
      names = "--password-file",
      paramLabel = "FILE",
      description = "Holds the password; else HELIOGRAPH_KEY_PASSWORD, or typed in.")
  private @Nullable Path passwordFile;

  @Override
  public Integer call() {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    char[] password = Passwords.of(passwordFile);
    try {
      out.println(
          (Files.exists(file) ? KeyFile.read(file, password) : made(password)).publicKey().hex());
    } catch (FileAlreadyExistsException e) {
      throw new HubException(file + ": another file of this name was made meanwhile", e);
    } catch (IOException e) {
      throw new HubException(String.valueOf(e.getMessage()), e);
    }
    out.flush();
    return 0;
  }

  private OwnerKeyPair made(char[] password) throws IOException {
    if (password.length < PASSWORD_MIN) {
      throw new HubException("the key's password: at least " + PASSWORD_MIN + " characters wanted");
    }
    OwnerKeyPair pair = OwnerKeyPair.generate();
    KeyFile.write(file, pair, password, KeyFile.ROUNDS);
    return pair;
  }
}
