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
 * @param module the folder of its module, from the reactor's root
 * @param counts of its tests; skipped ones are in neither number
 * @param seconds that it took
 */
record Report(String className, String module, Counts counts, double seconds) {

  /** Reads the root element of a surefire or failsafe report; its tests are never loaded. */
  static Report read(Path home, Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      XMLInputFactory factory = XMLInputFactory.newFactory();
      factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
      XMLStreamReader reader = factory.createXMLStreamReader(in);
      reader.nextTag();
      int failed = number(reader, "failures") + number(reader, "errors");
      int passed = number(reader, "tests") - failed - number(reader, "skipped");
      // MODULE/target/surefire-reports/TEST-NAME.xml
      Path module = home.relativize(file.getParent().getParent().getParent());
      return new Report(
          reader.getAttributeValue(null, "name"),
          module.toString(),
          new Counts(passed, failed),
          seconds(reader));
    } catch (IOException | XMLStreamException failure) {
      throw new HubException("cannot read " + file + ": " + failure.getMessage(), failure);
    }
  }

  /** Written with separators of thousands. */
  private static double seconds(XMLStreamReader reader) {
    String time = reader.getAttributeValue(null, "time");
    return time == null ? 0 : Double.parseDouble(time.replace(",", ""));
  }

  private static int number(XMLStreamReader reader, String attribute) {
    return Integer.parseInt(reader.getAttributeValue(null, attribute));
  }
}
