package io.heliograph.dispatcher.node;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A plain proxy of connections: each new one goes to the next target in turn, or to the one after
 * it when that does not answer, and stays there for as long as it lives. It knows nothing of HTTP.
 */
final class RoundRobinProxy implements AutoCloseable {
  private static final int CONNECT_MILLIS = 500;

  private final ServerSocket door;
  private final List<URI> targets;
  private final AtomicInteger turn = new AtomicInteger();

  RoundRobinProxy(List<String> urls) throws IOException {
    this.targets = urls.stream().map(URI::create).toList();
    this.door = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  String url() {
    return "http://127.0.0.1:" + door.getLocalPort();
  }

  private void accept() {
    try {
      while (!door.isClosed()) {
        Socket client = door.accept();
        Thread.ofVirtual().start(() -> serve(client));
      }
    } catch (IOException closed) {
      // The test is over.
    }
  }

  private void serve(Socket client) {
    try (client) {
      for (int tries = 0; tries < targets.size(); tries++) {
        URI target = targets.get(Math.floorMod(turn.getAndIncrement(), targets.size()));
        try (Socket server = new Socket()) {
          server.connect(
              new InetSocketAddress(InetAddress.getLoopbackAddress(), target.getPort()),
              CONNECT_MILLIS);
          Thread up = Thread.ofVirtual().start(() -> copy(client, server));
          copy(server, client);
          up.join();
          return;
        } catch (IOException away) {
          // The next one.
        }
      }
    } catch (IOException gone) {
      // The client has closed already.
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  /** Passes on what comes until one side ends; then both do. */
  private static void copy(Socket from, Socket to) {
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      in.transferTo(out);
    } catch (IOException ended) {
      // As connections do.
    }
  }

  @Override
  public void close() {
    try {
      door.close();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
