package io.heliograph.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;

/** An S3Proxy over a folder, in a JVM of its own; it takes signed requests only. */
public final class S3Server extends JavaServer {

  /** The access key that it knows. */
  public static final String ACCESS_KEY = "heliograph";

  /** The secret that belongs to it: no secret, the server is on the loopback address. */
  public static final String SECRET_KEY = "heliograph-local";

  S3Server(Placement placement, Path folder) {
    super(
        ServerKind.S3,
        placement,
        new Program(
            "S3 server",
            folder,
            List.of("-Xmx128m", "-XX:+UseSerialGC", "-Xshare:auto"),
            "io.heliograph.s3.S3Process"));
  }

  /** What a client takes as its endpoint; buckets are part of the path. */
  public String endpoint() {
    return "http://127.0.0.1:" + port();
  }

  @Override
  Properties configuration() throws IOException {
    Path objects = Files.createDirectories(data().resolve("objects"));
    Properties properties = new Properties();
    properties.setProperty("s3proxy.endpoint", endpoint());
    properties.setProperty("s3proxy.authorization", "aws-v2-or-v4");
    properties.setProperty("s3proxy.identity", ACCESS_KEY);
    properties.setProperty("s3proxy.credential", SECRET_KEY);
    // Clients name the object's size when they complete parts; it knows no such header.
    properties.setProperty("s3proxy.ignore-unknown-headers", "true");
    properties.setProperty("jclouds.provider", "filesystem-nio2");
    properties.setProperty("jclouds.filesystem.basedir", objects.toString());
    return properties;
  }
}
