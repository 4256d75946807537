package io.heliograph.bench.dashboard;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What Redis says of itself.
 *
 * @param cpuSeconds of its process since its start, and of those that rewrote its file
 * @param scripts how many scripts were called
 * @param commands how many commands ran, those within scripts included, those of this class not
 */
record RedisFigures(double cpuSeconds, long scripts, long commands) {
  private static final Pattern CPU =
      Pattern.compile("(?m)^used_cpu_(?:user|sys)(?:_children)?:([0-9.]+)");
  private static final Pattern CALLS = Pattern.compile("(?m)^cmdstat_(\\w+):calls=(\\d+)");

  static RedisFigures of(URI server) throws IOException {
    String cpu = info(server, "cpu");
    double seconds = 0;
    for (Matcher found = CPU.matcher(cpu); found.find(); ) {
      seconds += Double.parseDouble(found.group(1));
    }
    long scripts = 0;
    long commands = 0;
    for (Matcher found = CALLS.matcher(info(server, "commandstats")); found.find(); ) {
      long calls = Long.parseLong(found.group(2));
      scripts += found.group(1).equals("evalsha") ? calls : 0;
      commands += found.group(1).equals("info") ? 0 : calls;
    }
    return new RedisFigures(seconds, scripts, commands);
  }

  /** A bulk string: its length in a line, then so many bytes. */
  private static String info(URI server, String section) throws IOException {
    try (Socket socket = new Socket(server.getHost(), server.getPort())) {
      socket.getOutputStream().write(("INFO " + section + "\r\n").getBytes(US_ASCII));
      InputStream in = socket.getInputStream();
      StringBuilder head = new StringBuilder();
      for (int one = in.read(); one != '\n'; one = in.read()) {
        if (one < 0) {
          throw new IOException("redis closed the connection");
        }
        head.append((char) one);
      }
      int length = Integer.parseInt(head.substring(1).strip());
      return new String(in.readNBytes(length), US_ASCII);
    }
  }
}
