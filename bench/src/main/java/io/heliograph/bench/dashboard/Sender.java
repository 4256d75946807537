package io.heliograph.bench.dashboard;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

/**
 * A MISP instance that publishes a recorded feed over and over at a fixed rate. The comment of
 * every attribute says when it was sent: {@code sent=} and the milliseconds since 1970.
 */
final class Sender implements AutoCloseable {
  private static final Pattern LINE =
      Pattern.compile("\"topic\": \"(\\w+)\", \"message\": (\\{.*\\})\\}$");
  private static final Pattern COMMENT = Pattern.compile("\"comment\": \"[^\"]*\"");
  private static final String STAMP = "\"comment\": \"sent=%d\"";
  private static final String BEAT = "misp_json_self {\"uptime\": 1}";

  private final ZContext context = new ZContext();
  private final ZMQ.Socket socket = context.createSocket(SocketType.PUB);
  private final List<String> frames = new ArrayList<>();

  Sender(Path feed, int port) throws IOException {
    for (String line : Files.readAllLines(feed)) {
      Matcher found = LINE.matcher(line);
      if (!found.find()) {
        throw new IOException("not a line of a feed: " + line);
      }
      frames.add(found.group(1) + " " + found.group(2));
    }
    socket.setHWM(100_000);
    socket.bind("tcp://127.0.0.1:" + port);
  }

  /** A sign of life. */
  void beat() {
    socket.send(BEAT.getBytes(UTF_8));
  }

  /** Sends for so long; returns how many messages. */
  long run(int perSecond, Duration time) throws InterruptedException {
    long startNanos = System.nanoTime();
    long sent = 0;
    while (true) {
      long passedNanos = System.nanoTime() - startNanos;
      if (passedNanos > time.toNanos()) {
        return sent;
      }
      for (long due = passedNanos * perSecond / 1_000_000_000L; sent < due; sent++) {
        String frame = frames.get((int) (sent % frames.size()));
        String stamp = STAMP.formatted(System.currentTimeMillis());
        socket.send(COMMENT.matcher(frame).replaceAll(stamp).getBytes(UTF_8));
      }
      TimeUnit.MILLISECONDS.sleep(2);
    }
  }

  @Override
  public void close() {
    context.close();
  }
}
