package io.heliograph.dispatcher.content;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.local.LocalStack;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Contents in an S3 bucket. */
class S3ContentIT extends NamesOverHttp {
  S3ContentIT() {
    super(new S3Backend(LocalStack.shared().s3()), List.of());
  }

  @Test
  void shouldCountWhatItDoesWithContents() throws Exception {
    String sha256 = client.stored("samples", random(12_345, 77));
    double uploads = metric("dispatcher_data_upload_requests_total");
    double uploaded = metric("dispatcher_data_uploaded_bytes_total");
    double downloads = metric("dispatcher_data_download_requests_total");
    double downloaded = metric("dispatcher_data_downloaded_bytes_total");
    double exists = metric("dispatcher_data_exist_requests_total");
    double deletions = metric("dispatcher_data_delete_requests_total");
    double lookups = metric("dispatcher_data_cache_lookups_total");
    double hits = metric("dispatcher_data_cache_hits_total");

    client.stored("samples", random(12_345, 77));
    client.get("samples", sha256);
    client.range("samples", sha256, "bytes=0-9");
    client.head("samples", sha256);
    client.send("/api/v3/stream/samples/incidents/content/" + sha256, "PATCH");
    client.send(StreamClient.path("samples", sha256), "DELETE");

    assertThat(metric("dispatcher_data_upload_requests_total") - uploads).isEqualTo(1);
    assertThat(metric("dispatcher_data_uploaded_bytes_total") - uploaded).isEqualTo(12_345);
    assertThat(metric("dispatcher_data_download_requests_total") - downloads).isEqualTo(2);
    assertThat(metric("dispatcher_data_downloaded_bytes_total") - downloaded).isEqualTo(12_355);
    assertThat(metric("dispatcher_data_exist_requests_total") - exists).isEqualTo(1);
    assertThat(metric("dispatcher_data_delete_requests_total") - deletions).isEqualTo(1);
    assertThat(metric("dispatcher_data_cache_lookups_total") - lookups).isEqualTo(2);
    assertThat(metric("dispatcher_data_cache_hits_total") - hits).isEqualTo(1);
    for (String method :
        List.of("put", "fetch", "exists", "copy", "delete", "cache-fetch", "cache-fetch-miss")) {
      String duration = "dispatcher_streams_op_duration_count{method=\"%s\",result=\"ok\"}";
      assertThat(metric(duration.formatted(method))).as(method).isPositive();
    }
  }

  private double metric(String name) throws Exception {
    return StreamClient.metrics(hub.managementUrl()).stream()
        .filter(line -> line.startsWith(name + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no metric " + name));
  }
}
