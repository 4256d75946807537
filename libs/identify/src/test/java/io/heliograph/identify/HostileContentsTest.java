package io.heliograph.identify;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** No content holds the thread that looks at it, takes its stack or makes it read without end. */
class HostileContentsTest {
  private static final Identifier IDENTIFIER = new Identifier();

  /** A hundred times what the slowest takes on a busy machine: it ends, or it hangs. */
  private static final int HANG_SECONDS = 120;

  static Stream<String> pieces() {
    return WorstTexts.pieces().stream();
  }

  @ParameterizedTest
  @MethodSource("pieces")
  @Timeout(
      value = HANG_SECONDS,
      unit = TimeUnit.SECONDS,
      threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void shouldAnswerOnASmallStackWhenTheTextIsTheWorst(String piece) throws InterruptedException {
    IndicatorsTest.onSmallStack(
        () -> {
          for (int size : WorstTexts.SIZES) {
            for (String end : List.of("", "a1", "\n#ifndef A\n")) {
              assertThat(format(WorstTexts.of(piece, size) + end)).isNotEmpty();
            }
          }
        });
  }

  private static String format(String text) {
    try {
      return IDENTIFIER.identify(new BytesChannel(text.getBytes(UTF_8))).fileFormat();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** The attack that was seen: 62 newlines held a thread of the hub for ever. */
  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n", " \n", " \t"})
  @Timeout(
      value = HANG_SECONDS,
      unit = TimeUnit.SECONDS,
      threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void shouldTellTextWhenItBeginsWithBlankLines(String piece) throws InterruptedException {
    IndicatorsTest.onSmallStack(
        () -> {
          for (int characters : new int[] {62, 4_000, 20 << 20}) {
            assertThat(format(WorstTexts.of(piece, characters) + "a1")).isEqualTo("text/plain");
          }
        });
  }

  @Test
  void shouldTellScriptsThatBeginWithLongCommentsOnASmallStack() throws InterruptedException {
    String comment = "/* " + "all rights reserved * ".repeat(400) + "*/\n";

    IndicatorsTest.onSmallStack(
        () -> {
          assertThat(format(comment + "const a = 1;\nfunction b() { return a === 1; }\n"))
              .isEqualTo("code/javascript");
          assertThat(format(comment.repeat(3) + "#ifndef A_H\n#define A_H\nint a;\n#endif\n"))
              .isEqualTo("code/h");
          assertThat(format(" ".repeat(4_000) + "\npackage a.b;\nfinal class C {}\n"))
              .isEqualTo("code/java");
        });
  }

  @Test
  void shouldEndAtTheNextStepWhenInterruptedHoweverShortTheText() {
    for (String text : List.of("a", "\n".repeat(62) + "a1", "x".repeat(40_000))) {
      Thread.currentThread().interrupt();
      try {
        assertThatThrownBy(() -> format(text))
            .isInstanceOf(IdentificationInterruptedException.class);
      } finally {
        assertThat(Thread.interrupted()).isTrue();
      }
      assertThat(format(text)).isEqualTo("text/plain");
    }
  }

  @Test
  void shouldReadABoundedPartWhateverTheContentSaysOfItself() throws Exception {
    List<byte[]> hostile = new ArrayList<>();
    hostile.add(filled("PK\u0003\u0004", "PK\u0005\u0006"));
    hostile.add(filled("\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1", "\u0000\u0000"));
    hostile.add(filled("\u007fELF\u0002\u0001\u0001", "\u0002\u0000\u0000\u0000@\u0000"));
    hostile.add(filled("MZ", "\u00ff\u007f"));
    hostile.add(filled("%PDF-1.7\n", "/Encrypt1 "));
    for (byte[] content : hostile) {
      Counted counted = new Counted(content);

      assertThat(IDENTIFIER.identify(counted).fileFormat()).isNotEmpty();

      assertThat(counted.bytes).isLessThan(18 << 20);
      assertThat(counted.reads).isLessThan(50_000);
    }
  }

  private static byte[] filled(String beginning, String rest) {
    return (beginning + WorstTexts.of(rest, 32 << 20)).getBytes(ISO_8859_1);
  }

  /** Counts what is read of it. */
  private static final class Counted implements SeekableByteChannel {
    private final BytesChannel channel;
    private long bytes;
    private long reads;

    Counted(byte[] bytes) {
      this.channel = new BytesChannel(bytes);
    }

    @Override
    public int read(ByteBuffer target) {
      int length = channel.read(target);
      reads++;
      bytes += Math.max(0, length);
      return length;
    }

    @Override
    public long position() {
      return channel.position();
    }

    @Override
    public SeekableByteChannel position(long newPosition) {
      channel.position(newPosition);
      return this;
    }

    @Override
    public long size() {
      return channel.size();
    }

    @Override
    public int write(ByteBuffer source) {
      throw new NonWritableChannelException();
    }

    @Override
    public SeekableByteChannel truncate(long size) {
      throw new NonWritableChannelException();
    }

    @Override
    public boolean isOpen() {
      return true;
    }

    @Override
    public void close() {}
  }

  @Test
  void shouldNotReadAnyMoreOfAProgramThanOfAnotherFile() throws Exception {
    Counted program = new Counted(Files.readAllBytes(SamplesTest.folder().resolve("pe64.exe")));

    assertThat(IDENTIFIER.identify(program).fileFormat()).isEqualTo("executable/windows/pe64");
    assertThat(program.bytes).isLessThanOrEqualTo(Sample.HEAD_BYTES + 64);
  }
}
