package io.heliograph.identify;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.source.util.JavacTask;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.lang.classfile.ClassFile;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.zip.ZipInputStream;
import javax.imageio.ImageIO;
import javax.sound.midi.InvalidMidiDataException;
import javax.sound.midi.MidiSystem;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** Readers of the JDK and of Jackson that confirm what a file's name says; none is the hub's. */
final class JdkReaders {
  /** Reads a content, or throws. */
  private interface Reader {
    boolean reads(byte[] content) throws Exception;
  }

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int SHARED_OBJECT = 3;

  private static final Map<String, Reader> READERS =
      Map.ofEntries(
          Map.entry("java/class", content -> ClassFile.of().parse(content).thisClass() != null),
          Map.entry("java/jar", content -> hasEntry(content, name -> name.startsWith("META-INF/"))),
          Map.entry("archive/zip", content -> hasEntry(content, name -> !name.isEmpty())),
          Map.entry(
              "document/xml",
              content -> root(content) && new String(content, UTF_8).contains("<?xml")),
          Map.entry("code/java", JdkReaders::compiles),
          Map.entry("text/json", content -> JSON.readTree(content).isContainerNode()),
          Map.entry("image/png", JdkReaders::isPicture),
          Map.entry("image/gif", JdkReaders::isPicture),
          Map.entry("image/jpg", JdkReaders::isPicture),
          Map.entry("image/bmp", JdkReaders::isPicture),
          Map.entry("image/tiff", JdkReaders::isPicture),
          Map.entry("audio/wav", JdkReaders::isSound),
          Map.entry("audio/midi", JdkReaders::isMusic),
          Map.entry("executable/linux/so64", content -> elfKind(content) == SHARED_OBJECT));

  private JdkReaders() {}

  /** Whether there is a reader for the format. */
  static boolean has(String format) {
    return READERS.containsKey(format);
  }

  /** Whether the content is of the format; whatever a reader throws, it does not read it. */
  static boolean confirm(String format, byte[] content) {
    try {
      return READERS.get(format).reads(content);
    } catch (Exception unread) {
      return false;
    }
  }

  private static boolean hasEntry(byte[] content, Predicate<String> fits) throws IOException {
    try (ZipInputStream archive = new ZipInputStream(new ByteArrayInputStream(content))) {
      for (var entry = archive.getNextEntry(); entry != null; entry = archive.getNextEntry()) {
        if (fits.test(entry.getName())) {
          return true;
        }
      }
      return false;
    }
  }

  private static boolean root(byte[] content)
      throws IOException, SAXException, ParserConfigurationException {
    var builder = DocumentBuilderFactory.newDefaultNSInstance().newDocumentBuilder();
    builder.setEntityResolver((publicId, systemId) -> new InputSource(new StringReader("")));
    builder.setErrorHandler(null);
    return builder.parse(new ByteArrayInputStream(content)).getDocumentElement() != null;
  }

  private static boolean compiles(byte[] content) throws IOException {
    JavaFileObject source =
        new SimpleJavaFileObject(URI.create("string:///A.java"), JavaFileObject.Kind.SOURCE) {
          @Override
          public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return new String(content, UTF_8);
          }
        };
    var compiler = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> faults = new DiagnosticCollector<>();
    ((JavacTask) compiler.getTask(null, null, faults, null, null, List.of(source))).parse();
    return faults.getDiagnostics().isEmpty();
  }

  private static boolean isPicture(byte[] content) throws IOException {
    return ImageIO.read(new ByteArrayInputStream(content)) != null;
  }

  private static boolean isSound(byte[] content) throws IOException, UnsupportedAudioFileException {
    return AudioSystem.getAudioFileFormat(new ByteArrayInputStream(content)).getByteLength() > 0;
  }

  private static boolean isMusic(byte[] content) throws IOException, InvalidMidiDataException {
    return MidiSystem.getSequence(new ByteArrayInputStream(content)).getTracks().length > 0;
  }

  /** The type in the header of an ELF file of 64 bits. */
  private static int elfKind(byte[] content) {
    ByteBuffer header = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
    return header.getInt(0) == 0x464c457f && content[4] == 2 ? header.getShort(16) : 0;
  }
}
