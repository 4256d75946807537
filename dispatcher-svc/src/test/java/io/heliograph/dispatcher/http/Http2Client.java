package io.heliograph.dispatcher.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http2.DefaultHttp2HeadersDecoder;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Headers;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** A client of HTTP/2 that sends the frames that a test wants, and nothing by itself. */
final class Http2Client implements AutoCloseable {
  static final int ENHANCE_YOUR_CALM = 11;

  private static final int HEADERS = 1;
  private static final int SETTINGS = 4;
  private static final int PING = 6;
  private static final int GOAWAY = 7;
  private static final int PRIORITY = 0x20;
  private static final int END_STREAM_AND_HEADERS = 5;

  /** What a client can send as often as it likes. */
  enum Flood {
    PINGS,
    SETTINGS,
    /** The library ends a connection silently when a request that it works on is reset. */
    STREAMS_AND_RESETS
  }

  private final Socket socket;
  private final DataInputStream in;
  private final DefaultHttp2HeadersDecoder headers = new DefaultHttp2HeadersDecoder();

  /** Opens a connection with the preface and empty settings. */
  Http2Client(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(30_000);
    in = new DataInputStream(socket.getInputStream());
    ByteArrayOutputStream preface = new ByteArrayOutputStream();
    preface.writeBytes("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(US_ASCII));
    preface.writeBytes(frame(SETTINGS, 0, 0));
    socket.getOutputStream().write(preface.toByteArray());
  }

  private static byte[] frame(int type, int flags, int stream, byte... payload) {
    return ByteBuffer.allocate(9 + payload.length)
        .putInt(payload.length << 8 | type)
        .put((byte) flags)
        .putInt(stream)
        .put(payload)
        .array();
  }

  private static byte[] get(String authority) {
    // GET, http and / by their places in the static table, the authority in full.
    return ByteBuffer.allocate(5 + authority.length())
        .put(new byte[] {(byte) 0x82, (byte) 0x86, (byte) 0x84, 1, (byte) authority.length()})
        .put(authority.getBytes(US_ASCII))
        .array();
  }

  void get(int stream, String authority) throws IOException {
    socket.getOutputStream().write(frame(HEADERS, END_STREAM_AND_HEADERS, stream, get(authority)));
  }

  /** Sends so many of them as fast as the server takes them; it may close meanwhile. */
  void flood(Flood flood, int count) throws IOException {
    ByteArrayOutputStream frames = new ByteArrayOutputStream();
    for (int at = 0; at < count; at++) {
      switch (flood) {
        case PINGS -> frames.writeBytes(frame(PING, 0, 0, new byte[8]));
        case SETTINGS -> frames.writeBytes(frame(SETTINGS, 0, 0));
        case STREAMS_AND_RESETS -> {
          frames.writeBytes(frame(HEADERS, END_STREAM_AND_HEADERS, 2 * at + 1, get("localhost")));
          frames.writeBytes(frame(3, 0, 2 * at + 1, new byte[4]));
        }
      }
    }
    socket.getOutputStream().write(frames.toByteArray());
  }

  /** The status of the answer on that stream. */
  int statusOf(int stream) throws IOException {
    while (true) {
      Frame frame = next();
      if (frame.type == HEADERS) {
        Http2Headers headers = decoded(frame);
        if (frame.stream == stream) {
          return Integer.parseInt(headers.status().toString());
        }
      } else if (frame.type == GOAWAY) {
        throw new EOFException("GOAWAY " + frame.goAwayCode());
      }
    }
  }

  private Http2Headers decoded(Frame frame) throws IOException {
    try {
      return headers.decodeHeaders(frame.stream, Unpooled.wrappedBuffer(frame.payload));
    } catch (Http2Exception malformed) {
      throw new IOException(malformed);
    }
  }

  /** The code with which the server ends the connection; 0 when it says none. */
  int ended() throws IOException {
    try {
      Frame frame = next();
      while (frame.type != GOAWAY) {
        frame = next();
      }
      return frame.goAwayCode();
    } catch (EOFException silent) {
      return 0;
    }
  }

  private Frame next() throws IOException {
    int lengthAndType = in.readInt();
    int flags = in.readByte();
    int stream = in.readInt();
    byte[] payload = in.readNBytes(lengthAndType >>> 8);
    int type = lengthAndType & 0xff;
    boolean priority = type == HEADERS && (flags & PRIORITY) != 0;
    return new Frame(
        type, stream, priority ? Arrays.copyOfRange(payload, 5, payload.length) : payload);
  }

  private record Frame(int type, int stream, byte[] payload) {
    int goAwayCode() {
      return ByteBuffer.wrap(payload).getInt(Integer.BYTES);
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
