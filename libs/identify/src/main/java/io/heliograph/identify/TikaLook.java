package io.heliograph.identify;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.mime.MimeTypeException;
import org.apache.tika.mime.MimeTypes;
import org.apache.tika.mime.MimeTypesFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * What Apache Tika's table of media types says of a content, without its regular expressions: they
 * would run on an engine with backtracking. Thread-safe.
 */
final class TikaLook {
  private final MimeTypes types;

  TikaLook() {
    try {
      types = MimeTypesFactory.create(withoutExpressions());
    } catch (IOException
        | MimeTypeException
        | ParserConfigurationException
        | SAXException unreadable) {
      throw new IllegalStateException("the table of media types cannot be read", unreadable);
    }
  }

  /** The media type without parameters. */
  String mime(Sample sample) throws IOException {
    IdentificationInterruptedException.check();
    return types
        .detect(new ByteArrayInputStream(sample.head()), new Metadata())
        .getBaseType()
        .toString();
  }

  private static Document withoutExpressions()
      throws IOException, ParserConfigurationException, SAXException {
    try (InputStream table = MimeTypes.class.getResourceAsStream("tika-mimetypes.xml")) {
      if (table == null) {
        throw new IOException("tika-mimetypes.xml is not on the class path");
      }
      Document document =
          DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder().parse(table);
      for (Element match : elements(document, "match")) {
        if (match.getAttribute("type").equals("regex")) {
          remove(match);
        }
      }
      return document;
    }
  }

  /** With all that it refines: a match whose inner one is gone would say yes too often. */
  private static void remove(Element match) {
    Node outermost = match;
    while (outermost.getParentNode() instanceof Element parent
        && parent.getTagName().equals("match")) {
      outermost = parent;
    }
    // Nothing is left to do when an earlier one was in the same outermost match.
    if (outermost.getParentNode() instanceof Element magic && magic.getParentNode() != null) {
      magic.removeChild(outermost);
      if (magic.getElementsByTagName("match").getLength() == 0) {
        magic.getParentNode().removeChild(magic);
      }
    }
  }

  private static List<Element> elements(Document document, String name) {
    NodeList nodes = document.getElementsByTagName(name);
    List<Element> elements = new ArrayList<>();
    for (int at = 0; at < nodes.getLength(); at++) {
      elements.add((Element) nodes.item(at));
    }
    return elements;
  }
}
