package io.heliograph.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;

/** The files of a hub (docs/protocol/content.md). Thread-safe. */
public final class HubContents {
  static final String PATH = "/api/v3/stream/";

  private static final int OK = 200;

  private final Exchange exchange;

  HubContents(Exchange exchange) {
    this.exchange = exchange;
  }

  /**
   * Stores a file; the hub's description of it.
   *
   * @throws FileNotFoundException when it cannot be read
   */
  public Answer<JsonNode> upload(String source, String label, Path file)
      throws FileNotFoundException, InterruptedException {
    HttpRequest.Builder request =
        exchange
            .to(PATH + Json.encoded(source) + '/' + Json.encoded(label))
            .POST(BodyPublishers.ofFile(file));
    return exchange.send(
        exchange.ask(
            request,
            true,
            answer -> {
              JsonNode stream = Json.read(answer.body()).path("data");
              if (!stream.isObject()) {
                throw new IOException("the answer to an upload has no data");
              }
              return stream;
            }));
  }

  /** Whether the content exists: served when it is, refused with 404 when it is not. */
  public Answer<Boolean> exists(ContentName name) throws InterruptedException {
    return exchange.send(
        exchange.ask(exchange.to(name.path()).HEAD(), true, answer -> Boolean.TRUE));
  }

  /**
   * Writes the file to a path of this machine. A file that comes in part, or whose hash is not the
   * one that was asked for, is removed.
   *
   * @param bytesMax the largest file that is taken
   */
  public Answer<Path> download(ContentName name, Path to, long bytesMax)
      throws InterruptedException {
    BodyHandler<byte[]> body =
        info ->
            info.statusCode() == OK
                ? BodySubscribers.limiting(
                    BodySubscribers.mapping(BodySubscribers.ofFile(to), path -> new byte[0]),
                    bytesMax)
                : exchange.inMemory().apply(info);
    Exchange.Reader<Path> reader =
        answer -> {
          if (!sha256(to).equals(name.sha256())) {
            throw new IOException("the content has another hash");
          }
          return to;
        };
    Answer<Path> answer =
        exchange.send(
            new Exchange.Ask<>(
                exchange.to(name.path()).GET(),
                exchange.settings().answer(),
                body,
                false,
                true,
                reader));
    if (answer instanceof Answer.Unanswered<Path>) {
      removed(to);
    }
    return answer;
  }

  /**
   * Lets a file appear under another source too; refused with 404 when there is none. Sent once: no
   * thread waits for the answer.
   */
  public CompletableFuture<Answer<Boolean>> copy(ContentName from, String toSource) {
    HttpRequest.Builder request =
        exchange
            .to(PATH + Json.encoded(from.source()) + '/' + Json.encoded(toSource) + from.rest())
            .method("PATCH", BodyPublishers.noBody());
    return exchange.sendAsync(exchange.ask(request, true, answer -> Boolean.TRUE));
  }

  private static void removed(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException stays) {
      // What came of it is in the answer.
    }
  }

  private static String sha256(Path file) throws IOException {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
        in.transferTo(java.io.OutputStream.nullOutputStream());
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
