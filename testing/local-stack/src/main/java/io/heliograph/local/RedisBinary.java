package io.heliograph.local;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/** The redis-server program for this machine, out of the embedded-redis jar. */
final class RedisBinary {

  private RedisBinary() {}

  /** Unpacks it once; a concurrent process that does the same writes the same file. */
  static Path unpack(Path binaries) throws IOException {
    String name = resource();
    Path program = binaries.resolve(name);
    if (Files.isExecutable(program)) {
      return program;
    }
    Files.createDirectories(binaries);
    Path aside = Files.createTempFile(binaries, name, ".new");
    try (InputStream packed = RedisBinary.class.getResourceAsStream("/" + name)) {
      if (packed == null) {
        throw new LocalStackException("embedded-redis brings no " + name);
      }
      Files.copy(packed, aside, StandardCopyOption.REPLACE_EXISTING);
    }
    Files.setPosixFilePermissions(aside, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.move(aside, program, StandardCopyOption.ATOMIC_MOVE);
    return program;
  }

  private static String resource() {
    String platform = Platform.current();
    return switch (platform) {
      case "linux-amd64" -> "redis-server-6.2.6-v5-linux-amd64";
      case "linux-arm64" -> "redis-server-6.2.7-linux-arm64";
      case "darwin-amd64" -> "redis-server-6.2.6-v5-darwin-amd64";
      case "darwin-arm64" -> "redis-server-6.2.6-v5-darwin-arm64";
      default -> throw new LocalStackException("no Redis program for " + platform);
    };
  }
}
