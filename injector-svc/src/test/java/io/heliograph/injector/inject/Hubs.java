package io.heliograph.injector.inject;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.local.LocalStack;
import io.heliograph.local.ServiceProcess;
import io.heliograph.testkit.HubClient;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;

/** A dispatcher and injectors as processes of their own, over one Kafka. */
final class Hubs {
  private static final HubClient CLIENT = new HubClient();

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
      throws InterruptedException {
    CLIENT.publish(dispatcher.url(), model, events);
  }

  /** Stores a content; its hash. */
  static String store(ServiceProcess dispatcher, String source, String content)
      throws IOException, InterruptedException {
    HttpResponse<String> stored =
        dispatcher.post(
            "/api/v3/stream/" + source + "/content", "application/octet-stream", content);
    String answer = stored.body();
    assertThat(stored.statusCode()).as(answer).isEqualTo(200);
    int at = answer.indexOf("\"sha256\":\"") + "\"sha256\":\"".length();
    return answer.substring(at, answer.indexOf('"', at));
  }
}
