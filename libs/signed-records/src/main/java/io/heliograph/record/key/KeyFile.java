package io.heliograph.record.key;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Set;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKey;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.PBEParameterSpec;

/**
 * An Ed25519 private key in a file of its own: PKCS#8 in PEM, encrypted with a password (PBES2:
 * PBKDF2 with HMAC-SHA-512, 210,000 rounds, AES-256-CBC), which OpenSSL reads too. Nobody but the
 * file's owner may read it (mode 0600), where the file system knows of modes.
 */
public final class KeyFile {
  /** How often PBKDF2 hashes: what trying one password costs whoever has the file. */
  public static final int ROUNDS = 210_000;

  private static final String ALGORITHM = "PBEWithHmacSHA512AndAES_256";
  private static final String BEGIN = "-----BEGIN ENCRYPTED PRIVATE KEY-----";
  private static final String END = "-----END ENCRYPTED PRIVATE KEY-----";
  private static final int SALT_LENGTH = 16;
  private static final int BLOCK_LENGTH = 16;
  private static final int FILE_BYTES_MAX = 16 << 10;
  private static final Set<PosixFilePermission> OWNER_ONLY =
      Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

  private KeyFile() {}

  /**
   * Writes a new file.
   *
   * @param rounds {@link #ROUNDS}, or more
   * @throws IOException when it cannot be written, or a file of that name is there
   */
  public static void write(Path file, OwnerKeyPair pair, char[] password, int rounds)
      throws IOException {
    String pem = pem(encrypted(pair.privateKey(), password, rounds));
    boolean isPosix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
    FileAttribute<?>[] attributes =
        isPosix
            ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY)}
            : new FileAttribute<?>[0];
    try (SeekableByteChannel out =
        Files.newByteChannel(
            file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), attributes)) {
      Channels.newOutputStream(out).write(pem.getBytes(StandardCharsets.US_ASCII));
    }
  }

  /**
   * Reads a file.
   *
   * @throws IOException when it cannot be read, others may read it, it holds no such key, or the
   *     password is another
   */
  public static OwnerKeyPair read(Path file, char[] password) throws IOException {
    requireOwnerOnly(file);
    if (Files.size(file) > FILE_BYTES_MAX) {
      throw new IOException(file + ": too large for a key");
    }
    String pem = Files.readString(file, StandardCharsets.ISO_8859_1);
    int begin = pem.indexOf(BEGIN);
    int end = pem.indexOf(END);
    if (begin < 0 || end < begin) {
      throw new IOException(file + ": no encrypted private key in PEM");
    }
    String base64 = pem.substring(begin + BEGIN.length(), end);
    try {
      return OwnerKeyPair.of(decrypted(Base64.getMimeDecoder().decode(base64), password));
    } catch (GeneralSecurityException | IllegalArgumentException | IOException e) {
      throw new IOException(file + ": another password, or no Ed25519 key", e);
    }
  }

  private static void requireOwnerOnly(Path file) throws IOException {
    if (file.getFileSystem().supportedFileAttributeViews().contains("posix")
        && !OWNER_ONLY.containsAll(Files.getPosixFilePermissions(file))) {
      throw new IOException(file + ": others may read it; chmod 600");
    }
  }

  private static byte[] encrypted(PrivateKey key, char[] password, int rounds) throws IOException {
    SecureRandom random = new SecureRandom();
    byte[] salt = new byte[SALT_LENGTH];
    byte[] vector = new byte[BLOCK_LENGTH];
    random.nextBytes(salt);
    random.nextBytes(vector);
    try {
      Cipher cipher = Cipher.getInstance(ALGORITHM);
      cipher.init(
          Cipher.ENCRYPT_MODE,
          secret(ALGORITHM, password),
          new PBEParameterSpec(salt, rounds, new IvParameterSpec(vector)));
      // The same parameters under the name that stands in the file.
      AlgorithmParameters parameters = AlgorithmParameters.getInstance("PBES2");
      parameters.init(cipher.getParameters().getEncoded());
      return new EncryptedPrivateKeyInfo(parameters, cipher.doFinal(key.getEncoded())).getEncoded();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK has no " + ALGORITHM, e);
    }
  }

  private static PrivateKey decrypted(byte[] der, char[] password)
      throws GeneralSecurityException, IOException {
    EncryptedPrivateKeyInfo info = new EncryptedPrivateKeyInfo(der);
    AlgorithmParameters parameters = info.getAlgParameters();
    if (parameters == null) {
      throw new IOException("no PBES2");
    }
    // Which of the algorithms of PBES2 it is, its parameters say.
    String algorithm = parameters.toString();
    Cipher cipher = Cipher.getInstance(algorithm);
    cipher.init(Cipher.DECRYPT_MODE, secret(algorithm, password), parameters);
    return KeyFactory.getInstance("Ed25519").generatePrivate(info.getKeySpec(cipher));
  }

  private static SecretKey secret(String algorithm, char[] password)
      throws GeneralSecurityException {
    PBEKeySpec spec = new PBEKeySpec(password);
    try {
      return SecretKeyFactory.getInstance(algorithm).generateSecret(spec);
    } finally {
      spec.clearPassword();
    }
  }

  private static String pem(byte[] der) {
    return BEGIN
        + "\n"
        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
        + "\n"
        + END
        + "\n";
  }
}
