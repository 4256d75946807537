package io.heliograph.cli.record;

import io.heliograph.record.Bytes;
import io.heliograph.record.SignedRecord;
import io.heliograph.record.sign.Signer;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The Ed25519 keys that an ssh-agent holds (its protocol: draft-ietf-sshm-ssh-agent). One
 * connection for each question; it waits as long as the agent does, which may ask its user.
 */
final class SshAgent {
  private static final byte FAILURE = 5;
  private static final byte REQUEST_IDENTITIES = 11;
  private static final byte IDENTITIES = 12;
  private static final byte SIGN_REQUEST = 13;
  private static final byte SIGNATURE = 14;

  /** What agents take and give at most. */
  private static final int MESSAGE_MAX = 256 << 10;

  private static final byte[] ED25519 = "ssh-ed25519".getBytes(StandardCharsets.US_ASCII);

  private final Path socket;

  SshAgent(Path socket) {
    this.socket = socket;
  }

  /** The public keys that it signs with. */
  List<Bytes> keys() throws IOException {
    ByteBuffer answer = ask(ByteBuffer.allocate(1).put(REQUEST_IDENTITIES).flip(), IDENTITIES);
    List<Bytes> keys = new ArrayList<>();
    try {
      for (int left = answer.getInt(); left > 0; left--) {
        ByteBuffer blob = ByteBuffer.wrap(string(answer));
        string(answer);
        if (Bytes.of(string(blob)).equals(Bytes.of(ED25519))) {
          keys.add(Bytes.of(string(blob)));
        }
      }
      return keys;
    } catch (BufferUnderflowException e) {
      throw new IOException("the ssh-agent does not keep to its protocol", e);
    }
  }

  /** Signs with one of them. */
  Signer signer(Bytes key) {
    return bytes -> {
      ByteBuffer request = ByteBuffer.allocate(64 + ED25519.length + key.length() + bytes.length);
      request.put(SIGN_REQUEST);
      request.putInt(2 * Integer.BYTES + ED25519.length + key.length());
      put(request, ED25519);
      put(request, key.toArray());
      put(request, bytes);
      request.putInt(0);
      try {
        ByteBuffer signature = ByteBuffer.wrap(string(ask(request.flip(), SIGNATURE)));
        byte[] kind = string(signature);
        byte[] value = string(signature);
        if (!Bytes.of(kind).equals(Bytes.of(ED25519))
            || value.length != SignedRecord.SIGNATURE_LENGTH) {
          throw new IOException("the ssh-agent gave another kind of signature");
        }
        return value;
      } catch (BufferUnderflowException e) {
        throw new IOException("the ssh-agent does not keep to its protocol", e);
      }
    };
  }

  private ByteBuffer ask(ByteBuffer request, byte wanted) throws IOException {
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      channel.connect(UnixDomainSocketAddress.of(socket));
      ByteBuffer framed = ByteBuffer.allocate(Integer.BYTES + request.remaining());
      framed.putInt(request.remaining()).put(request).flip();
      while (framed.hasRemaining()) {
        channel.write(framed);
      }
      int length = read(channel, Integer.BYTES).getInt();
      if (length < 1 || length > MESSAGE_MAX) {
        throw new IOException("the ssh-agent does not keep to its protocol");
      }
      ByteBuffer answer = read(channel, length);
      byte kind = answer.get();
      if (kind == FAILURE) {
        throw new IOException("the ssh-agent refuses, or does not hold the key any more");
      }
      if (kind != wanted) {
        throw new IOException("the ssh-agent does not keep to its protocol");
      }
      return answer;
    }
  }

  private static ByteBuffer read(SocketChannel channel, int length) throws IOException {
    ByteBuffer read = ByteBuffer.allocate(length);
    while (read.hasRemaining()) {
      if (channel.read(read) < 0) {
        throw new IOException("the ssh-agent ended the connection");
      }
    }
    return read.flip();
  }

  private static void put(ByteBuffer out, byte[] string) {
    out.putInt(string.length).put(string);
  }

  private static byte[] string(ByteBuffer in) {
    int length = in.getInt();
    if (length < 0 || length > in.remaining()) {
      throw new BufferUnderflowException();
    }
    byte[] string = new byte[length];
    in.get(string);
    return string;
  }
}
