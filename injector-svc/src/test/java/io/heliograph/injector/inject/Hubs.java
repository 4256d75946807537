package io.heliograph.injector.inject;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.local.LocalStack;
import io.heliograph.local.ServiceProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A dispatcher and injectors as processes of their own, over one Kafka. */
final class Hubs {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private Hubs() {}

  /** The packaged dispatcher, not started. */
  static ServiceProcess dispatcher(LocalStack stack, Path folder) {
    ServiceProcess process =
        new ServiceProcess("dispatcher", ServiceProcess.module("dispatcher-svc"), folder);
    return process
        .with("kafka.bootstrap.servers=" + stack.kafka().bootstrap())
        .with("hub.dispatcher.address=127.0.0.1:" + process.port())
        .with("hub.data.directory=" + folder.resolve("data"));
  }

  /** One replica of the packaged injector, not started. */
  static ServiceProcess injector(LocalStack stack, Path folder, int slot) {
    return new ServiceProcess("injector-" + slot, ServiceProcess.module("injector-svc"), folder)
        .with("kafka.bootstrap.servers=" + stack.kafka().bootstrap())
        .with("hub.injector.slot=" + slot);
  }

  /** Publishes events of that model; returns when they are acknowledged. */
  static void publish(ServiceProcess dispatcher, String model, List<String> events)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create(dispatcher.url() + "/api/v2/event?sync=true&model=" + model))
            .timeout(Duration.ofSeconds(30))
            .POST(HttpRequest.BodyPublishers.ofString("[" + String.join(",", events) + "]"))
            .build();
    HttpResponse<String> answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  /** Stores a content; its hash. */
  static String store(ServiceProcess dispatcher, String source, String content)
      throws IOException, InterruptedException {
    String answer =
        dispatcher
            .post("/api/v3/stream/" + source + "/content", "application/octet-stream", content)
            .body();
    int at = answer.indexOf("\"sha256\":\"") + "\"sha256\":\"".length();
    return answer.substring(at, answer.indexOf('"', at));
  }
}
