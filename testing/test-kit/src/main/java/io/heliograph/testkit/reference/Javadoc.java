package io.heliograph.testkit.reference;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.doctree.DocTree;
import com.sun.source.doctree.LinkTree;
import com.sun.source.doctree.LiteralTree;
import com.sun.source.doctree.TextTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import io.smallrye.config.common.utils.StringUtil;
import java.util.List;
import java.util.stream.Collectors;
import javax.lang.model.element.Element;

/** Javadoc as Markdown that fits into a cell of a table. */
final class Javadoc {
  private final DocTrees trees;

  Javadoc(JavacTask task) {
    this.trees = DocTrees.instance(task);
  }

  /** The whole description of an element. */
  String text(Element element) {
    return markdown(element, comment(element).getFullBody());
  }

  /** The first sentence of the description of an element. */
  String firstSentence(Element element) {
    return markdown(element, comment(element).getFirstSentence());
  }

  private DocCommentTree comment(Element element) {
    DocCommentTree comment = trees.getDocCommentTree(element);
    if (comment == null || comment.getFullBody().isEmpty()) {
      throw new IllegalStateException(
          element.getEnclosingElement() + "." + element + " has no Javadoc");
    }
    return comment;
  }

  private static String markdown(Element element, List<? extends DocTree> parts) {
    return parts.stream()
        .map(part -> markdown(element, part))
        .collect(Collectors.joining())
        .strip()
        .replaceAll("\\s+", " ")
        .replace("|", "\\|");
  }

  private static String markdown(Element element, DocTree part) {
    return switch (part) {
      case TextTree text -> escaped(text.getBody());
      case LiteralTree literal when part.getKind() == DocTree.Kind.CODE ->
          "`" + literal.getBody().getBody().strip() + "`";
      case LiteralTree literal -> escaped(literal.getBody().getBody());
      case LinkTree link -> "`" + setting(link.getReference().getSignature()) + "`";
      default ->
          throw new IllegalStateException(
              element + " has Javadoc that does not fit into a table: " + part);
    };
  }

  private static String escaped(String text) {
    return text.replaceAll("[<*_]", "\\\\$0");
  }

  /** The name of the setting that {@code Group#settingOfIt()} is the method of. */
  private static String setting(String reference) {
    String member = reference.substring(reference.indexOf('#') + 1);
    return StringUtil.skewer(member.replace("()", ""));
  }
}
