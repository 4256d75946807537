package io.heliograph.local;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.tukaani.xz.XZInputStream;

/** The PostgreSQL installation for this machine, out of the zonky jars. */
final class PostgresBinary {

  private PostgresBinary() {}

  /** Unpacks it once, aside, and moves it into place, so that no process sees half of it. */
  static Path unpack(Path binaries) throws IOException {
    String name = resource();
    Path installation = binaries.resolve(name.substring(0, name.indexOf('.')));
    if (Files.isDirectory(installation)) {
      return installation;
    }
    Files.createDirectories(binaries);
    Path aside = Files.createTempDirectory(binaries, "postgres-new-");
    try (InputStream packed = PostgresBinary.class.getResourceAsStream("/" + name)) {
      if (packed == null) {
        throw new LocalStackException("the class path brings no " + name);
      }
      untar(new XZInputStream(packed), aside);
    }
    try {
      Files.move(aside, installation, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileAlreadyExistsException | DirectoryNotEmptyException unpackedMeanwhile) {
      Folders.remove(aside);
    }
    return installation;
  }

  /** The system's tar: the archive has links and modes, and tar is on every machine. */
  private static void untar(InputStream archive, Path folder) throws IOException {
    Process tar =
        new ProcessBuilder(List.of("tar", "-x", "-f", "-", "-C", folder.toString()))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (OutputStream in = tar.getOutputStream()) {
      archive.transferTo(in);
    }
    int exitCode = tar.onExit().join().exitValue();
    if (exitCode != 0) {
      throw new LocalStackException("tar ended with exit code " + exitCode);
    }
  }

  private static String resource() {
    String platform = Platform.current();
    return switch (platform) {
      case "linux-amd64" -> "postgres-linux-x86_64.txz";
      case "linux-arm64" -> "postgres-linux-arm_64.txz";
      default -> throw new LocalStackException("no PostgreSQL program for " + platform);
    };
  }
}
