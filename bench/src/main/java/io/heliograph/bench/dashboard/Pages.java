package io.heliograph.bench.dashboard;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Open pages as the server sees them: each has the streams of the live page open. One thread reads
 * them all and looks for the time of sending in what comes.
 */
final class Pages implements AutoCloseable {
  private static final List<String> STREAMS = List.of("lines", "map");
  private static final byte[] MARK = "sent=".getBytes(US_ASCII);
  private static final int DIGITS = 13;
  private static final String REQUEST =
      """
      GET /api/v1/statistics/live/%s HTTP/1.1\r
      Host: 127.0.0.1:%d\r
      Accept: text/event-stream\r
      \r
      """;

  private final Selector selector = Selector.open();
  private final List<SocketChannel> channels = new ArrayList<>();
  private final ByteBuffer buffer = ByteBuffer.allocate(1 << 18);
  private final Lags lags = new Lags();
  private final AtomicInteger ended = new AtomicInteger();
  private final Thread reader = Thread.ofPlatform().daemon().name("pages").unstarted(this::read);
  private volatile boolean stopping;

  /** Where a connection is in the text of a time. */
  private static final class Scan {
    private int matched;
    private long millis;
  }

  Pages(int port, int count) throws IOException {
    for (int page = 0; page < count; page++) {
      for (String stream : STREAMS) {
        SocketChannel channel =
            SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        channel.write(ByteBuffer.wrap(REQUEST.formatted(stream, port).getBytes(US_ASCII)));
        channel.configureBlocking(false);
        channel.register(selector, SelectionKey.OP_READ, new Scan());
        channels.add(channel);
      }
    }
    reader.start();
  }

  Lags lags() {
    return lags;
  }

  /** How many streams the server ended. */
  int ended() {
    return ended.get();
  }

  private void read() {
    try {
      while (!stopping) {
        selector.select(
            key -> {
              try {
                take(key);
              } catch (IOException failure) {
                throw new UncheckedIOException(failure);
              }
            },
            100);
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private void take(SelectionKey key) throws IOException {
    buffer.clear();
    int read = ((SocketChannel) key.channel()).read(buffer);
    if (read < 0) {
      ended.incrementAndGet();
      key.cancel();
      return;
    }
    buffer.flip();
    Scan scan = (Scan) key.attachment();
    long now = System.currentTimeMillis();
    while (buffer.hasRemaining()) {
      step(scan, buffer.get(), now);
    }
  }

  private void step(Scan scan, byte letter, long now) {
    if (scan.matched < MARK.length) {
      scan.matched = letter == MARK[scan.matched] ? scan.matched + 1 : letter == MARK[0] ? 1 : 0;
      scan.millis = 0;
      return;
    }
    if (letter < '0' || letter > '9') {
      scan.matched = 0;
      return;
    }
    scan.millis = scan.millis * 10 + letter - '0';
    scan.matched++;
    if (scan.matched == MARK.length + DIGITS) {
      lags.add(now - scan.millis);
      scan.matched = 0;
    }
  }

  @Override
  public void close() throws IOException {
    stopping = true;
    try {
      reader.join();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    for (SocketChannel channel : channels) {
      channel.close();
    }
    selector.close();
  }
}
