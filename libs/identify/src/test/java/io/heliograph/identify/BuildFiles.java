package io.heliograph.identify;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import javax.sound.midi.InvalidMidiDataException;
import javax.sound.midi.MidiEvent;
import javax.sound.midi.MidiSystem;
import javax.sound.midi.Sequence;
import javax.sound.midi.ShortMessage;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;

/**
 * Files that every build has: this repository, the JDK, the libraries of the tests, and what the
 * JDK's own writers make. What they are, their names say and a reader confirms.
 */
final class BuildFiles {
  /** A file with its format. */
  record Known(String name, String format, byte[] content) {}

  private static final int BYTES_MAX = 4 << 20;
  private static final int OF_A_FORMAT_MAX = 32;
  private static final int MADE = 8;

  private static final Map<String, String> FORMATS =
      Map.ofEntries(
          Map.entry("class", "java/class"),
          Map.entry("jar", "java/jar"),
          Map.entry("xml", "document/xml"),
          Map.entry("java", "code/java"),
          Map.entry("json", "text/json"),
          Map.entry("png", "image/png"),
          Map.entry("gif", "image/gif"),
          Map.entry("so", "executable/linux/so64"));

  /** Formats whose names are believed: they are the repository's own and are read by people. */
  private static final Map<String, String> OURS =
      Map.of(
          "md", "code/markdown", "py", "code/python", "css", "code/css", "js", "code/javascript");

  private final Map<String, List<Known>> files = new TreeMap<>();

  private BuildFiles() {}

  /** At most {@value #OF_A_FORMAT_MAX} of each format, always the same ones on one machine. */
  static List<Known> all() throws IOException, InvalidMidiDataException {
    BuildFiles found = new BuildFiles();
    found.make(new Random(16));
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      if (entry.endsWith(".jar")) {
        found.addLibrary(Path.of(entry));
      }
    }
    found.addFolder(Path.of(System.getProperty("java.home")), FORMATS);
    Path home = Path.of(System.getProperty("heliograph.home"));
    for (String part : List.of("libs", "docs", "dashboard-svc/src/main", "examples")) {
      found.addFolder(home.resolve(part), FORMATS);
      found.addFolder(home.resolve(part), OURS);
    }
    return found.files.values().stream().flatMap(List::stream).toList();
  }

  private void addLibrary(Path library) throws IOException {
    add(library.getFileName().toString(), "java/jar", Files.readAllBytes(library));
    Map<String, Integer> taken = new LinkedHashMap<>();
    try (ZipFile archive = new ZipFile(library.toFile())) {
      Enumeration<? extends ZipEntry> entries = archive.entries();
      while (entries.hasMoreElements()) {
        ZipEntry entry = entries.nextElement();
        String format = FORMATS.getOrDefault(ending(entry.getName()), "");
        // A few of each library, so that no library is all there is of a format.
        if (!format.isEmpty() && taken.merge(format, 1, Integer::sum) <= MADE) {
          try (InputStream content = archive.getInputStream(entry)) {
            add(library.getFileName() + "/" + entry.getName(), format, content.readAllBytes());
          }
        }
      }
    }
  }

  private void addFolder(Path folder, Map<String, String> formats) throws IOException {
    List<Path> paths;
    try (Stream<Path> all = Files.walk(folder)) {
      paths =
          all.filter(Files::isRegularFile)
              .filter(path -> formats.containsKey(ending(path.toString())))
              .filter(path -> !path.toString().contains("/target/"))
              .filter(path -> !path.toString().contains("/samples/"))
              .sorted()
              .toList();
    }
    for (Path path : paths) {
      add(path.toString(), formats.get(ending(path.toString())), Files.readAllBytes(path));
    }
  }

  private static String ending(String name) {
    return name.substring(name.lastIndexOf('.') + 1);
  }

  private void add(String name, String format, byte[] content) {
    List<Known> known = files.computeIfAbsent(format, none -> new ArrayList<>());
    boolean fits = content.length > 0 && content.length <= BYTES_MAX;
    if (fits && known.size() < OF_A_FORMAT_MAX && isConfirmed(format, content)) {
      known.add(new Known(name, format, content));
    }
  }

  private static boolean isConfirmed(String format, byte[] content) {
    return !JdkReaders.has(format) || JdkReaders.confirm(format, content);
  }

  private void make(Random random) throws IOException, InvalidMidiDataException {
    for (int number = 0; number < MADE; number++) {
      byte[] noise = new byte[200 + random.nextInt(20_000)];
      random.nextBytes(noise);
      for (String kind : List.of("png", "gif", "jpg", "bmp", "tiff")) {
        add("made." + kind, "image/" + kind, picture(kind, random));
      }
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      try (GZIPOutputStream packed = new GZIPOutputStream(out)) {
        packed.write(noise);
      }
      add("made.gz", "archive/gzip", out.toByteArray());
      out = new ByteArrayOutputStream();
      try (DeflaterOutputStream packed = new DeflaterOutputStream(out)) {
        packed.write(noise);
      }
      add("made.zlib", "archive/zlib", out.toByteArray());
      add("made.zip", "archive/zip", archive("made-" + number + ".bin", noise));
      add(
          "made.jar",
          "java/jar",
          archive(
              "META-INF/MANIFEST.MF", "A: b\n".getBytes(java.nio.charset.StandardCharsets.UTF_8)));
      out = new ByteArrayOutputStream();
      AudioFormat format = new AudioFormat(8_000 + number * 4_000, 16, 1 + number % 2, true, false);
      AudioInputStream sound =
          new AudioInputStream(new ByteArrayInputStream(noise), format, noise.length / 4);
      AudioSystem.write(sound, AudioFileFormat.Type.WAVE, out);
      add("made.wav", "audio/wav", out.toByteArray());
      add("made.mid", "audio/midi", music(number));
    }
  }

  private static byte[] picture(String kind, Random random) throws IOException {
    BufferedImage picture =
        new BufferedImage(
            1 + random.nextInt(200), 1 + random.nextInt(200), BufferedImage.TYPE_INT_RGB);
    for (int point = 0; point < picture.getWidth(); point++) {
      picture.setRGB(point, random.nextInt(picture.getHeight()), random.nextInt());
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(picture, kind, out);
    return out.toByteArray();
  }

  private static byte[] archive(String name, byte[] content) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream archive = new ZipOutputStream(out)) {
      archive.putNextEntry(new ZipEntry(name));
      archive.write(content);
    }
    return out.toByteArray();
  }

  private static byte[] music(int number) throws IOException, InvalidMidiDataException {
    Sequence sequence = new Sequence(Sequence.PPQ, 96 + number);
    sequence
        .createTrack()
        .add(new MidiEvent(new ShortMessage(ShortMessage.NOTE_ON, 0, 60 + number, 64), number));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    MidiSystem.write(sequence, 1, out);
    return out.toByteArray();
  }
}
