package io.heliograph.kit.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.kit.http.Refusal;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpRequest;
import io.vertx.core.http.HttpServerOptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeadRuleTest {
  private static int status(String head) {
    EmbeddedChannel channel =
        new EmbeddedChannel(
            new StrictRequestDecoder(
                new HttpServerOptions().setMaxInitialLineLength(200).setMaxHeaderSize(300)));
    channel.writeInbound(Unpooled.copiedBuffer(head.replace("~", "\r\n") + "\r\n\r\n", ISO_8859_1));
    HttpRequest request = channel.readInbound();
    int status = HeadRule.judge(request).map(Refusal::status).orElse(200);
    channel.finishAndReleaseAll();
    return status;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "200 | GET / HTTP/1.1~Host: a",
        "200 | GET / HTTP/1.0",
        "200 | GET / HTTP/1.0~Host: a",
        "200 | POST / HTTP/1.1~Host: a~Content-Length: 0",
        "200 | POST / HTTP/1.1~Host: a~Transfer-Encoding: chunked",
        "200 | POST / HTTP/1.1~Host: a~transfer-encoding:  CHUNKED",
        "400 | GET / HTTP/1.1",
        "400 | GET / HTTP/1.1~Host: a~Host: a",
        "400 | GET / HTTP/1.0~Host: a~host: b",
        "400 | GET / HTTP/9.9~Host: a",
        "400 | GET / HTTP/2.0~Host: a",
        "400 | GET / HTTP/1.2~Host: a",
        "400 | POST / HTTP/1.1~Host: a~Content-Length: 5~Transfer-Encoding: chunked",
        "400 | POST / HTTP/1.1~Host: a~Transfer-Encoding: chunked~Content-Length: 5",
        "400 | POST / HTTP/1.1~Host: a~Transfer-Encoding: identity~Content-Length: 5",
        "400 | POST / HTTP/1.1~Host: a~Transfer-Encoding: chunked~Transfer-Encoding: identity",
        "400 | POST / HTTP/1.1~Host: a~Transfer-Encoding: chunked~Transfer-Encoding: chunked",
        "400 | POST / HTTP/1.1~Host: a~Transfer-Encoding: chunked, identity",
        "400 | POST / HTTP/1.1~Host: a~Transfer-Encoding: identity, chunked",
        "400 | POST / HTTP/1.1~Host: a~Transfer-Encoding: chunked, chunked",
        "400 | POST / HTTP/1.1~Host: a~Transfer-Encoding: chunked, gzip",
        "400 | POST / HTTP/1.1~Host: a~Transfer-Encoding: xchunked",
        "400 | POST / HTTP/1.1~Host: a~Transfer-Encoding: \"chunked\"",
        "400 | POST / HTTP/1.1~Host: a~Transfer-Encoding: chunked;q=1",
        "400 | POST / HTTP/1.1~Host: a~Transfer-Encoding: gzip",
        "400 | POST / HTTP/1.1~Host: a~Transfer-Encoding:",
        "400 | POST / HTTP/1.1~Host: a~Transfer-Encoding : chunked",
        "400 | POST / HTTP/1.0~Host: a~Transfer-Encoding: chunked",
        "400 | POST / HTTP/1.1~Host: a~Content-Length: 5~Content-Length: 6",
        "400 | POST / HTTP/1.1~Host: a~Content-Length: +5",
        "400 | POST / HTTP/1.1~Host: a~Content-Length: -1",
        "400 | POST / HTTP/1.1~Host: a~Content-Length: 99999999999999999999",
        "501 | POST / HTTP/1.1~Host: a~Transfer-Encoding: gzip, chunked",
        "501 | POST / HTTP/1.1~Host: a~Transfer-Encoding: Deflate , x-gzip,Chunked",
      })
  void shouldRefuseWhatAnotherServerMayReadOtherwise(int status, String head) {
    assertThat(status(head)).as(head).isEqualTo(status);
  }

  @ParameterizedTest
  @CsvSource({"414, 300, 0", "431, 0, 400", "200, 100, 100"})
  void shouldNameTheLimitWhenAHeadIsTooLong(int status, int line, int header) {
    assertThat(
            status("GET /" + "x".repeat(line) + " HTTP/1.1~Host: a~X-Long: " + "x".repeat(header)))
        .isEqualTo(status);
  }
}
