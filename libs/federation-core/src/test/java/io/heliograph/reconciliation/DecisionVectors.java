package io.heliograph.reconciliation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.heliograph.ipni.multiformat.Cid;
import io.heliograph.ipni.multiformat.PeerId;
import io.heliograph.reconciliation.chain.AdFacts;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The contract's decisions, and the advertisements that they speak of. */
public final class DecisionVectors {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final JsonNode FILE = read();

  private DecisionVectors() {}

  private static JsonNode read() {
    try (InputStream in =
        Objects.requireNonNull(DecisionVectors.class.getResourceAsStream("/ipni-decisions.json"))) {
      return JSON.readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The entries of a section. */
  public static List<JsonNode> section(String name) {
    return StreamSupport.stream(FILE.get(name).spliterator(), false).toList();
  }

  /** All advertisements of the file. */
  public static Map<Cid, AdFacts> ads() {
    Map<Cid, AdFacts> ads = new HashMap<>();
    section("advertisementChainP1").forEach(node -> put(ads, node));
    section("advertisementChainP2").forEach(node -> put(ads, node));
    put(ads, FILE.get("advertisementForkP1"));
    return ads;
  }

  private static void put(Map<Cid, AdFacts> ads, JsonNode node) {
    try {
      JsonNode ad = JSON.readTree(node.get("dagJson").asText());
      Cid cid = Cid.parse(node.get("cid").asText());
      PeerId provider = PeerId.parse(ad.get("Provider").asText());
      JsonNode previous = ad.get("PreviousID");
      byte[] context = Base64.getDecoder().decode(ad.at("/ContextID/~1/bytes").asText());
      ads.put(
          cid,
          new AdFacts(
              cid,
              provider,
              provider,
              previous == null ? null : cid(previous.get("/")),
              HexFormat.of().formatHex(context),
              ad.get("IsRm").asBoolean(),
              null));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A CID in a vector; absent when there is none. */
  public static @Nullable Cid cid(@Nullable JsonNode node) {
    return node == null || node.isNull() ? null : Cid.parse(node.asText());
  }

  /** A list of CIDs in a vector; empty when there is none. */
  public static List<Cid> cids(@Nullable JsonNode node) {
    return node == null
        ? List.of()
        : StreamSupport.stream(node.spliterator(), false)
            .map(one -> Cid.parse(one.asText()))
            .toList();
  }
}
