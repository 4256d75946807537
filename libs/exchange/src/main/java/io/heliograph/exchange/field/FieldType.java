package io.heliograph.exchange.field;

/** The types of IntelMQ's fields; the names are those of its table. */
enum FieldType {
  Accuracy,
  ASN,
  Base64,
  Boolean,
  ClassificationTaxonomy,
  ClassificationType,
  DateTime,
  FQDN,
  Float,
  IPAddress,
  IPNetwork,
  Integer,
  JSON,
  JSONDict,
  LowercaseString,
  Registry,
  String,
  TLP,
  URL,
  UppercaseString
}
