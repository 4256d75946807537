package io.heliograph.testkit.reference;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreeScanner;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The texts in the main sources of a module, those joined by {@code +} as one. */
final class Literals extends TreeScanner<@Nullable Void, Set<String>> {

  private Literals() {}

  /** All texts of a module, by its folder. */
  static Set<String> of(String module) {
    Set<String> texts = new HashSet<>();
    return Sources.of(List.of(module), text -> true)
        .read(
            task -> {
              for (CompilationUnitTree unit : task.parse()) {
                new Literals().scan(unit, texts);
              }
              return texts;
            });
  }

  @Override
  public @Nullable Void visitLiteral(LiteralTree literal, Set<String> texts) {
    if (literal.getValue() instanceof String text) {
      texts.add(text);
    }
    return null;
  }

  @Override
  public @Nullable Void visitBinary(BinaryTree sum, Set<String> texts) {
    String joined = joined(sum);
    if (joined != null) {
      texts.add(joined);
      return null;
    }
    return super.visitBinary(sum, texts);
  }

  private static @Nullable String joined(Tree tree) {
    if (tree instanceof LiteralTree literal) {
      return literal.getValue() instanceof String text ? text : null;
    }
    if (tree instanceof BinaryTree sum && sum.getKind() == Tree.Kind.PLUS) {
      String left = joined(sum.getLeftOperand());
      String right = joined(sum.getRightOperand());
      return left == null || right == null ? null : left + right;
    }
    return null;
  }
}
