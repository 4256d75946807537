package io.heliograph.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.heliograph.cli.hub.HubFolders;
import io.heliograph.cli.hub.StateFixture;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What programs read from {@code status --json} is JSON, whatever the parts do. */
class StatusCommandTest {
  private static final String HEAD = "HTTP/1.1 200 OK\r\nContent-Length: ";
  private static final String UP = "{\"status\":\"UP\",\"checks\":[]}";

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final List<ServerSocket> servers = new ArrayList<>();
  private final String homeBefore = System.getProperty("heliograph.home");
  @TempDir private Path home;
  private HubFolders folders;

  /** What becomes of one connection. */
  private interface Manner {
    void answer(Socket client, OutputStream out) throws IOException;
  }

  @BeforeEach
  void begin() {
    System.setProperty("heliograph.home", home.toString());
    folders = HubFolders.fromEnvironment();
  }

  @AfterEach
  void end() throws IOException {
    if (homeBefore == null) {
      System.clearProperty("heliograph.home");
    } else {
      System.setProperty("heliograph.home", homeBefore);
    }
    for (ServerSocket server : servers) {
      server.close();
    }
  }

  private int server(Manner manner) throws IOException {
    ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    servers.add(server);
    Thread.startVirtualThread(
        () -> {
          while (!server.isClosed()) {
            try {
              Socket client = server.accept();
              manner.answer(client, client.getOutputStream());
            } catch (IOException closed) {
              // The next one, if there is one.
            }
          }
        });
    return server.getLocalPort();
  }

  private String url(Manner manner) throws IOException {
    return "http://127.0.0.1:" + server(manner) + "/q/health/ready";
  }

  private static Manner says(String text) {
    return (client, out) -> {
      out.write(text.getBytes(ISO_8859_1));
      out.flush();
    };
  }

  private int status(String... more) {
    List<String> arguments = new ArrayList<>(List.of("status"));
    arguments.addAll(List.of(more));
    CommandLine command = Main.commandLine();
    command.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    return command.execute(arguments.toArray(String[]::new));
  }

  private Map<String, JsonNode> parts() throws IOException {
    Map<String, JsonNode> parts = new HashMap<>();
    new ObjectMapper()
        .readTree(out.toString())
        .forEach(part -> parts.put(part.get("name").asText(), part));
    return parts;
  }

  @Test
  @Timeout(20)
  void shouldTellEachPartInJsonWhateverItAnswers() throws Exception {
    StateFixture state = new StateFixture(folders);
    state.service("well", url(says(HEAD + UP.length() + "\r\n\r\n" + UP)));
    state.service("silent", url((client, out) -> {}));
    state.service("closing", url((client, out) -> client.close()));
    state.service("half", url(says(HEAD + "1000\r\n\r\n{\"sta")));
    state.service("headless", url(says("HTTP/1.1 200 OK\r\nContent-")));
    state.service(
        "cut",
        url(
            (client, out) -> {
              says(HEAD + "1000\r\n\r\n{\"sta").answer(client, out);
              client.close();
            }));
    state.service("garbage", url(says("\u0000\u0001 no HTTP at all\r\n\r\n")));
    state.service("strange", url(says(HEAD + "3\r\n\r\n<x>")));
    state.service(
        "endless",
        url(
            (client, out) -> {
              says("HTTP/1.1 200 OK\r\n\r\n").answer(client, out);
              while (true) {
                out.write(new byte[65_536]);
              }
            }));
    state.service("nowhere", "http://127.0.0.1:1/q/health/ready");
    state.service("no-url", "nothing");
    state.server("kafka", server((client, out) -> {}));
    state.server("redis", server(says("-ERR\r\n")));

    int exitCode = status("--json");

    assertThat(exitCode).isEqualTo(1);
    assertThat(err.toString()).isEmpty();
    Map<String, JsonNode> parts = parts();
    assertThat(parts).hasSize(13);
    parts.forEach(
        (name, part) -> {
          boolean ready = name.equals("well") || name.equals("strange");
          assertThat(part.get("ready").asBoolean()).as(name).isEqualTo(ready);
          assertThat(part.get("missing").isEmpty()).as(name).isEqualTo(ready);
        });
  }

  @Test
  void shouldTellNothingInJsonAndTheReasonBesideItWhenTheStateIsDamaged() throws Exception {
    Files.createDirectories(folders.state());
    Files.writeString(folders.state().resolve("state.json"), "{\"parts\": [");

    int exitCode = status("--json");

    assertThat(exitCode).isEqualTo(1);
    assertThat(parts()).isEmpty();
    assertThat(err.toString())
        .contains("cannot read")
        .contains(folders.state().resolve("state.json").toString());
  }

  @Test
  void shouldTellAnEmptyListWhenNothingRuns() throws Exception {
    assertThat(status("--json")).isEqualTo(3);
    assertThat(parts()).isEmpty();
    assertThat(err.toString()).isEmpty();
  }
}
