package io.heliograph.cli.suite;

import io.heliograph.cli.hub.HubException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * The report of one test class.
 *
 * @param className its full name
 * @param counts of its tests; skipped ones are in neither number
 */
record Report(String className, Counts counts) {

  /** Reads the root element of a surefire or failsafe report; its tests are never loaded. */
  static Report read(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      XMLInputFactory factory = XMLInputFactory.newFactory();
      factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
      XMLStreamReader reader = factory.createXMLStreamReader(in);
      reader.nextTag();
      int failed = number(reader, "failures") + number(reader, "errors");
      int passed = number(reader, "tests") - failed - number(reader, "skipped");
      return new Report(reader.getAttributeValue(null, "name"), new Counts(passed, failed));
    } catch (IOException | XMLStreamException failure) {
      throw new HubException("cannot read " + file + ": " + failure.getMessage(), failure);
    }
  }

  private static int number(XMLStreamReader reader, String attribute) {
    return Integer.parseInt(reader.getAttributeValue(null, attribute));
  }
}
