package io.heliograph.cli.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgramDigestTest {

  @Test
  void shouldStayWhenOnlyTheTimeOfTheBuildDiffers(@TempDir Path folder) throws IOException {
    jar(folder.resolve("one"), "content", 1_000_000_000_000L);
    jar(folder.resolve("two"), "content", 1_700_000_000_000L);

    assertThat(ProgramDigest.of(folder.resolve("one")))
        .hasSize(8)
        .isEqualTo(ProgramDigest.of(folder.resolve("two")));
  }

  @Test
  void shouldChangeWhenTheContentDiffers(@TempDir Path folder) throws IOException {
    jar(folder.resolve("one"), "content", 1_000_000_000_000L);
    jar(folder.resolve("two"), "other content", 1_000_000_000_000L);

    assertThat(ProgramDigest.of(folder.resolve("one")))
        .isNotEqualTo(ProgramDigest.of(folder.resolve("two")));
  }

  private static void jar(Path folder, String content, long entryMillis) throws IOException {
    Files.createDirectories(folder);
    try (JarOutputStream jar =
        new JarOutputStream(Files.newOutputStream(folder.resolve("application.jar")))) {
      ZipEntry entry = new ZipEntry("file");
      entry.setTime(entryMillis);
      jar.putNextEntry(entry);
      jar.write(content.getBytes(StandardCharsets.UTF_8));
      jar.closeEntry();
    }
  }
}
