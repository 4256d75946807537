package io.heliograph.cli.record;

import io.heliograph.record.SignedRecord;
import io.heliograph.record.sign.Signer;
import java.io.IOException;
import java.io.OutputStream;

/**
 * A key behind a command: the bytes to sign on its standard input, 64 bytes of signature on its
 * standard output. What it says on standard error is shown. It is waited for as long as it runs: it
 * may ask for a PIN.
 */
final class CommandSigner implements Signer {
  /** Beyond a signature: enough to see that it is none. */
  private static final int READ_MAX = 4096;

  private final String command;

  CommandSigner(String command) {
    this.command = command;
  }

  @Override
  public byte[] sign(byte[] bytes) throws IOException {
    Process process =
        new ProcessBuilder("/bin/sh", "-c", command)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try {
      try (OutputStream in = process.getOutputStream()) {
        in.write(bytes);
      } catch (IOException ended) {
        // It ended before it read everything: its exit code and what it gave say more.
      }
      byte[] signature = process.getInputStream().readNBytes(READ_MAX);
      if (signature.length == READ_MAX) {
        throw new IOException("the signer gives more than a signature: " + command);
      }
      int exitCode = process.waitFor();
      if (exitCode != 0) {
        throw new IOException("the signer failed with exit code " + exitCode + ": " + command);
      }
      if (signature.length != SignedRecord.SIGNATURE_LENGTH) {
        throw new IOException(
            "the signer gave " + signature.length + " bytes, not a signature's 64: " + command);
      }
      return signature;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while the signer ran: " + command, e);
    } finally {
      process.destroyForcibly();
    }
  }
}
