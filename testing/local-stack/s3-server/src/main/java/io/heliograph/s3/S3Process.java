package io.heliograph.s3;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * One S3Proxy over a local folder as a process. Arguments: its properties file and a file that
 * receives this process' id once it serves.
 */
public final class S3Process {

  private S3Process() {}

  /** Starts it; its threads keep the process until SIGTERM, but not half a server. */
  public static void main(String[] arguments) {
    try {
      org.gaul.s3proxy.Main.main(new String[] {"--properties", arguments[0]});
      announce(Path.of(arguments[1]));
    } catch (Throwable failure) {
      failure.printStackTrace();
      Runtime.getRuntime().halt(1);
    }
  }

  /** Written aside and moved, so that a reader never sees half a number. */
  private static void announce(Path readyFile) throws IOException {
    Path aside = readyFile.resolveSibling(readyFile.getFileName() + ".new");
    Files.writeString(aside, Long.toString(ProcessHandle.current().pid()));
    Files.move(aside, readyFile, StandardCopyOption.REPLACE_EXISTING);
  }
}
