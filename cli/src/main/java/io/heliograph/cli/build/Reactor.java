package io.heliograph.cli.build;

import io.heliograph.cli.hub.HubException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/** Which modules the root pom lists and which of them each module is made from. */
final class Reactor {

  private static final String GROUP = "io.heliograph";

  private final Path home;
  private final Map<String, String> folderByArtifact = new HashMap<>();
  private final Map<String, List<String>> artifactsByFolder = new HashMap<>();

  Reactor(Path home) {
    this.home = home;
    for (Element modules : children(parse(home), "modules")) {
      for (Element module : children(modules, "module")) {
        String folder = module.getTextContent().strip();
        Element pom = parse(home.resolve(folder));
        folderByArtifact.put(text(pom, "artifactId"), folder);
        artifactsByFolder.put(folder, siblings(pom));
      }
    }
  }

  /** The module's folder and those of the modules that it needs, directly or not. */
  Set<String> withNeeded(String folder) {
    Set<String> found = new LinkedHashSet<>();
    collect(folder, found);
    return found;
  }

  private void collect(String folder, Set<String> found) {
    if (!found.add(folder)) {
      return;
    }
    for (String artifact : artifactsByFolder.getOrDefault(folder, List.of())) {
      String needed = folderByArtifact.get(artifact);
      if (needed != null) {
        collect(needed, found);
      }
    }
  }

  private static List<String> siblings(Element pom) {
    List<String> artifacts = new ArrayList<>();
    for (Element dependencies : children(pom, "dependencies")) {
      for (Element dependency : children(dependencies, "dependency")) {
        if (text(dependency, "groupId").equals(GROUP)
            && !text(dependency, "scope").equals("test")) {
          artifacts.add(text(dependency, "artifactId"));
        }
      }
    }
    return artifacts;
  }

  private Element parse(Path folder) {
    Path pom = folder.resolve("pom.xml");
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      Document document = factory.newDocumentBuilder().parse(pom.toFile());
      return document.getDocumentElement();
    } catch (IOException | SAXException | ParserConfigurationException failure) {
      throw new HubException(
          "cannot read " + home.relativize(pom) + ": " + failure.getMessage(), failure);
    }
  }

  private static String text(Element parent, String name) {
    List<Element> found = children(parent, name);
    return found.isEmpty() ? "" : found.getFirst().getTextContent().strip();
  }

  private static List<Element> children(Element parent, String name) {
    List<Element> found = new ArrayList<>();
    for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element element && element.getTagName().equals(name)) {
        found.add(element);
      }
    }
    return found;
  }
}
