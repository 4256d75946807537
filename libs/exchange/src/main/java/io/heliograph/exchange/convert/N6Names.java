package io.heliograph.exchange.convert;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** Names of n6's event members, and where they go in IntelMQ. */
final class N6Names {
  /** Members with one field each, in both directions. */
  static final Map<String, String> FIELDS =
      Map.ofEntries(
          Map.entry("time", "time.source"),
          Map.entry("dip", "destination.ip"),
          Map.entry("dport", "destination.port"),
          Map.entry("sport", "source.port"),
          Map.entry("proto", "protocol.transport"),
          Map.entry("url", "source.url"),
          Map.entry("fqdn", "source.fqdn"),
          Map.entry("ip_network", "source.network"),
          Map.entry("md5", "malware.hash.md5"),
          Map.entry("sha1", "malware.hash.sha1"),
          Map.entry("sha256", "malware.hash.sha256"),
          Map.entry("misp_attr_uuid", "misp.attribute_uuid"),
          Map.entry("misp_event_uuid", "misp.event_uuid"));

  /** Members of one address. */
  static final Map<String, String> ADDRESS =
      Map.of(
          "asn", "source.asn",
          "cc", "source.geolocation.cc",
          "rdns", "source.reverse_dns");

  /** Members that are read in a way of their own. */
  static final Set<String> SPECIAL =
      Set.of(
          "address",
          "id",
          "confidence",
          "restriction",
          "category",
          "name",
          "intelmq",
          "ip",
          "ipv6",
          "asn",
          "cc",
          "rdns");

  /** Further members of n6's data specification: kept in {@code extra} under their names. */
  static final Set<String> EXTRA =
      Set.copyOf(
          List.of(
              "action",
              "additional_data",
              "adip",
              "alternative_fqdns",
              "block",
              "botid",
              "cert_length",
              "channel",
              "count",
              "dataset",
              "description",
              "detected_since",
              "device_id",
              "device_model",
              "device_type",
              "device_vendor",
              "device_version",
              "dns_version",
              "email",
              "enriched",
              "expires",
              "facebook_id",
              "filename",
              "first_seen",
              "fqdn",
              "gca_specific",
              "handshake",
              "header",
              "iban",
              "ignored",
              "injects",
              "internal_ip",
              "ipmi_version",
              "mac_address",
              "method",
              "min_amplification",
              "misp_eventdid",
              "modified",
              "name",
              "origin",
              "phone",
              "product",
              "product_code",
              "proxy_type",
              "referer",
              "registrar",
              "replaces",
              "request",
              "revision",
              "rid",
              "sender",
              "snitch_uuid",
              "source",
              "status",
              "subject_common_name",
              "sysdesc",
              "tags",
              "target",
              "type",
              "until",
              "url_pattern",
              "urls_matched",
              "user_agent",
              "username",
              "vendor",
              "version",
              "visible_databases",
              "x509fp_sha1",
              "x509issuer",
              "x509subject"));

  private N6Names() {}
}
