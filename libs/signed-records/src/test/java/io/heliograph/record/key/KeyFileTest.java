package io.heliograph.record.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.record.Owners;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyFileTest {
  private static final char[] PASSWORD = "correct horse".toCharArray();

  /** Made by OpenSSL 3.0: {@code openssl pkcs8 -topk8 -v2 aes-256-cbc -v2prf hmacWithSHA256}. */
  private static final String BY_OPENSSL =
      """
      -----BEGIN ENCRYPTED PRIVATE KEY-----
      MIGbMFcGCSqGSIb3DQEFDTBKMCkGCSqGSIb3DQEFDDAcBAiiK+iuRC5Y4QICCAAw
      DAYIKoZIhvcNAgkFADAdBglghkgBZQMEASoEEBDO680YKZP5JxEC8Kz6NB8EQCzE
      pyzh/vM6PFPpiF/70MIsq3zxl2txefSnmnK8SUxAnPfFrWfEQ20ta7IwnBAmOB7h
      YzZgOwH1Xp2+3ywAViQ=
      -----END ENCRYPTED PRIVATE KEY-----
      """;

  private static final String OPENSSL_PUBLIC =
      "6dc02509479361044248d0c4ad5e0ff3bcf5b6d8bb573ae2a1e8cc31879b211b";

  @TempDir Path folder;

  @Test
  void shouldBeTheSameKeyWhenWrittenAndRead() throws Exception {
    Path file = folder.resolve("key.pem");
    OwnerKeyPair pair = OwnerKeyPair.generate();

    KeyFile.write(file, pair, PASSWORD, KeyFile.ROUNDS);

    OwnerKeyPair read = KeyFile.read(file, PASSWORD);
    assertThat(read.publicKey()).isEqualTo(pair.publicKey());
    assertThat(read.privateKey().getEncoded()).isEqualTo(pair.privateKey().getEncoded());
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(Files.readString(file)).startsWith("-----BEGIN ENCRYPTED PRIVATE KEY-----\n");
    assertThatThrownBy(() -> KeyFile.read(file, "other".toCharArray()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("another password");
    assertThatThrownBy(() -> KeyFile.write(file, pair, PASSWORD, KeyFile.ROUNDS))
        .isInstanceOf(FileAlreadyExistsException.class);
  }

  @Test
  void shouldReadWhatOpensslWrote() throws Exception {
    Path file = written(BY_OPENSSL);

    assertThat(KeyFile.read(file, PASSWORD).publicKey().hex()).isEqualTo(OPENSSL_PUBLIC);
  }

  @Test
  void shouldRefuseWhenOthersMayReadItOrItIsNoKey() throws Exception {
    Path open = written(BY_OPENSSL);
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rw-r-----"));

    assertThatThrownBy(() -> KeyFile.read(open, PASSWORD)).hasMessageContaining("chmod 600");
    for (String text :
        new String[] {
          "", BY_OPENSSL.replace("ENCRYPTED ", ""), BY_OPENSSL.substring(0, 120), "x".repeat(20_000)
        }) {
      Path file = written(text);
      assertThatThrownBy(() -> KeyFile.read(file, PASSWORD))
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith(file.toString());
    }
  }

  @Test
  void shouldFindThePublicKeyWhenThePrivateOneIsKnown() {
    for (int i = 0; i < 8; i++) {
      Owners.Owner owner = Owners.owner(i);
      assertThat(OwnerKeyPair.of(owner.secret()).publicKey()).isEqualTo(owner.key());
    }
  }

  private Path written(String text) throws IOException {
    Path file =
        Files.createTempFile(
            folder,
            "key",
            ".pem",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    return Files.writeString(file, text);
  }
}
